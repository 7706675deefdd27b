import type { IncomingMessage } from 'node:http';
import { createClientNetwork } from './client-network';
import type { ForwardedHeader } from './forwarded-addresses';

interface Call {
  readonly from: string;
  readonly says?: string;
  readonly header?: ForwardedHeader;
}

const networks = new Map<ForwardedHeader, ReturnType<typeof createClientNetwork>>();
for (const forwardedHeader of ['x-forwarded-for', 'forwarded'] as const) {
  const trustedProxies = ['10.0.0.0/8', 'fd00::/8'];
  networks.set(
    forwardedHeader,
    createClientNetwork({ trustedProxies, forwardedHeader, hashKey: Buffer.from('key') }),
  );
}

function networkOf({ from, says, header = 'x-forwarded-for' }: Call) {
  const req = { socket: { remoteAddress: from }, headers: { [header]: says } };
  return networks.get(header)!(req as unknown as IncomingMessage);
}
const of = (from: string) => networkOf({ from }).network;

it('is the address that called, whatever it says of others', () => {
  expect(networkOf({ from: '192.0.2.1', says: '198.51.100.9' }).network).toBe(of('192.0.2.1'));
  expect(of('192.0.2.1')).not.toBe(of('192.0.2.2'));
});

it.each([
  [{ from: '10.0.0.1', says: '198.51.100.9' }, '198.51.100.9'],
  [{ from: '10.0.0.1', says: '203.0.113.7, 198.51.100.9' }, '198.51.100.9'],
  [{ from: '10.0.0.1', says: '203.0.113.7, 198.51.100.9, 10.0.0.2' }, '198.51.100.9'],
  [{ from: '10.0.0.1', says: '10.0.0.3, 10.0.0.2' }, '10.0.0.3'],
  [{ from: '10.0.0.1', says: '203.0.113.7, unknown, 10.0.0.2' }, '10.0.0.2'],
  [{ from: '10.0.0.1' }, '10.0.0.1'],
  [{ from: '::ffff:10.0.0.1', says: '::ffff:198.51.100.9' }, '198.51.100.9'],
  [{ from: 'fd00::1', says: 'for=203.0.113.7, for=198.51.100.9', header: 'forwarded' }, '198.51.100.9'],
] satisfies [Call, string][])('%j is %s', (call, expected) => {
  expect(networkOf(call).network).toBe(of(expected));
});

it('does not believe the header that its proxies do not write', () => {
  const req = { socket: { remoteAddress: '10.0.0.1' }, headers: { forwarded: 'for=198.51.100.9' } };
  const { network } = networks.get('x-forwarded-for')!(req as unknown as IncomingMessage);
  expect(network).toBe(of('10.0.0.1'));
});

it('takes a subscriber’s addresses of IPv6 together, and knows what lies around them', () => {
  const [a, b, c, d] = ['2001:db8:1:2::1', '2001:DB8:1:2:ffff::2', '2001:db8:1:3::1', '2001:db8:2::1'].map(
    (from) => networkOf({ from }),
  );
  expect(a).toEqual(b);
  expect(c!.network).not.toBe(a!.network);
  expect(c!.surroundings).toBe(a!.surroundings);
  expect(d!.surroundings).not.toBe(a!.surroundings);
  expect(networkOf({ from: '192.0.2.1' }).surroundings).toBeUndefined();
});

it('tells no address, and another hash with another key', () => {
  const other = createClientNetwork({
    trustedProxies: [],
    forwardedHeader: 'forwarded',
    hashKey: Buffer.from('b'),
  });
  const req = { socket: { remoteAddress: '192.0.2.1' }, headers: {} } as unknown as IncomingMessage;
  expect(other(req).network).not.toBe(of('192.0.2.1'));
  expect(of('192.0.2.1')).toMatch(/^[\w-]{22}$/);
});

import { request } from 'undici';
import { type GatewayProcess, startGatewayProcess } from './support/gateway-process';
import { startWorld, type World } from './support/world';

const PATH = '/.well-known/security.txt';
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

let world: World;
beforeAll(async () => {
  world = await startWorld({
    SECURITY_CONTACTS: 'mailto:security@provider.test https://provider.test/report',
    SECURITY_CONTACTS_EXPIRE: inDays(200).slice(0, 10),
    SECURITY_LANGUAGES: 'en, fr',
    SECURITY_POLICY_URL: 'https://provider.test/policy',
    PUBLIC_URL: 'https://api.provider.test',
  });
});
afterAll(() => world.stop());

describe('security.txt', () => {
  it('says all that RFC 9116 asks for, and what the operator has set', async () => {
    const response = await fetch(`${world.gateway.url}${PATH}`);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/plain; charset=utf-8',
    ]);
    expect(await response.text()).toBe(
      [
        'Contact: mailto:security@provider.test',
        'Contact: https://provider.test/report',
        `Expires: ${inDays(200).slice(0, 10)}T00:00:00.000Z`,
        'Preferred-Languages: en, fr',
        'Canonical: https://api.provider.test/.well-known/security.txt',
        'Policy: https://provider.test/policy',
        '',
      ].join('\n'),
    );
  });

  it('answers HEAD as GET without the text, and nothing else', async () => {
    const url = `${world.gateway.url}${PATH}`;
    const { statusCode, headers, body } = await request(url, { method: 'HEAD' });
    const text = await (await fetch(url)).text();
    expect([statusCode, headers['content-length']]).toEqual([200, String(text.length)]);
    expect(await body.text()).toBe('');
    const posted = await fetch(url, { method: 'POST', body: 'x' });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('is read by whoever asks, with whatever credential, and asks no subgraph', async () => {
    world.reset();
    const response = await fetch(`${world.gateway.url}${PATH}?a=b`, {
      headers: { authorization: 'Bearer nonsense' },
    });
    expect(response.status).toBe(200);
    expect(world.received()).toBe(0);
  });

  it.each([
    '/.well-known',
    '/.well-known/',
    '/.well-known/security.txt/',
    '/.well-known/openid-configuration',
    '/security.txt',
  ])('leaves %s alone', async (path) => {
    expect((await fetch(`${world.gateway.url}${path}`)).status).toBe(404);
  });
});

describe('an operator', () => {
  const startedWith = async (
    settings: Record<string, string>,
    look: (gateway: GatewayProcess) => Promise<void>,
  ) => {
    const gateway = await startGatewayProcess({ ...world.environment, ...settings });
    try {
      await look(gateway);
    } finally {
      await gateway.stop();
    }
  };

  it('who names nobody is told so at the start, and the path is 404', async () => {
    await startedWith({ SECURITY_CONTACTS: '', SECURITY_CONTACTS_EXPIRE: '' }, async ({ url, log }) => {
      expect(log.join('\n')).toContain('SECURITY_CONTACTS is not set');
      const response = await fetch(`${url}${PATH}`);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    });
  });

  it.each([
    ['is about to pass', 29],
    ['has passed', -1],
  ])('whose date %s is told so at the start, and researchers see that date', async (_, days) => {
    const expires = inDays(days);
    await startedWith({ SECURITY_CONTACTS_EXPIRE: expires }, async ({ url, log }) => {
      expect(log.join('\n')).toContain('expires within a month');
      expect(await (await fetch(`${url}${PATH}`)).text()).toContain(`Expires: ${expires}`);
    });
    expect(world.gateway.log.join('\n')).not.toContain('expires within a month');
  });
});

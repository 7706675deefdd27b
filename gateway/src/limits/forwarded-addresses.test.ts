import { forwardedAddresses } from './forwarded-addresses';

it.each([
  ['192.0.2.1, 198.51.100.2', ['192.0.2.1', '198.51.100.2']],
  ['192.0.2.1:4711', ['192.0.2.1']],
  ['[2001:db8::1]:4711,2001:db8::2', ['2001:db8::1', '2001:db8::2']],
  ['unknown, , x', ['unknown', '', 'x']],
  ['', []],
])('X-Forwarded-For: %s', (value, addresses) => {
  expect(forwardedAddresses(value, 'x-forwarded-for')).toEqual(addresses);
});

it.each([
  ['for=192.0.2.1;proto=https, For="[2001:db8::1]:4711"', ['192.0.2.1', '2001:db8::1']],
  ['proto=https;by=x;for="198.51.100.2:80"', ['198.51.100.2']],
  // A comma within quotes separates nothing (RFC 7239, section 4).
  ['for="_a,for=192.0.2.1", for=192.0.2.9', ['_a,for=192.0.2.1', '192.0.2.9']],
  ['proto=https', ['']],
])('Forwarded: %s', (value, addresses) => {
  expect(forwardedAddresses(value, 'forwarded')).toEqual(addresses);
});

import { StartupError } from '@hostgraph/service';
import { API_KEY_PEPPER } from './api-key/api-key-secret';
import { readAccountsConfig } from './config';

const environment = {
  DATABASE_URL: 'postgres://hostgraph@127.0.0.1/hostgraph',
  INTERNAL_JWKS: '{"keys":[{"kty":"OKP"}]}',
};
const bytes = Buffer.from(Array.from({ length: 32 }, (_, index) => 255 - index));

it.each(['base64url', 'base64', 'hex'] as const)('reads a pepper in %s', (encoding) => {
  const text = bytes.toString(encoding).replaceAll('+', '-').replaceAll('/', '_');
  const { port, settings } = readAccountsConfig({ ...environment, API_KEY_PEPPER: text });
  expect(port).toBe(4001);
  expect(settings.get(API_KEY_PEPPER)).toEqual(bytes);
});

it.each([
  ['none', undefined],
  ['an empty one', ''],
  ['a short one', bytes.subarray(1).toString('base64url')],
  ['a short one in hex', bytes.subarray(1).toString('hex')],
  ['another text', 'correct horse battery staple, and so on and on'],
])('refuses %s without repeating it', (_name, pepper) => {
  const read = () => readAccountsConfig({ ...environment, API_KEY_PEPPER: pepper });
  expect(read).toThrow(StartupError);
  expect(read).toThrow(/^API_KEY_PEPPER: must be [\w\s-]+$/);
});

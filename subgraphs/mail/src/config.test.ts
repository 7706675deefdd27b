import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartupError } from '@hostgraph/service';
import { readMailConfig } from './config';

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const sieve = {
  MAIL_SIEVE_HOST: 'mx.example.test',
  MAIL_SIEVE_MASTER_USER: 'hostgraph',
  MAIL_SIEVE_MASTER_PASSWORD: 'm-secret',
};

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'hostgraph-config-'))));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function fileWith(text: string): string {
  const path = join(folder, 'file');
  writeFileSync(path, text);
  return path;
}

const read = (variables: Record<string, string>) =>
  readMailConfig({
    DATABASE_URL: 'postgres://hostgraph@127.0.0.1/hostgraph',
    INTERNAL_JWKS: '{"keys":[{"kty":"OKP"}]}',
    ...variables,
  });

it('is connected to no mail server where none is named', () => {
  expect(read({})).toMatchObject({ port: 4002, sieveServer: undefined });
  expect(read({ MAIL_SIEVE_HOST: '' }).sieveServer).toBeUndefined();
});

it('knows the usual port, and who signs the certificates of the public', () => {
  expect(read(sieve).sieveServer).toEqual({
    host: 'mx.example.test',
    port: 4190,
    ca: undefined,
    masterUser: 'hostgraph',
    masterPassword: 'm-secret',
  });
});

it('reads secrets and certificates from files', () => {
  const others = { ...sieve, MAIL_SIEVE_MASTER_PASSWORD: '' };
  expect(read({ ...sieve, MAIL_SIEVE_PORT: '4191', MAIL_SIEVE_CA: fileWith(PEM) }).sieveServer).toMatchObject(
    { port: 4191, ca: PEM },
  );
  expect(
    read({ ...others, MAIL_SIEVE_MASTER_PASSWORD_FILE: fileWith('from a file\n') }).sieveServer,
  ).toMatchObject({ masterPassword: 'from a file' });
});

it.each([
  ['MAIL_SIEVE_HOST', { ...sieve, MAIL_SIEVE_HOST: '' }],
  ['MAIL_SIEVE_MASTER_USER', { ...sieve, MAIL_SIEVE_MASTER_USER: '' }],
  ['MAIL_SIEVE_MASTER_PASSWORD', { ...sieve, MAIL_SIEVE_MASTER_PASSWORD: '' }],
  ['MAIL_SIEVE_MASTER_PASSWORD', { ...sieve, MAIL_SIEVE_MASTER_PASSWORD: 'm-secret\0' }],
  ['MAIL_SIEVE_MASTER_PASSWORD', { ...sieve, MAIL_SIEVE_MASTER_PASSWORD_FILE: '/dev/null' }],
  ['MAIL_SIEVE_PORT', { ...sieve, MAIL_SIEVE_PORT: '65536' }],
  ['MAIL_SIEVE_CA', { ...sieve, MAIL_SIEVE_CA: '/absent/ca.pem' }],
  ['MAIL_SIEVE_CA', { ...sieve, MAIL_SIEVE_CA: '/dev/null' }],
])('names %s where it is wrong, and no secret', (variable, variables) => {
  expect(() => read(variables)).toThrow(StartupError);
  expect(() => read(variables)).toThrow(new RegExp(`^${variable}: (?!.*m-secret)`));
});

import { StartupError } from '@hostgraph/service';
import { readMailConfig } from './config';
import { SIEVE_SERVER } from './sieve-publication/sieve-server';
import { SIEVE_ENGINE } from './sieve/sieve-engine';
import { FOLDER_SERVER } from './sorting/mail-folder/folder-server';

const environment = {
  DATABASE_URL: 'postgres://hostgraph@127.0.0.1/hostgraph',
  INTERNAL_JWKS: '{"keys":[{"kty":"OKP"}]}',
};

it('is connected to no mail server where none is named', () => {
  const { port, settings } = readMailConfig(environment);
  expect(port).toBe(4002);
  expect(settings.get(SIEVE_ENGINE)).toBe('/usr/bin/sieve-test');
  expect(settings.get(SIEVE_SERVER)).toBeUndefined();
  expect(settings.get(FOLDER_SERVER)).toBeUndefined();
});

it('reads where the mail server is, and who signs in there', () => {
  const { settings } = readMailConfig({
    ...environment,
    MAIL_SIEVE_HOST: 'mail.example.test',
    MAIL_SIEVE_MASTER_USER: 'control',
    MAIL_SIEVE_MASTER_PASSWORD: 'p@ss:',
    MAIL_IMAP_HOST: '127.0.0.1',
    MAIL_IMAP_PORT: '1143',
    MAIL_IMAP_MASTER_USER: 'folders',
    MAIL_IMAP_MASTER_PASSWORD: 'secret',
  });
  expect(settings.get(SIEVE_SERVER)).toEqual({
    host: 'mail.example.test',
    port: 4190,
    ca: undefined,
    masterUser: 'control',
    masterPassword: 'p@ss:',
  });
  expect(settings.get(FOLDER_SERVER)).toMatchObject({ host: '127.0.0.1', port: 1143, masterUser: 'folders' });
});

it.each([
  ['MAIL_SIEVE_MASTER_USER', { MAIL_SIEVE_HOST: 'mail.example.test', MAIL_SIEVE_MASTER_PASSWORD: 'secret' }],
  ['MAIL_SIEVE_MASTER_PASSWORD', { MAIL_SIEVE_HOST: 'mail.example.test', MAIL_SIEVE_MASTER_USER: 'control' }],
  ['MAIL_IMAP_PORT', { MAIL_IMAP_HOST: 'mail.example.test', MAIL_IMAP_PORT: '99999' }],
  ['MAIL_SIEVE_TEST_PATH', { MAIL_SIEVE_TEST_PATH: 'secret; rm -rf /' }],
  ['MAIL_SERVER_CA', { MAIL_SERVER_CA: '/absent/secret.pem' }],
])('says what is wrong with %s, and not what it is', (variable, settings) => {
  const read = () => readMailConfig({ ...environment, ...settings });
  expect(read).toThrow(StartupError);
  expect(read).toThrow(variable);
  expect(read).not.toThrow(/secret|99999/);
});

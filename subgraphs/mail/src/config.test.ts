import { StartupError } from '@hostgraph/service';
import { readMailConfig } from './config';

const environment = {
  DATABASE_URL: 'postgres://hostgraph@127.0.0.1/hostgraph',
  INTERNAL_JWKS: '{"keys":[{"kty":"OKP"}]}',
};

it('is connected to no mail server where none is named', () => {
  expect(readMailConfig(environment)).toMatchObject({
    port: 4002,
    sieveTestPath: '/usr/bin/sieve-test',
    sieveServer: undefined,
    folderServer: undefined,
  });
});

it('reads where the mail server is, and who signs in there', () => {
  const { sieveServer, folderServer } = readMailConfig({
    ...environment,
    MAIL_SIEVE_URL: 'sieve://control:p%40ss%3A@mail.example.test',
    MAIL_IMAP_URL: 'imap://folders:secret@mail.example.test:1143',
  });
  const ofBoth = { host: 'mail.example.test', ca: undefined };
  expect(sieveServer).toEqual({ ...ofBoth, port: 4190, masterUser: 'control', masterPassword: 'p@ss:' });
  expect(folderServer).toEqual({ ...ofBoth, port: 1143, masterUser: 'folders', masterPassword: 'secret' });
});

it.each([
  ['MAIL_SIEVE_URL', 'https://control:secret@mail.example.test'],
  ['MAIL_SIEVE_URL', 'sieve://mail.example.test'],
  ['MAIL_IMAP_URL', 'imap://control:secret@'],
  ['MAIL_IMAP_URL', 'secret'],
  ['MAIL_SIEVE_TEST_PATH', 'secret; rm -rf /'],
  ['MAIL_SERVER_CA', '/absent/secret.pem'],
])('says what is wrong with %s, and not what it is', (variable, value) => {
  const read = () => readMailConfig({ ...environment, [variable]: value });
  expect(read).toThrow(StartupError);
  expect(read).toThrow(variable);
  expect(read).not.toThrow(/secret/);
});

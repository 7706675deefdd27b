/**
 * Prepares what docker-compose.yml reads, in the folder that it is run in: `node deploy/compose/make-env.mjs`. `.env` has
 * what only you know left to fill in, `secrets/` has passwords and keys, each in a file. What is there stays as it is, so it
 * is run again for what a new version needs beside it.
 */
import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const SETTINGS = [
  ['OIDC_ISSUER', '', 'The OpenID Connect provider whose people may sign in, such as https://id.example.com'],
  ['MAIL_HOST_NAME', '', 'The name of this mail server, as in the DNS and in its certificate'],
  ['MAIL_CERTIFICATES', '', 'The whole path of the folder with its certificate.pem and key.pem'],
  [
    'MAIL_SERVER_CA',
    'certificate.pem',
    'The file in that folder that says who signed the certificate. Authorities that browsers know need no other',
  ],
  ['FTP_HOST_NAME', '', 'The same of the FTP server'],
  ['FTP_CERTIFICATES', ''],
  [
    'NOTICE_SMTP_URL',
    'smtp://postfix.inside:10587?requireTLS=true&tls.servername=${MAIL_HOST_NAME}',
    'By which mail server users and owners of FTP accounts are written to: the one here, or another, such as\n' +
      '# smtps://user:password@smtp.example.com; and in whose name',
  ],
  ['NOTICE_FROM', ''],
  [
    'SECURITY_CONTACTS',
    '',
    'Whom researchers tell of a vulnerability, such as mailto:security@example.com, and until which date that holds: less\n' +
      '# than a year ahead. Both or none; with your policy and the public address of the API, they are in security.txt',
  ],
  ['SECURITY_CONTACTS_EXPIRE', ''],
  ['SECURITY_POLICY_URL', ''],
  ['PUBLIC_URL', ''],
];

const random = () => randomBytes(32).toString('base64url');
const signingKey = () => JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }));
/** The public half of the key that is there. */
const keySet = () => {
  const key = JSON.parse(readFileSync('secrets/internal_signing_key', 'utf8'));
  return JSON.stringify({ keys: [createPublicKey({ key, format: 'jwk' }).export({ format: 'jwk' })] });
};
const SECRETS = [
  ...['postgres', 'accounts', 'mail', 'logs', 'compliance', 'hosting', 'dovecot', 'postfix', 'proftpd'].map(
    (role) => [`${role}_password`, random],
  ),
  ['sieve_master_password', random],
  ['folders_master_password', random],
  ['api_key_pepper', random],
  ['internal_signing_key', signingKey],
  ['internal_jwks', keySet],
];

const known = existsSync('.env') ? readFileSync('.env', 'utf8') : '';
const valueOf = (name) => new RegExp(`^${name}=(.*)$`, 'm').exec(known)?.[1].replace(/^'(.*)'$/, '$1');

const missing = SETTINGS.filter(([name]) => valueOf(name) === undefined);
const lines = missing.map(([name, value, comment]) => `${comment ? `# ${comment}\n` : ''}${name}=${value}\n`);
// Behind a last line that somebody left open.
const separator = known === '' || known.endsWith('\n') ? '' : '\n';
writeFileSync('.env', separator + lines.join(''), { flag: 'a', mode: 0o600 });

// Nobody else gets through the folder. Its files are for the users of containers, which have numbers of their own.
mkdirSync('secrets', { recursive: true, mode: 0o700 });
for (const [name, make] of SECRETS) {
  const file = `secrets/${name}`;
  // Earlier versions had them in .env.
  if (!existsSync(file)) writeFileSync(file, `${valueOf(name.toUpperCase()) ?? make()}\n`, { mode: 0o444 });
}

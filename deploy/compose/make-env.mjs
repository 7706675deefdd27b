/**
 * Writes `.env` for docker-compose.yml, with passwords and keys of its own, and what only you know left to fill in:
 * `node deploy/compose/make-env.mjs`. It never writes over one.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const secret = () => randomBytes(32).toString('base64url');
const ROLES = [
  'POSTGRES',
  'ACCOUNTS',
  'MAIL',
  'LOGS',
  'COMPLIANCE',
  'HOSTING',
  'DOVECOT',
  'POSTFIX',
  'PROFTPD',
];

const lines = [
  '# The OpenID Connect provider whose people may sign in, such as https://id.example.com',
  'OIDC_ISSUER=',
  '# The name of this mail server, as in the DNS and in its certificate',
  'MAIL_HOST_NAME=',
  '# The folder with its certificate.pem and key.pem',
  'MAIL_CERTIFICATES=',
  '# The same of the FTP server',
  'FTP_HOST_NAME=',
  'FTP_CERTIFICATES=',
  '# By which mail server owners of FTP accounts are written to, such as smtps://user:password@smtp.example.com, and in whose name',
  'NOTICE_SMTP_URL=',
  'NOTICE_FROM=',
  '# Whom researchers tell of a vulnerability, such as mailto:security@example.com, and until which date that holds: less',
  '# than a year ahead. Both or none; with your policy and the public address of the API, they are in security.txt',
  'SECURITY_CONTACTS=',
  'SECURITY_CONTACTS_EXPIRE=',
  'SECURITY_POLICY_URL=',
  'PUBLIC_URL=',
  ...ROLES.map((role) => `${role}_PASSWORD=${secret()}`),
  `SIEVE_MASTER_PASSWORD=${secret()}`,
  `FOLDERS_MASTER_PASSWORD=${secret()}`,
  `API_KEY_PEPPER=${secret()}`,
  `INTERNAL_SIGNING_KEY='${JSON.stringify(privateKey.export({ format: 'jwk' }))}'`,
  `INTERNAL_JWKS='${JSON.stringify({ keys: [publicKey.export({ format: 'jwk' })] })}'`,
];
writeFileSync('.env', `${lines.join('\n')}\n`, { flag: 'wx', mode: 0o600 });

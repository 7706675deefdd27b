/**
 * Prepares what an installation reads, in the folder that it is run in: `node deploy/make-env.mjs compose`, or `debian`.
 * `.env` has what only you know left to fill in (`settings.env` of that way), `secrets/` has passwords and keys, each in a
 * file. What is there stays as it is, so it is run again for what a new version needs beside it.
 */
import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const WAYS = ['compose', 'debian'];
const way = process.argv[2];
if (!WAYS.includes(way)) {
  console.error(`usage: node make-env.mjs ${WAYS.join('|')}`);
  process.exit(64);
}

const random = () => randomBytes(32).toString('base64url');
const signingKey = () => JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }));
/** The public half of the key that is there. */
const keySet = () => {
  const key = JSON.parse(readFileSync('secrets/internal_signing_key', 'utf8'));
  return JSON.stringify({ keys: [createPublicKey({ key, format: 'jwk' }).export({ format: 'jwk' })] });
};
const ROLES = ['accounts', 'mail', 'logs', 'compliance', 'hosting', 'dovecot', 'postfix', 'proftpd'];
const SECRETS = [
  // Elsewhere PostgreSQL is there already, and its superuser too.
  ...(way === 'compose' ? ['postgres', ...ROLES] : ROLES).map((role) => [`${role}_password`, random]),
  ['sieve_master_password', random],
  ['folders_master_password', random],
  ['api_key_pepper', random],
  ['internal_signing_key', signingKey],
  ['internal_jwks', keySet],
];

const known = existsSync('.env') ? readFileSync('.env', 'utf8') : '';
const valueOf = (name) => new RegExp(`^${name}=(.*)$`, 'm').exec(known)?.[1].replace(/^'(.*)'$/, '$1');

const template = readFileSync(new URL(`${way}/settings.env`, import.meta.url), 'utf8');
// Each setting with the comment above it.
const settings = [...template.matchAll(/^(?:#.*\n)*(\w+)=.*\n/gm)];
const lines = settings.filter(([, name]) => valueOf(name) === undefined).map(([text]) => text);
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

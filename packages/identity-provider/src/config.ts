import { readFileSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';
import { resolve } from 'node:path';
import { type Environment, givenVariables, parseSetting, StartupError } from '@hostgraph/service';
import { z } from 'zod';

const accountSchema = z.strictObject({
  /** Never changes; the `sub` of the tokens. */
  subject: z.string().min(1).max(255),
  login: z.string().min(1).max(255),
  name: z.string().min(1),
  email: z.email(),
});

const accountsSchema = z
  .array(accountSchema)
  .min(1)
  .refine((accounts) => areDistinct(accounts.map(({ subject }) => subject)), 'two people share a subject')
  .refine((accounts) => areDistinct(accounts.map(({ login }) => login)), 'two people share a login');

const clientsSchema = z
  .array(
    z.strictObject({
      id: z.string().regex(/^[\w.-]+$/),
      redirectUris: z.array(z.url({ protocol: /^https?$/ }).refine((uri) => !uri.includes('#'))).min(1),
    }),
  )
  .min(1)
  .refine((clients) => areDistinct(clients.map(({ id }) => id)), 'two clients share an id');

export type Account = Readonly<z.infer<typeof accountSchema>>;
/** A public client: it keeps no secret and proves itself by PKCE (RFC 7636) and its redirect URIs. */
export type Client = z.infer<typeof clientsSchema>[number];

const DEFAULT_CLIENTS: Client[] = [
  { id: 'hostgraph-explorer', redirectUris: ['http://127.0.0.1:4000/', 'http://localhost:4000/'] },
];

const environmentSchema = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4010),
  // TLS and paths would need a proxy in front, and this provider is for one machine.
  ISSUER: z
    .url({ protocol: /^http$/ })
    .transform((url) => new URL(url))
    .refine(({ pathname, search, hash }) => pathname === '/' && search === '' && hash === '')
    .transform(({ origin }) => origin)
    .optional(),
  ACCOUNTS_FILE: z.string({ error: 'must name the file of the people who may sign in' }),
  CLIENTS: z.string().optional(),
  AUDIENCE: z.url().default('urn:hostgraph:api'),
  JWKS_FILE: z.string().default('.data/identity-provider/jwks.json'),
  TOKEN_LIFETIME_SECONDS: z.coerce
    .number()
    .int()
    .positive()
    .default(12 * 3600),
  ALLOW_REMOTE: z.enum(['0', '1']).default('0'),
});

export interface IdentityProviderConfig {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** An origin; by default the address that the provider listens on. */
  readonly issuer: string | undefined;
  readonly accounts: readonly Account[];
  readonly clients: readonly Client[];
  /** The `aud` of the access tokens: an absolute URI, also of the scheme urn (RFC 8707). */
  readonly audience: string;
  readonly jwksFile: string;
  readonly tokenLifetimeSeconds: number;
}

/** @throws StartupError */
export function readConfig(environment: Environment): IdentityProviderConfig {
  const env = parseSetting(environmentSchema, givenVariables(environment));
  if (!isLoopback(env.HOST) && env.ALLOW_REMOTE !== '1') {
    throw new StartupError(
      `HOST: anybody who reaches ${env.HOST} could sign in as anybody: keep it on 127.0.0.1, or set ALLOW_REMOTE=1`,
    );
  }
  return {
    host: env.HOST,
    port: env.PORT,
    issuer: env.ISSUER,
    accounts: parseSetting(
      accountsSchema,
      parseJson('ACCOUNTS_FILE', readAccounts(env.ACCOUNTS_FILE)),
      'ACCOUNTS_FILE',
    ),
    clients:
      env.CLIENTS === undefined
        ? DEFAULT_CLIENTS
        : parseSetting(clientsSchema, parseJson('CLIENTS', env.CLIENTS), 'CLIENTS'),
    audience: env.AUDIENCE,
    jwksFile: resolve(env.JWKS_FILE),
    tokenLifetimeSeconds: env.TOKEN_LIFETIME_SECONDS,
  };
}

function parseJson(variable: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new StartupError(`${variable}: is not JSON`);
  }
}

function readAccounts(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new StartupError(
      `ACCOUNTS_FILE: cannot read ${path} (${(error as NodeJS.ErrnoException).code ?? ''})`,
    );
  }
}

function isLoopback(host: string): boolean {
  const loopback = new BlockList();
  loopback.addSubnet('127.0.0.0', 8);
  loopback.addAddress('::1', 'ipv6');
  return (
    host === 'localhost' || (isIP(host) !== 0 && loopback.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4'))
  );
}

function areDistinct(values: string[]): boolean {
  return new Set(values).size === values.length;
}

import { readFileSync } from 'node:fs';
import { type Environment, givenVariables, parseSetting, StartupError } from '@hostgraph/service';
import { readSubgraphConfig, type SubgraphConfig } from '@hostgraph/subgraph-kit';
import { z } from 'zod';
import type { SieveServer } from './sieve-publication/sieve-server';

export interface MailConfig extends SubgraphConfig {
  /** Undefined where rules and replies are to be stored only. */
  readonly sieveServer: SieveServer | undefined;
}

const PORT = 4002;
/** RFC 5804, 1.8. */
const MANAGESIEVE_PORT = 4190;

const required = (hint: string) => z.string({ error: `must be set, or no MAIL_SIEVE_… at all: ${hint}` });

/** Neither may hold a NUL, which would make other credentials of them (RFC 4616, 2). */
const credential = (hint: string) => required(hint).regex(/^[^\0\r\n]+$/, 'must be one line');

const sieveSchema = z.object({
  MAIL_SIEVE_HOST: required('the name in the certificate of the mail server'),
  MAIL_SIEVE_PORT: z.coerce.number().int().min(1).max(65_535).default(MANAGESIEVE_PORT),
  MAIL_SIEVE_CA: z.string().includes('-----BEGIN CERTIFICATE-----', 'must be certificates in PEM').optional(),
  MAIL_SIEVE_MASTER_USER: credential('who may manage the scripts of all mailboxes'),
  MAIL_SIEVE_MASTER_PASSWORD: credential('the password, or a file by MAIL_SIEVE_MASTER_PASSWORD_FILE'),
});

/** @throws StartupError */
export function readMailConfig(environment: Environment): MailConfig {
  return {
    ...readSubgraphConfig(environment, { name: 'mail', port: PORT }),
    sieveServer: readSieveServer(givenVariables(environment)),
  };
}

function readSieveServer(given: Environment): SieveServer | undefined {
  if (!Object.keys(given).some((name) => name.startsWith('MAIL_SIEVE_'))) return undefined;
  if (given['MAIL_SIEVE_MASTER_PASSWORD'] && given['MAIL_SIEVE_MASTER_PASSWORD_FILE'])
    throw new StartupError('MAIL_SIEVE_MASTER_PASSWORD: a file names another, use one of both');
  const password = textOf(given, 'MAIL_SIEVE_MASTER_PASSWORD_FILE')?.replace(/\r?\n$/, '');
  const settings = parseSetting(sieveSchema, {
    ...given,
    MAIL_SIEVE_CA: textOf(given, 'MAIL_SIEVE_CA'),
    ...(password !== undefined && { MAIL_SIEVE_MASTER_PASSWORD: password }),
  });
  return {
    host: settings.MAIL_SIEVE_HOST,
    port: settings.MAIL_SIEVE_PORT,
    ca: settings.MAIL_SIEVE_CA,
    masterUser: settings.MAIL_SIEVE_MASTER_USER,
    masterPassword: settings.MAIL_SIEVE_MASTER_PASSWORD,
  };
}

/** What stands in the file that a variable names. */
function textOf(given: Environment, variable: string): string | undefined {
  const path = given[variable];
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new StartupError(`${variable}: must be the path of a file that can be read`);
  }
}

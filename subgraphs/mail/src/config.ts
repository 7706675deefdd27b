import { readFileSync } from 'node:fs';
import { type Environment, givenVariables, parseSetting, StartupError } from '@hostgraph/service';
import {
  OUTGOING_MAIL,
  readOutgoingMailSettings,
  readSubgraphConfig,
  type SubgraphConfig,
} from '@hostgraph/subgraph-kit';
import { z, type ZodType } from 'zod';
import type { MailServer } from './mail-server/mail-server';
import { SIEVE_SERVER } from './sieve-publication/sieve-server';
import { SIEVE_ENGINE } from './sieve/sieve-engine';
import { FOLDER_SERVER } from './sorting/mail-folder/folder-server';

const PORT = 4002;
/** Where Debian’s dovecot-sieve puts it. */
const SIEVE_TEST = '/usr/bin/sieve-test';

const program = z.string().startsWith('/', 'must be the whole path of a program').default(SIEVE_TEST);

const port = z.coerce.number().int().min(1).max(65_535);
const secret = z.string('must be given beside the host').min(1);

/** @throws StartupError */
export function readMailConfig(environment: Environment): SubgraphConfig {
  const given = givenVariables(environment);
  const read = <T>(schema: ZodType<T>, variable: string) => parseSetting(schema, given[variable], variable);
  const ca = readCertificate(given['MAIL_SERVER_CA']);
  const server = (prefix: string, defaultPort: number): MailServer | undefined => {
    const host = given[`${prefix}_HOST`];
    return host === undefined
      ? undefined
      : {
          host,
          port: read(port.default(defaultPort), `${prefix}_PORT`),
          ca,
          masterUser: read(secret, `${prefix}_MASTER_USER`),
          masterPassword: read(secret, `${prefix}_MASTER_PASSWORD`),
        };
  };
  const config = readSubgraphConfig(environment, { name: 'mail', port: PORT });
  config.settings
    .set(SIEVE_ENGINE, read(program, 'MAIL_SIEVE_TEST_PATH'))
    .set(SIEVE_SERVER, server('MAIL_SIEVE', 4190))
    .set(FOLDER_SERVER, server('MAIL_IMAP', 993))
    .set(OUTGOING_MAIL, readOutgoingMailSettings(environment));
  return config;
}

function readCertificate(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new StartupError('MAIL_SERVER_CA must be the path of a file that can be read');
  }
}

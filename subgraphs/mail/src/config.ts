import { readFileSync } from 'node:fs';
import { type Environment, givenVariables, parseSetting, StartupError } from '@hostgraph/service';
import {
  type OutgoingMailSettings,
  readOutgoingMailSettings,
  readSubgraphConfig,
  type SubgraphConfig,
} from '@hostgraph/subgraph-kit';
import { z, type ZodType } from 'zod';

/** Where a service of the mail server is, and who signs in there for everybody. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly ca: string | undefined;
  readonly masterUser: string;
  readonly masterPassword: string;
}

export interface MailConfig extends SubgraphConfig {
  /** Pigeonhole’s `sieve-test`. Where it is not installed, rules cannot be tried, and all else works. */
  readonly sieveTestPath: string;
  /** ManageSieve (RFC 5804). Without it, rules are stored and do not act. */
  readonly sieveServer: MailServer | undefined;
  /** IMAP. Without it, nobody is told of folders that are gone. */
  readonly folderServer: MailServer | undefined;
  /** By which those who use a mailbox are written to. */
  readonly outgoingMail: OutgoingMailSettings;
}

const PORT = 4002;
/** Where Debian’s dovecot-sieve puts it. */
const SIEVE_TEST = '/usr/bin/sieve-test';

const program = z.string().startsWith('/', 'must be the whole path of a program').default(SIEVE_TEST);

const port = z.coerce.number().int().min(1).max(65_535);
const secret = z.string('must be given beside the host').min(1);

/** @throws StartupError */
export function readMailConfig(environment: Environment): MailConfig {
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
  return {
    ...readSubgraphConfig(environment, { name: 'mail', port: PORT }),
    sieveTestPath: read(program, 'MAIL_SIEVE_TEST_PATH'),
    sieveServer: server('MAIL_SIEVE', 4190),
    folderServer: server('MAIL_IMAP', 993),
    outgoingMail: readOutgoingMailSettings(environment),
  };
}

function readCertificate(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new StartupError('MAIL_SERVER_CA must be the path of a file that can be read');
  }
}

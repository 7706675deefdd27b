import { readFileSync } from 'node:fs';
import { type Environment, givenVariables, parseSetting, StartupError } from '@hostgraph/service';
import { readSubgraphConfig, type SubgraphConfig } from '@hostgraph/subgraph-kit';
import { z } from 'zod';

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
}

const PORT = 4002;
/** Where Debian’s dovecot-sieve puts it. */
const SIEVE_TEST = '/usr/bin/sieve-test';

const program = z.string().startsWith('/', 'must be the whole path of a program').default(SIEVE_TEST);

/** @throws StartupError */
export function readMailConfig(environment: Environment): MailConfig {
  const given = givenVariables(environment);
  const ca = readCertificate(given['MAIL_SERVER_CA']);
  const server = (variable: string, scheme: 'sieve' | 'imap', port: number): MailServer | undefined =>
    parseSetting(serverUrl(scheme, port).optional(), given[variable], variable)?.(ca);
  return {
    ...readSubgraphConfig(environment, { name: 'mail', port: PORT }),
    sieveTestPath: parseSetting(program, given['MAIL_SIEVE_TEST_PATH'], 'MAIL_SIEVE_TEST_PATH'),
    sieveServer: server('MAIL_SIEVE_URL', 'sieve', 4190),
    folderServer: server('MAIL_IMAP_URL', 'imap', 143),
  };
}

/** RFC 5804, 3, and RFC 5092. What is wrong is said without quoting the password. */
const serverUrl = (scheme: string, defaultPort: number) =>
  z.string().transform((text, context) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url?.protocol !== `${scheme}:` || !url.hostname || !url.username || !url.password) {
      context.addIssue(`must be ${scheme}://user:password@host:port, with those of a master user`);
      return z.NEVER;
    }
    return (ca: string | undefined): MailServer => ({
      host: url.hostname,
      port: url.port === '' ? defaultPort : Number(url.port),
      ca,
      masterUser: decodeURIComponent(url.username),
      masterPassword: decodeURIComponent(url.password),
    });
  });

function readCertificate(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new StartupError('MAIL_SERVER_CA must be the path of a file that can be read');
  }
}

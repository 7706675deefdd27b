import { parseArgs } from 'node:util';
import { StartupError } from '@hostgraph/service';
import { IANAZone } from 'luxon';
import type { Address } from './listen/address';
import type { TlsFiles } from './listen/tls-files';

export interface IngestArguments {
  /** IANA name. */
  readonly timeZone: string;
  /** Log files and, to be followed, directories of them. */
  readonly files: readonly string[];
  readonly listen: ListenArguments;
}

/** Where lines are taken from the network; undefined: nowhere. */
export interface ListenArguments {
  readonly syslog: Address | undefined;
  readonly syslogTls: Address | undefined;
  readonly http: Address | undefined;
  readonly https: Address | undefined;
  readonly tls: TlsFiles | undefined;
  /** The gateway's GraphQL endpoint, which tells whose an API key is. */
  readonly gateway: URL;
}

const USAGE =
  'Usage: npm run logs:ingest -- [--time-zone Europe/Zurich] FILE… | --follow [--syslog HOST:PORT] ' +
  '[--syslog-tls HOST:PORT] [--http HOST:PORT] [--https HOST:PORT] [FILE|DIRECTORY…] (docs/operations.md)';

const OPTIONS = {
  'time-zone': { type: 'string', default: 'UTC' },
  // The program asks for it by itself: a service starts otherwise than a task.
  follow: { type: 'boolean', default: false },
  syslog: { type: 'string' },
  'syslog-tls': { type: 'string' },
  http: { type: 'string' },
  https: { type: 'string' },
  'tls-certificate': { type: 'string' },
  'tls-key': { type: 'string' },
  'tls-client-ca': { type: 'string' },
  gateway: { type: 'string', default: 'http://127.0.0.1:4000/graphql' },
} as const;

/** @throws StartupError */
export function readIngestArguments(args: string[]): IngestArguments {
  const { values, positionals: files } = parse(args);
  const timeZone = values['time-zone'];
  const listen = readListenArguments(values);
  const isListening = LISTENERS.some((name) => values[name] !== undefined);
  if (isListening && !values.follow) throw new StartupError(`only with --follow it listens. ${USAGE}`);
  if (files.length === 0 && !isListening) throw new StartupError(`name at least one log file. ${USAGE}`);
  if (!IANAZone.isValidZone(timeZone)) {
    throw new StartupError(
      `unknown time zone ${JSON.stringify(timeZone)}: give an IANA name such as Europe/Zurich`,
    );
  }
  return { timeZone, files, listen };
}

const LISTENERS = ['syslog', 'syslog-tls', 'http', 'https'] as const;

type Values = ReturnType<typeof parse>['values'];

function readListenArguments(values: Values): ListenArguments {
  const tls = readTlsArguments(values);
  for (const name of ['syslog-tls', 'https'] as const) {
    if (values[name] !== undefined && tls === undefined)
      throw new StartupError(`--${name} needs --tls-certificate and --tls-key`);
  }
  return {
    syslog: readAddress('syslog', values.syslog),
    syslogTls: readAddress('syslog-tls', values['syslog-tls']),
    http: readAddress('http', values.http),
    https: readAddress('https', values.https),
    tls,
    gateway: readGateway(values.gateway),
  };
}

function readTlsArguments(values: Values): TlsFiles | undefined {
  const certificate = values['tls-certificate'];
  const key = values['tls-key'];
  const clientCa = values['tls-client-ca'];
  if (certificate !== undefined && key !== undefined) return { certificate, key, clientCa };
  if (certificate === undefined && key === undefined && clientCa === undefined) return undefined;
  throw new StartupError('--tls-certificate and --tls-key go together, and --tls-client-ca only with them');
}

function readAddress(name: string, text: string | undefined): Address | undefined {
  if (text === undefined) return undefined;
  // An IPv6 address stands in brackets, as in a URL.
  const [, ipv6, host, port] = /^(?:\[([\da-f:.]+)\]|([\w.-]+)):(\d{1,5})$/i.exec(text) ?? [];
  const address = { host: ipv6 ?? host ?? '', port: Number(port) };
  if (address.host === '' || !(address.port <= 65_535))
    throw new StartupError(`--${name} must be HOST:PORT, such as 127.0.0.1:6514`);
  return address;
}

function readGateway(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw new StartupError(
      '--gateway must be the address of its GraphQL, such as http://127.0.0.1:4000/graphql',
    );
  return url;
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: OPTIONS });
  } catch (error) {
    throw new StartupError(`${error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''} ${USAGE}`);
  }
}

import { parseArgs } from 'node:util';
import { IANAZone } from 'luxon';
import { z } from 'zod';

export interface IngestConfig {
  databaseUrl: string;
  timeZone: string;
  files: string[];
}

/** A wrong command line or environment; the message is one line for the person who typed it. */
export class UsageError extends Error {}

const USAGE = 'Usage: npm run ingest -- [--time-zone Europe/Zurich] FILE…';

const databaseUrl = z.url({ protocol: /^postgres(ql)?$/ });

/** @throws UsageError */
export function readIngestConfig(args: string[], env: NodeJS.ProcessEnv): IngestConfig {
  const { timeZone, files } = readArguments(args);
  if (files.length === 0) throw new UsageError(`Name at least one log file. ${USAGE}`);
  if (!IANAZone.isValidZone(timeZone)) {
    throw new UsageError(
      `Unknown time zone ${JSON.stringify(timeZone)}: give an IANA name such as Europe/Zurich.`,
    );
  }
  const url = databaseUrl.safeParse(env['LOGS_DATABASE_URL'] ?? env['DATABASE_URL']);
  // The value is not repeated: it holds a password.
  if (!url.success) {
    throw new UsageError(
      'Set LOGS_DATABASE_URL (or DATABASE_URL) to postgresql://user:password@host:port/database.',
    );
  }
  return { databaseUrl: url.data, timeZone, files };
}

function readArguments(args: string[]): { timeZone: string; files: string[] } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { 'time-zone': { type: 'string', default: 'UTC' } },
    });
    return { timeZone: values['time-zone'], files: positionals };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''} ${USAGE}`);
  }
}

import { parseArgs } from 'node:util';
import { StartupError } from '@hostgraph/service';
import { IANAZone } from 'luxon';

export interface IngestArguments {
  /** IANA name. */
  readonly timeZone: string;
  readonly files: readonly string[];
}

const USAGE = 'Usage: npm run logs:ingest -- [--follow] [--time-zone Europe/Zurich] FILE…';

/** @throws StartupError */
export function readIngestArguments(args: string[]): IngestArguments {
  const { timeZone, files } = parse(args);
  if (files.length === 0) throw new StartupError(`name at least one log file. ${USAGE}`);
  if (!IANAZone.isValidZone(timeZone)) {
    throw new StartupError(
      `unknown time zone ${JSON.stringify(timeZone)}: give an IANA name such as Europe/Zurich`,
    );
  }
  return { timeZone, files };
}

function parse(args: string[]): IngestArguments {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        'time-zone': { type: 'string', default: 'UTC' },
        // The program asks for it by itself: a service starts otherwise than a task.
        follow: { type: 'boolean', default: false },
      },
    });
    return { timeZone: values['time-zone'], files: positionals };
  } catch (error) {
    throw new StartupError(`${error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''} ${USAGE}`);
  }
}

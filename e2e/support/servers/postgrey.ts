import { join } from 'node:path';
import type { MailPorts } from './mail-host';
import { createOwnedFolder } from './owned-folder';
import { type RunningServer, startServer } from './running-server';

/** Long enough that the first try is refused, however slow the machine is. */
const DELAY_SECONDS = 1;

export async function startPostgrey(folder: string, { postgrey }: MailPorts): Promise<RunningServer> {
  const database = await createOwnedFolder(join(folder, 'postgrey'), 'postgrey');
  return startServer({
    program: 'postgrey',
    args: [
      `--inet=127.0.0.1:${postgrey}`,
      `--dbdir=${database}`,
      `--pidfile=${join(database, 'pid')}`,
      `--delay=${DELAY_SECONDS}`,
    ],
    ports: [postgrey],
  });
}

import { execFile } from 'node:child_process';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { requireProgram } from '../debian';
import { createCertificate } from './certificate';
import { inPlaceOf } from './deployed-folder';
import { createOwnedFolder } from './owned-folder';
import { renderConfig } from './render-config';
import { type RunningServer, startServer } from './running-server';

const run = promisify(execFile);
const DEPLOY = join(__dirname, '../../../deploy/postfix');
const PLACE = '/etc/postfix';

export interface DeployedPostfixPorts {
  readonly mx: number;
  readonly submission: number;
  readonly submissions: number;
  /** For what Dovecot writes and forwards itself. */
  readonly outgoing: number;
  /** Dovecot’s. */
  readonly lmtp: number;
  readonly sasl: number;
  /** Where all mail for others goes. */
  readonly remote: number;
}

/**
 * Postfix with the configuration that is shipped, on the database of a mail subgraph.
 *
 * @param folder everybody may go through; it is the caller's to remove
 * @param databaseUrl as the role of `role.sql`
 */
export async function startDeployedPostfix(
  folder: string,
  ports: DeployedPostfixPorts,
  databaseUrl: string,
): Promise<RunningServer & { readonly log: string }> {
  const own = await createOwnedFolder(join(folder, 'postfix'), 'root');
  await createOwnedFolder(join(own, 'data'), 'postfix');
  await createOwnedFolder(join(own, 'spool'), 'root');
  const config = join(own, 'etc');
  // What Debian's packages have put there, such as which library reads which kind of map.
  await cp(PLACE, config, { recursive: true });
  await renderConfig(join(__dirname, 'config/deployed-postfix'), config, {
    DIR: own,
    LMTP: ports.lmtp,
    SASL: ports.sasl,
    REMOTE: ports.remote,
  });
  const { hostname, port, pathname, username, password } = new URL(databaseUrl);
  await writeFile(
    join(config, 'database.cf'),
    `hosts = inet:${hostname}:${port}\ndbname = ${pathname.slice(1)}\nuser = ${username}\npassword = ${password}\n`,
    { mode: 0o600 },
  );
  await createCertificate(config, 'mx1.example.test');
  await run(join(DEPLOY, 'configure'), [config]);
  await giveServicesPorts(join(config, 'master.cf'), {
    smtp: ports.mx,
    submission: ports.submission,
    submissions: ports.submissions,
    '127.0.0.1:10587': ports.outgoing,
  });
  const { mx, submission, submissions, outgoing } = ports;
  const postfix = requireProgram('postfix');
  const server = await startServer({
    program: 'unshare',
    args: inPlaceOf(PLACE, config, [postfix, 'start-fg']),
    ports: [mx, submission, submissions, outgoing],
  });
  return {
    log: join(own, 'postfix.log'),
    async stop() {
      // A signal ends the script that has started it, and leaves its master behind.
      await run(requireProgram('unshare'), inPlaceOf(PLACE, config, [postfix, 'stop']));
      await server.stop();
    },
  };
}

/** Services that listen are named after their ports, with an address in front where they listen nowhere else (master(5)). */
async function giveServicesPorts(masterFile: string, ports: Readonly<Record<string, number>>): Promise<void> {
  const text = await readFile(masterFile, 'utf8');
  const withPorts = text.replace(/^(([\d.]+:)?\w+) inet /gm, (line, service: string, address = '') =>
    ports[service] === undefined ? line : `${address}${ports[service]} inet `,
  );
  await writeFile(masterFile, withPorts);
}

import { execFile } from 'node:child_process';
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { requireProgram } from '../debian';
import { createCertificate } from './certificate';
import type { MailPorts } from './mail-host';
import { createOwnedFolder } from './owned-folder';
import { renderConfig } from './render-config';
import { type RunningServer, startServer } from './running-server';

const run = promisify(execFile);
const DEPLOY = join(__dirname, '../../../deploy/postfix');
/** After which a message that cannot be delivered is given up. */
const LIFETIME = '12s';

export async function startPostfix(folder: string, ports: MailPorts): Promise<RunningServer> {
  const own = await createOwnedFolder(join(folder, 'postfix'), 'root');
  await createOwnedFolder(join(own, 'data'), 'postfix');
  await createOwnedFolder(join(own, 'spool'), 'root');
  const config = join(own, 'etc');
  await renderConfig(join(__dirname, 'config/postfix'), config, {
    DIR: own,
    ETC: config,
    LIFETIME,
    MX: ports.mx,
    POSTSCREEN: ports.postscreen,
    SUBMISSION: ports.submission,
    FILTERED_SUBMISSION: ports.filteredSubmission,
    REINJECTION: ports.reinjection,
    LMTP: ports.lmtp,
    SASL: ports.sasl,
    POSTGREY: ports.postgrey,
    RSPAMD: ports.rspamd,
    REMOTE: ports.remote,
    FILTER: ports.filter,
    CLOSED: ports.closed,
  });
  await renderConfig(DEPLOY, join(own, 'deploy'), {});
  const forLogs = await readFile(join(own, 'deploy/logging.cf'), 'utf8');
  await appendFile(join(config, 'main.cf'), `\n${forLogs.replaceAll('/etc/postfix', join(own, 'deploy'))}`);
  await createCertificate(own, 'mx1.example.test');
  const { mx, postscreen, submission, filteredSubmission, reinjection } = ports;
  const server = await startServer({
    program: 'postfix',
    args: ['-c', config, 'start-fg'],
    ports: [mx, postscreen, submission, filteredSubmission, reinjection],
  });
  return {
    async stop() {
      // A signal ends the script that has started it, and leaves its master behind.
      await run(requireProgram('postfix'), ['-c', config, 'stop']);
      await server.stop();
    },
  };
}

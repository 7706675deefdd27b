import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MailPorts } from './mail-host';
import { createOwnedFolder } from './owned-folder';
import { renderConfig } from './render-config';
import { type RunningServer, startServer } from './running-server';

const DEPLOY = join(__dirname, '../../../deploy/rspamd');

export async function startRspamd(folder: string, { rspamd, closed }: MailPorts): Promise<RunningServer> {
  const own = await createOwnedFolder(join(folder, 'rspamd'), '_rspamd');
  const config = join(own, 'etc');
  await renderConfig(join(__dirname, 'config/rspamd'), config, { DIR: own, RSPAMD: rspamd, CLOSED: closed });
  await copyFile(join(DEPLOY, 'logging.inc'), join(config, 'logging.inc'));
  return startServer({
    program: 'rspamd',
    args: ['-f', '-u', '_rspamd', '-g', '_rspamd', '-c', join(config, 'rspamd.conf')],
    ports: [rspamd],
  });
}

import { execFile } from 'node:child_process';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { requireProgram } from '../debian';
import { createCertificate } from './certificate';
import type { MailPorts } from './mail-host';
import { createOwnedFolder } from './owned-folder';
import { renderConfig } from './render-config';
import { type RunningServer, startServer } from './running-server';

const DEPLOY = join(__dirname, '../../../deploy/dovecot');
/** `mail_uid` of the configuration; nobody of the system. */
const MAIL_USER = '5000:5000';

export type DovecotPorts = Pick<MailPorts, 'lmtp' | 'sasl' | 'imap' | 'managesieve'>;

export async function startDovecot(folder: string, ports: DovecotPorts): Promise<RunningServer> {
  const { lmtp, sasl, imap, managesieve } = ports;
  const own = await createOwnedFolder(join(folder, 'dovecot'), 'root');
  await createOwnedFolder(join(own, 'mail'), MAIL_USER);
  await createCertificate(own, 'mx1.example.test');
  const config = join(own, 'etc');
  await renderConfig(join(__dirname, 'config/dovecot'), config, {
    DIR: own,
    LMTP: lmtp,
    SASL: sasl,
    IMAP: imap,
    MANAGESIEVE: managesieve,
  });
  await copyFile(join(DEPLOY, '90-hostgraph.conf'), join(config, '90-hostgraph.conf'));
  const forFolders = await readFile(join(DEPLOY, '91-hostgraph-folders.conf'), 'utf8');
  await writeFile(join(config, '91-hostgraph-folders.conf'), forFolders.replaceAll('/etc/dovecot', config));
  await copyFile(join(DEPLOY, 'hostgraph-folders.acl'), join(config, 'hostgraph-folders.acl'));
  const main = join(config, 'dovecot.conf');
  // The delivery agent may not write the compiled script.
  await promisify(execFile)(requireProgram('sievec'), ['-c', main, join(config, 'rules.sieve')]);
  return startServer({
    program: 'dovecot',
    args: ['-F', '-c', main],
    ports: [lmtp, sasl, imap, managesieve],
  });
}

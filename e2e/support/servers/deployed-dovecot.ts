import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { requireProgram } from '../debian';
import { createCertificate } from './certificate';
import { inPlaceOf } from './deployed-folder';
import { createMaildirFolders } from './maildir';
import { createOwnedFolder } from './owned-folder';
import { renderConfig } from './render-config';
import { type RunningServer, startServer } from './running-server';

const DEPLOY = join(__dirname, '../../../deploy/dovecot');
/** `mail_uid` of the configuration; nobody of the system. */
const MAIL_USER = '5000:5000';
const PLACE = '/etc/dovecot';

export interface DeployedDovecot extends RunningServer {
  /** Who manages scripts for others. */
  readonly master: { readonly user: string; readonly password: string };
  /** Who lists folders for others. */
  readonly lister: { readonly user: string; readonly password: string };
  /** PEM of its certificate, which has signed itself. */
  readonly ca: string;
  readonly log: string;
  /** Makes folders of a mailbox while nobody uses it, without asking Dovecot. */
  readonly createFolders: (mailboxId: string, folders: readonly string[]) => Promise<void>;
}

export interface DeployedDovecotPorts {
  readonly imaps: number;
  readonly lmtp: number;
  readonly managesieve: number;
  readonly sasl: number;
  /** Where it sends what it writes or forwards, by SMTP. */
  readonly outgoing: number;
}

/**
 * Dovecot with the configuration that is shipped, on the database of a mail subgraph.
 *
 * @param folder everybody may go through; it is the caller's to remove
 * @param databaseUrl as the role of `role.sql`
 */
export async function startDeployedDovecot(
  folder: string,
  ports: DeployedDovecotPorts,
  databaseUrl: string,
): Promise<DeployedDovecot> {
  const own = await createOwnedFolder(join(folder, 'dovecot'), 'root');
  await createOwnedFolder(join(own, 'mail'), MAIL_USER);
  const config = join(own, 'etc');
  await cp(DEPLOY, config, { recursive: true });
  await renderConfig(join(__dirname, 'config/deployed-dovecot'), config, {
    DIR: own,
    IMAPS: ports.imaps,
    LMTP: ports.lmtp,
    MANAGESIEVE: ports.managesieve,
    SASL: ports.sasl,
    OUTGOING: ports.outgoing,
  });
  const master = { user: 'hostgraph', password: 'm-secret' };
  const lister = { user: 'folders', password: 'f-secret' };
  const { hostname, port, pathname, username, password } = new URL(databaseUrl);
  await writeFile(
    join(config, 'database.conf'),
    `connect = host=${hostname} port=${port} dbname=${pathname.slice(1)} user=${username} password=${password}\n`,
    { mode: 0o600 },
  );
  await writeFile(join(config, 'masters'), `${master.user}:{PLAIN}${master.password}::::::\n`);
  await writeFile(
    join(config, 'hostgraph-folders.users'),
    `${lister.user}:{PLAIN}${lister.password}::::::\n`,
  );
  await createCertificate(config, 'mx1.example.test');
  const sievec = requireProgram('sievec');
  const server = await startServer({
    program: 'unshare',
    args: inPlaceOf(
      PLACE,
      config,
      [requireProgram('dovecot'), '-F', '-c', `${PLACE}/dovecot.conf`],
      // The delivery agent may not write compiled scripts.
      `for script in ${PLACE}/sieve/*.sieve; do ${sievec} "$script" || exit; done`,
    ),
    ports: [ports.imaps, ports.lmtp, ports.managesieve, ports.sasl],
  });
  return {
    ...server,
    master,
    lister,
    ca: await readFile(join(config, 'certificate.pem'), 'utf8'),
    log: join(own, 'dovecot.log'),
    createFolders: (mailboxId, folders) =>
      createMaildirFolders(join(own, 'mail', mailboxId), folders, MAIL_USER),
  };
}

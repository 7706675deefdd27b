import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestSubgraph } from '@hostgraph/subgraph-testing';
import { hash } from '@node-rs/argon2';
import { createTransport } from 'nodemailer';
import { Client } from 'pg';
import { FOLDER_SERVER } from '../../../subgraphs/mail/src/sorting/mail-folder/folder-server';
import { SIEVE_SERVER } from '../../../subgraphs/mail/src/sieve-publication/sieve-server';
import { startMail } from '../../../subgraphs/mail/test/mail-world';
import { ROOT } from '../debian';
import { startDeployedDovecot } from './deployed-dovecot';
import { startDeployedPostfix } from './deployed-postfix';
import { freePortsFor } from './free-ports';
import { byImap, type MailAccount, readFolder, type StoredMessage } from './mail-folder';
import { type PortForward, startPortForward } from './port-forward';
import { type RemoteServer, startRemoteServer } from './remote-server';
import type { RunningServer } from './running-server';

/** For `describeWith`. */
export const REAL_MAIL_PROGRAMS = [
  ROOT,
  'openssl',
  'unshare',
  'dovecot',
  'dovecot/lmtp',
  'dovecot/managesieve',
  'dovecot/modules/auth/libdriver_pgsql.so',
  'sievec',
];

/** Also for `describeWith`, where Postfix is asked for. */
export const POSTFIX_PROGRAMS = ['postfix', 'postfix/postfix-pgsql.so'];

const PORT_NAMES = [
  'database',
  'imaps',
  'lmtp',
  'managesieve',
  'scripts',
  'sasl',
  'mx',
  'submission',
  'submissions',
  'outgoing',
  'remote',
] as const;

/** What everybody of the demonstration signs in to their mailbox with. */
export const MAILBOX_PASSWORD = 'correct horse battery staple';

export interface DeliveredLetter {
  /** Envelope sender and header From; '' for the null sender. */
  readonly from: string;
  /** Of the envelope. */
  readonly to: string;
  readonly subject?: string;
  readonly text?: string;
  /** Also `To`, where that is to be another than the envelope's. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * The mail subgraph with the mailboxes of its demonstration, and Dovecot, which signs in their users, takes their
 * messages and runs their scripts: as it is shipped, on the views of the subgraph.
 */
export interface RealMail {
  readonly subgraph: TestSubgraph;
  readonly ports: Readonly<Record<(typeof PORT_NAMES)[number], number>>;
  /** PEM of who signed Dovecot's certificate. */
  readonly ca: string;
  /** Who may manage the scripts of others by ManageSieve. */
  readonly master: { readonly user: string; readonly password: string };
  /** Who may list the folders of others by IMAP. */
  readonly lister: { readonly user: string; readonly password: string };
  readonly logs: { readonly dovecot: string; readonly postfix: string };
  /** The servers' way to the database. */
  readonly databaseAccess: PortForward;
  /** The subgraph's way to ManageSieve. */
  readonly scriptsAccess: PortForward;
  /** What was sent to others: without Postfix, by Dovecot itself. */
  readonly remote: RemoteServer;
  /** Hands a message to Dovecot by LMTP, as Postfix would. @throws Error with the server's words for the recipient */
  deliver(letter: DeliveredLetter): Promise<void>;
  /** For `byImap`. */
  accountOf(address: string): MailAccount;
  /** The messages in somebody's folder, the oldest first; undefined where there is no such folder. */
  readFolder(address: string, folder: string): Promise<StoredMessage[] | undefined>;
  createFolder(address: string, folder: string): Promise<void>;
  /** Many at once, of a mailbox that nobody uses meanwhile. */
  createFolders(mailboxId: string, folders: readonly string[]): Promise<void>;
  deleteFolder(address: string, folder: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startRealMail({ withPostfix = false } = {}): Promise<RealMail> {
  const folder = await mkdtemp(join(tmpdir(), 'hostgraph-real-mail-'));
  // Its servers run as users of their own.
  await chmod(folder, 0o755);
  const ports = await freePortsFor(PORT_NAMES);
  const running: RunningServer[] = [];
  const stop = async (): Promise<void> => {
    for (const part of running.toReversed()) await part.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const logs = { dovecot: join(folder, 'dovecot/dovecot.log'), postfix: join(folder, 'postfix/postfix.log') };
  try {
    const subgraph = await startMail({ hasOwnServer: true });
    running.push(subgraph);
    await setPasswords(subgraph);
    const databaseAccess = await startPortForward(ports.database, portOf(subgraph.config.databaseUrl));
    running.push(databaseAccess);
    const remote = await startRemoteServer(withPostfix ? ports.remote : ports.outgoing);
    running.push(remote);
    const urlFor = (server: string) => giveRole(server, subgraph.config.databaseUrl, ports.database);
    const dovecot = await startDeployedDovecot(folder, ports, await urlFor('dovecot'));
    running.push(dovecot);
    if (withPostfix) running.push(await startDeployedPostfix(folder, ports, await urlFor('postfix')));
    const scriptsAccess = await startPortForward(ports.scripts, ports.managesieve);
    running.push(scriptsAccess);
    const { ca, master, lister } = dovecot;
    const reach = (port: number, { user: masterUser, password: masterPassword }: typeof master) => ({
      host: '127.0.0.1',
      port,
      ca,
      masterUser,
      masterPassword,
    });
    subgraph.config.settings
      .set(SIEVE_SERVER, reach(ports.scripts, master))
      .set(FOLDER_SERVER, reach(ports.imaps, lister));
    const accountOf = (user: string): MailAccount => ({
      port: ports.imaps,
      ca,
      user,
      password: MAILBOX_PASSWORD,
    });
    return {
      subgraph,
      ports,
      ca,
      master,
      lister,
      logs,
      databaseAccess,
      scriptsAccess,
      remote,
      deliver: (letter) => deliver(ports.lmtp, letter),
      accountOf,
      readFolder: (address, name) => readFolder(accountOf(address), name),
      createFolder: (address, name) =>
        byImap(accountOf(address), async (client) => {
          await client.mailboxCreate(name);
        }),
      createFolders: dovecot.createFolders,
      deleteFolder: (address, name) =>
        byImap(accountOf(address), async (client) => {
          await client.mailboxDelete(name);
        }),
      stop,
    };
  } catch (error) {
    const words = await Promise.all(Object.values(logs).map((log) => lastWords(log)));
    await stop();
    throw new Error(`the mail servers did not start: ${words.join('\n')}`, { cause: error });
  }
}

/** As cheap as the database takes them: that a hash is costly is not tried here. */
async function setPasswords({ database }: TestSubgraph): Promise<void> {
  const hashed = await hash(MAILBOX_PASSWORD, { memoryCost: 1024, timeCost: 1, parallelism: 1 });
  await database.query('UPDATE mail.mailbox SET password_hash = $1', [`{ARGON2ID}${hashed}`]);
}

/** As an operator would. @returns the connection string of the server's role */
async function giveRole(server: string, superuserUrl: string, port: number): Promise<string> {
  const role = `hostgraph_${server}`;
  const password = randomBytes(16).toString('hex');
  const client = new Client(superuserUrl);
  await client.connect();
  try {
    await client.query(await readFile(join(__dirname, '../../../deploy', server, 'role.sql'), 'utf8'));
    await client.query(`ALTER ROLE ${role} PASSWORD '${password}'`);
  } finally {
    await client.end();
  }
  return Object.assign(new URL(superuserUrl), { username: role, password, port }).href;
}

const portOf = (url: string): number => Number(new URL(url).port);

async function deliver(port: number, letter: DeliveredLetter): Promise<void> {
  const { from, to, subject = 'Hello', text = 'Hello.', headers = {} } = letter;
  const { To = to, ...others } = headers;
  const transport = createTransport({ host: '127.0.0.1', port, lmtp: true, ignoreTLS: true });
  try {
    const { rejectedErrors = [] } = await transport.sendMail({
      envelope: { from, to: [to] },
      from: from || 'MAILER-DAEMON@stranger.test',
      to: To,
      subject,
      text,
      headers: others,
    });
    // LMTP answers for each recipient when it has the message (RFC 2033, 4.2).
    const [refusal] = rejectedErrors;
    if (refusal) throw refusal;
  } finally {
    transport.close();
  }
}

async function lastWords(log: string): Promise<string> {
  const text = await readFile(log, 'utf8').catch(() => '');
  return text.slice(-2000);
}

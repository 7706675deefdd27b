import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { connectManageSieve, type ManageSieveClient } from '@hostgraph/managesieve';
import type { TestSubgraph } from '@hostgraph/subgraph-testing';
import { ImapFlow, type ImapFlowOptions } from 'imapflow';
import { createTransport } from 'nodemailer';
import { useFolderServer } from '../../subgraphs/mail/src/mail-folder/folder-server';
import { useSieveServer } from '../../subgraphs/mail/src/sieve-publication/sieve-server';
import { startMail } from '../../subgraphs/mail/test/mail-world';
import { ROOT } from '../support/debian';
import { startDovecot } from '../support/servers/dovecot';
import { freePortsFor } from '../support/servers/free-ports';

/** For `describeWith`. */
export const DOVECOT_PROGRAMS = [ROOT, 'openssl', 'dovecot', 'dovecot/lmtp', 'dovecot/managesieve', 'sievec'];

const USER = { user: 'bert@example.test', password: 'b-secret' };

/** The mail subgraph with Debian's Dovecot behind it, and what its mailbox of Bert's sees. */
export interface MailWithDovecot {
  readonly subgraph: TestSubgraph;
  /** Hands a message over as Postfix would. */
  deliver(subject: string, headers?: Readonly<Record<string, string>>): Promise<void>;
  /** Subjects of the messages in a folder; undefined where there is no such folder. */
  subjectsIn(folder: string): Promise<string[] | undefined>;
  createFolder(folder: string): Promise<void>;
  deleteFolder(folder: string): Promise<void>;
  /** What their own mail program does with scripts. */
  asOwner<Result>(use: (client: ManageSieveClient) => Promise<Result>): Promise<Result>;
  /** By IMAP for Bert, with the login that may list everybody's folders. */
  asLister<Result>(use: (client: ImapFlow) => Promise<Result>): Promise<Result>;
  /** Whether the subgraph reaches the server. */
  connect(isReachable: boolean): void;
  stop(): Promise<void>;
}

export async function startMailWithDovecot(): Promise<MailWithDovecot> {
  const folder = await mkdtemp(join(tmpdir(), 'hostgraph-dovecot-'));
  // Its processes run as users of their own.
  await chmod(folder, 0o755);
  const ports = await freePortsFor(['lmtp', 'sasl', 'imap', 'managesieve', 'closed']);
  const server = await startDovecot(folder, ports);
  const ca = await readFile(join(folder, 'dovecot/certificate.pem'), 'utf8');
  const host = '127.0.0.1';
  const connect = (isReachable: boolean) => {
    const port = isReachable ? ports.managesieve : ports.closed;
    useSieveServer({ host, port, ca, masterUser: 'control-plane', masterPassword: 'm-secret' });
    useFolderServer({ host, port: ports.imap, ca, masterUser: 'folders', masterPassword: 'f-secret' });
  };
  connect(true);
  const subgraph = await startMail();
  const transport = createTransport({ host, port: ports.lmtp, lmtp: true, ignoreTLS: true });

  async function byImap<Result>(
    use: (client: ImapFlow) => Promise<Result>,
    auth: ImapFlowOptions['auth'] = { user: USER.user, pass: USER.password },
  ): Promise<Result> {
    const client = new ImapFlow({
      host,
      port: ports.imap,
      secure: false,
      tls: { ca },
      logger: false,
      auth,
    });
    await client.connect();
    try {
      return await use(client);
    } finally {
      await client.logout();
    }
  }

  return {
    subgraph,
    async deliver(subject, headers = {}) {
      await transport.sendMail({
        envelope: { from: 'sender@stranger.test', to: [USER.user] },
        from: 'sender@stranger.test',
        to: USER.user,
        subject,
        text: 'Hello.',
        headers: { ...headers },
      });
    },
    subjectsIn: (name) =>
      byImap(async (client) => {
        if (!(await client.list()).some(({ path }) => path === name)) return undefined;
        await client.mailboxOpen(name);
        const subjects: string[] = [];
        for await (const { envelope } of client.fetch('1:*', { envelope: true })) {
          subjects.push(envelope?.subject ?? '');
        }
        return subjects;
      }),
    createFolder: (name) =>
      byImap(async (client) => {
        await client.mailboxCreate(name);
      }),
    deleteFolder: (name) =>
      byImap(async (client) => {
        await client.mailboxDelete(name);
      }),
    async asOwner(use) {
      const client = await connectManageSieve({ host, port: ports.managesieve, ca, ...USER });
      try {
        return await use(client);
      } finally {
        await client.logout();
      }
    },
    asLister: (use) => byImap(use, { user: 'folders', pass: 'f-secret', authzid: USER.user }),
    connect,
    async stop() {
      transport.close();
      await subgraph.stop();
      useSieveServer(undefined);
      useFolderServer(undefined);
      await server.stop();
      await rm(folder, { recursive: true });
    },
  };
}

const POLL_MS = 100;

/** Asks until an answer is as it should be. @throws Error with the last answer after 30 seconds */
export async function eventually<Answer>(
  ask: () => Promise<Answer>,
  isRight: (answer: Answer) => boolean,
): Promise<Answer> {
  const end = Date.now() + 30_000;
  for (;;) {
    const answer = await ask();
    if (isRight(answer)) return answer;
    if (Date.now() > end) throw new Error(`it stays ${JSON.stringify(answer)}`);
    await setTimeout(POLL_MS);
  }
}

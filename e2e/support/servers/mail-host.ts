import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../debian';
import { startDovecot } from './dovecot';
import { freePortsFor } from './free-ports';
import { startPostfix } from './postfix';
import { startPostgrey } from './postgrey';
import { startRspamd } from './rspamd';
import type { RunningServer } from './running-server';

/** For `describeWith`: what a mail host runs. */
export const MAIL_HOST_PROGRAMS = [
  ROOT,
  'openssl',
  'postfix',
  'dovecot',
  'dovecot/lmtp',
  'sievec',
  'postgrey',
  'rspamd',
];

const PORT_NAMES = [
  'mx',
  'postscreen',
  'submission',
  'filteredSubmission',
  'reinjection',
  'lmtp',
  'sasl',
  'imap',
  'managesieve',
  'postgrey',
  'rspamd',
  /** For the tests: where other servers, and the after-queue filter, are to listen. */
  'remote',
  'filter',
  /** Nobody listens there. */
  'closed',
] as const;

export type MailPorts = Readonly<Record<(typeof PORT_NAMES)[number], number>>;

/** A mail server of example.test on this machine: Postfix, rspamd, Postgrey and Dovecot of Debian. */
export interface MailHost {
  readonly ports: MailPorts;
  readonly logs: { readonly postfix: string; readonly dovecot: string; readonly rspamd: string };
  stop(): Promise<void>;
}

export async function startMailHost(): Promise<MailHost> {
  const folder = await mkdtemp(join(tmpdir(), 'hostgraph-mail-'));
  // Its servers run as users of their own.
  await chmod(folder, 0o755);
  const ports = await freePortsFor(PORT_NAMES);
  const logs = {
    postfix: join(folder, 'postfix/postfix.log'),
    dovecot: join(folder, 'dovecot/dovecot.log'),
    rspamd: join(folder, 'rspamd/rspamd.log'),
  };
  const servers: RunningServer[] = [];
  const stop = async (): Promise<void> => {
    for (const server of servers.toReversed()) await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    for (const start of [startRspamd, startPostgrey, startDovecot, startPostfix])
      servers.push(await start(folder, ports));
  } catch (error) {
    const words = await Promise.all(Object.values(logs).map((log) => lastWords(log)));
    await stop();
    throw new Error(`the mail host did not start: ${words.join('\n')}`, { cause: error });
  }
  return { ports, logs, stop };
}

async function lastWords(log: string): Promise<string> {
  const text = await readFile(log, 'utf8').catch(() => '');
  return text.slice(-2000);
}

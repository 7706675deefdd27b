import { ImapFlow } from 'imapflow';

export interface MailAccount {
  /** Of IMAP over TLS. */
  readonly port: number;
  readonly ca: string;
  readonly user: string;
  readonly password: string;
}

export interface StoredMessage {
  readonly subject: string;
  readonly flags: ReadonlySet<string>;
  /** With its headers. */
  readonly text: string;
}

/** Signs in by IMAP and out again. */
export async function byImap<Result>(
  { port, ca, user, password }: MailAccount,
  use: (client: ImapFlow) => Promise<Result>,
): Promise<Result> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port,
    secure: true,
    tls: { ca },
    logger: false,
    auth: { user, pass: password },
  });
  // Its failures come by the promises of what was asked.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await use(client);
  } finally {
    if (client.usable) await client.logout();
    else client.close();
  }
}

/** The messages of a folder, the oldest first; undefined where there is no such folder. */
export const readFolder = (account: MailAccount, folder: string): Promise<StoredMessage[] | undefined> =>
  byImap(account, async (client) => {
    if (!(await client.list()).some(({ path }) => path === folder)) return undefined;
    const { exists } = await client.mailboxOpen(folder, { readOnly: true });
    if (exists === 0) return [];
    const messages = await client.fetchAll('1:*', { envelope: true, flags: true, source: true });
    return messages.map(({ envelope, flags, source }) => ({
      subject: envelope?.subject ?? '',
      flags: flags ?? new Set(),
      text: source?.toString('utf8') ?? '',
    }));
  });

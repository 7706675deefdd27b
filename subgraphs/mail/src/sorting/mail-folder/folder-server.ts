import { Setting } from '@hostgraph/subgraph-kit';
import { ImapFlow } from 'imapflow';
import type { MailServer } from '../../mail-server/mail-server';

const TIMEOUT_MS = 10_000;
const IMAP_PORT = 143;

/**
 * How IMAP (RFC 9051) is reached, as somebody who may sign in for everybody; let them look folders up and nothing else
 * (RFC 4314, right `l`). Without it, nobody can say which folders there are.
 */
export const FOLDER_SERVER = new Setting<MailServer | undefined>(undefined);

/**
 * The folders of a mailbox in which messages can be stored, their parents first. Nothing is opened or read.
 *
 * @throws Error where the server does not answer or does not let us in
 */
export async function listFolders(server: MailServer, address: string): Promise<ReadonlySet<string>> {
  const { host, port, ca, masterUser: user, masterPassword: pass } = server;
  const client = new ImapFlow({
    host,
    port,
    // In no case without TLS: by STARTTLS on the port of IMAP, from the start on any other (RFC 8314, 3.2).
    ...(port === IMAP_PORT ? { secure: false, doSTARTTLS: true } : { secure: true }),
    ...(ca !== undefined && { tls: { ca } }),
    auth: { user, pass, authzid: address },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  // What breaks the connection also rejects the command that is under way.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const listed = await client.list();
    return new Set(
      listed
        .filter(({ flags }) => !flags.has('\\Noselect') && !flags.has('\\NonExistent'))
        .map(({ path }) => path),
    );
  } finally {
    await client.logout();
  }
}

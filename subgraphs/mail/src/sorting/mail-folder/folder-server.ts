import { ImapFlow } from 'imapflow';

/** How the mail server's IMAP service (RFC 9051) is reached by somebody who may list everybody's folders. */
export interface FolderServer {
  readonly host: string;
  readonly port: number;
  /** PEM of who signed its certificate, where that is none of those that Node.js knows. */
  readonly ca: string | undefined;
  /** Somebody who may sign in for everybody; let them look folders up and nothing else (RFC 4314, right `l`). */
  readonly masterUser: string;
  readonly masterPassword: string;
}

const TIMEOUT_MS = 10_000;
const IMAP_PORT = 143;

let server: FolderServer | undefined;

/** Says which server there is; called once, before the service starts. */
export function useFolderServer(configured: FolderServer | undefined): void {
  server = configured;
}

/** Without one, nobody can say which folders there are. */
export const hasFolderServer = (): boolean => server !== undefined;

/**
 * The folders of a mailbox in which messages can be stored, their parents first. Nothing is opened or read.
 *
 * @throws Error where the server does not answer or does not let us in
 */
export async function listFolders(address: string): Promise<ReadonlySet<string>> {
  if (!server) throw new Error('There is no mail server');
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

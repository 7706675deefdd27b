import { ImapFlow, type SearchObject } from 'imapflow';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { address, MAIL_HOST, port, tls } from './settings';

export const PASSWORD = 'plum-orbit-cactus-71-window';

const WAYS = {
  /** Without signing in. */
  stranger: { name: 'SMTP', secure: false },
  '587': { name: 'SUBMISSION', secure: false },
  '465': { name: 'SMTPS', secure: true },
} as const;

/** Sends one letter; whoever sends by 587 and 465 signs in with the address that it is from. */
export async function send(
  way: keyof typeof WAYS,
  letter: SendMailOptions & { from: string },
): Promise<void> {
  const { name, secure } = WAYS[way];
  await createTransport({
    host: address(),
    port: port(name),
    // A name that the DNS of the containers knows, for the sender's domain.
    name: 'identity.example.test',
    secure,
    requireTLS: !secure,
    tls: tls(MAIL_HOST),
    ...(way !== 'stranger' && { auth: { user: letter.from, pass: PASSWORD } }),
  }).sendMail(letter);
}

export async function openMailbox(user: string, password = PASSWORD): Promise<ImapFlow> {
  const imap = new ImapFlow({
    host: address(),
    port: port('IMAPS'),
    secure: true,
    auth: { user, pass: password },
    logger: false,
    tls: tls(MAIL_HOST),
  });
  // Told by what is asked next, too.
  imap.on('error', () => undefined);
  await imap.connect();
  return imap;
}

/** How many letters in a folder are such. */
export async function count(user: string, query: SearchObject, folder = 'INBOX'): Promise<number> {
  const imap = await openMailbox(user);
  try {
    await imap.mailboxOpen(folder);
    const found = await imap.search(query);
    return Array.isArray(found) ? found.length : 0;
  } finally {
    await imap.logout();
  }
}

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { openMailbox } from './mail';
import { setting } from './settings';
import { eventually, say } from './steps';

const run = promisify(execFile);
const USER = 'one-first@customer.test*folders';

/** As the subgraph does, from its container. */
const FROM_WITHIN = `const { ImapFlow } = require('imapflow');
const pass = require('node:fs').readFileSync('/run/secrets/folders_master_password', 'utf8').trimEnd();
const imap = new ImapFlow({ host: process.env.MAIL_IMAP_HOST, port: 993, secure: true, auth: { user: '${USER}', pass }, logger: false });
imap.connect().then(() => imap.logout());`;

/** Who signs in for everybody does so from the network of the subgraphs. */
export async function expectMaster(): Promise<void> {
  const mail = `${setting('PROJECT')}_mail_1`;
  await eventually('a master user signs in from its subgraph', () =>
    run('podman', ['exec', '-w', '/srv/hostgraph/subgraphs/mail', mail, 'node', '-e', FROM_WITHIN]),
  );
}

/**
 * From elsewhere not with the right password either.
 *
 * @param file the password's
 */
export async function expectNoMaster(file: string): Promise<void> {
  const password = (await readFile(file, 'utf8')).trimEnd();
  const isIn = await openMailbox(USER, password).then(
    (imap) => imap.logout().then(() => true),
    () => false,
  );
  if (isIn) throw new Error('a master user has signed in from outside');
  say('no master user signs in from outside');
}

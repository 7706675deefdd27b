import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { connect as connectPlainly, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { connect } from 'node:tls';
import { openMailbox } from './mail';
import { address, FTP_HOST, MAIL_HOST, port, tls } from './settings';
import { eventually, say } from './steps';

/** Until all servers show a certificate, each on a port of its own. */
export async function expectServed(file: string): Promise<void> {
  const { serialNumber } = new X509Certificate(readFileSync(file));
  const shown = async (socket: Socket | undefined, place: number, servername: string): Promise<boolean> => {
    const secure = connect({ ...(socket && { socket }), host: address(), port: place, ...tls(servername) });
    try {
      await once(secure, 'secureConnect');
      return secure.getPeerX509Certificate()?.serialNumber === serialNumber;
    } finally {
      secure.destroy();
    }
  };
  await eventually('Dovecot shows the new certificate', () => shown(undefined, port('IMAPS'), MAIL_HOST));
  await eventually('Postfix does', () => shown(undefined, port('SMTPS'), MAIL_HOST));
  await eventually('ProFTPD does', async () =>
    shown(await afterFtpGreeting(port('FTP')), port('FTP'), FTP_HOST),
  );
}

/** A connection that has come to the point where TLS begins (RFC 4217). */
async function afterFtpGreeting(place: number): Promise<Socket> {
  const socket = connectPlainly(place, address());
  await once(socket, 'data');
  socket.write('AUTH TLS\r\n');
  await once(socket, 'data');
  return socket;
}

/**
 * A session that was open before certificates were renewed goes on after that.
 *
 * @param flag a file that says that it is open, until somebody removes it
 */
export async function keepOpen(user: string, flag: string): Promise<void> {
  const imap = await openMailbox(user);
  await imap.mailboxOpen('INBOX');
  await writeFile(flag, '');
  while (existsSync(flag)) await setTimeout(200);
  await imap.noop();
  await imap.search({ all: true });
  await imap.logout();
  say('a session that was open stayed so');
}

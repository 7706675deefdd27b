import { once } from 'node:events';
import { connect } from 'node:net';
import { createTransport } from 'nodemailer';

export interface Letter {
  /** Envelope sender and header From; '' for the null sender. */
  readonly from: string;
  /** Several with a comma and a space between them. */
  readonly to: string;
  readonly subject?: string;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Login {
  readonly user: string;
  readonly pass: string;
}

/** Hands a message to an SMTP server; with a login over TLS. @returns the server's last words, also a refusal */
export async function post(port: number, letter: Letter, login?: Login): Promise<string> {
  const { from, to, subject = 'Hello', text = 'Hello.', headers = {} } = letter;
  const transport = createTransport({
    host: '127.0.0.1',
    port,
    name: 'client.test',
    tls: { rejectUnauthorized: false },
    ...(login ? { auth: login, requireTLS: true } : { ignoreTLS: true }),
  });
  try {
    const { response } = (await transport.sendMail({
      envelope: { from, to: to.split(', ') },
      from: from || 'MAILER-DAEMON@stranger.test',
      to,
      subject,
      text,
      headers: { ...headers },
    })) as { response: string };
    return response;
  } catch (error) {
    const { response, message } = error as { response?: string; message: string };
    return response ?? message;
  } finally {
    transport.close();
  }
}

/** A client as spam is sent with: it does not wait for the greeting. */
export async function speakTooEarly(port: number, { from, to }: Letter): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.resume();
  socket.write(`EHLO client.test\r\nMAIL FROM:<${from}>\r\nRCPT TO:<${to}>\r\nQUIT\r\n`);
  await once(socket, 'close');
}

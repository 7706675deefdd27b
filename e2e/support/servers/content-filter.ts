import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';
import type { RunningServer } from './running-server';

/** An after-queue content filter as amavis is one: it takes a message, sends it back, and says under which queue id. */
export async function startContentFilter(port: number, reinjectionPort: number): Promise<RunningServer> {
  const back = createTransport({ host: '127.0.0.1', port: reinjectionPort, ignoreTLS: true });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, { envelope }, answer) {
      const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
      const to = envelope.rcptTo.map(({ address }) => address);
      buffer(stream)
        .then((raw) => back.sendMail({ envelope: { from, to }, raw }))
        .then(
          ({ response }) => {
            answer(null, response.replace(/^\d+ /, ''));
          },
          (error: unknown) => {
            answer(error as Error);
          },
        );
    },
  });
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    async stop() {
      back.close();
      await new Promise<void>((resolve) => {
        server.close(resolve);
      });
    },
  };
}

import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';
import type { RunningServer } from './running-server';

/** amavis' answer where `final_spam_destiny` is D_DISCARD. */
const DISCARDED = '2.7.0 Ok, discarded, id=15303-02 - spam';

/**
 * An after-queue content filter as amavis is one: it takes a message, sends it back, and says under which queue id; what is
 * for `discarded@` it throws away.
 */
export async function startContentFilter(port: number, reinjectionPort: number): Promise<RunningServer> {
  const back = createTransport({ host: '127.0.0.1', port: reinjectionPort, ignoreTLS: true });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, { envelope }, answer) {
      const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
      const to = envelope.rcptTo.map(({ address }) => address);
      const isUnwanted = to.some((address) => address.startsWith('discarded@'));
      buffer(stream)
        .then((raw) =>
          isUnwanted ? { response: `250 ${DISCARDED}` } : back.sendMail({ envelope: { from, to }, raw }),
        )
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

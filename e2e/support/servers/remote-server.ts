import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerAddress } from 'smtp-server';
import type { RunningServer } from './running-server';

interface Refusal {
  readonly code: number;
  readonly text: string;
  /** It takes the recipient when asked a second time. */
  readonly once?: boolean;
}

/** How each domain answers a recipient; the others take everything. */
const REFUSALS: Readonly<Record<string, Refusal>> = {
  'gone.remote.test': { code: 550, text: '5.1.1 Recipient address rejected: User unknown' },
  'full.remote.test': { code: 452, text: '4.2.2 Mailbox full' },
  'busy.remote.test': { code: 451, text: '4.3.2 Too busy', once: true },
  'grey.remote.test': { code: 450, text: '4.2.0 Greylisted, please try again later', once: true },
  'block.remote.test': {
    code: 554,
    text: '5.7.1 Service unavailable; Client host [192.0.2.1] blocked using bl.test',
  },
};

/** What a remote server has taken. */
export interface TakenLetter {
  /** Of the envelope; '' for the null sender. */
  readonly from: string;
  readonly to: readonly string[];
  /** With its headers. */
  readonly text: string;
}

export interface RemoteServer extends RunningServer {
  readonly taken: readonly TakenLetter[];
}

/** The mail servers of remote.test and its subdomains. */
export async function startRemoteServer(port: number): Promise<RemoteServer> {
  const asked = new Set<string>();
  const taken: TakenLetter[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    name: 'mx.remote.test',
    onRcptTo({ address }: SMTPServerAddress, _session, answer) {
      const refusal = REFUSALS[address.split('@')[1] ?? ''];
      const isTaken = refusal === undefined || (refusal.once === true && asked.has(address));
      asked.add(address);
      answer(isTaken ? null : refusalOf(refusal));
    },
    onData(stream, { envelope }, answer) {
      const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
      const to = envelope.rcptTo.map(({ address }) => address);
      void text(stream).then((message) => {
        taken.push({ from, to, text: message });
        answer(null, 'taken');
      });
    },
  });
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    taken,
    async stop() {
      await new Promise<void>((resolve) => {
        server.close(resolve);
      });
    },
  };
}

function refusalOf({ code, text }: Refusal): Error {
  return Object.assign(new Error(text), { responseCode: code });
}

import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { KINDS } from './messages';
import { Random } from './random';

export interface MailLogOptions {
  readonly messages: number;
  /** How dense the log is: what a server with so much mail writes. */
  readonly messagesPerSecond: number;
  readonly hosts: readonly string[];
  readonly start: Date;
}

export interface MailLogSize {
  readonly lines: number;
  /** What a reader must find in it. */
  readonly events: number;
}

interface PendingLine {
  readonly time: number;
  readonly ordinal: number;
  readonly text: string;
}

/** Messages between two looks at which lines are due. */
const STEP = 500;

/** Writes the log of one mail cluster: lines of thousands of messages between each other, ordered by time. */
export async function writeMailLog(path: string, options: MailLogOptions): Promise<MailLogSize> {
  const size = { lines: 0, events: 0 };
  await pipeline(Readable.from(texts(options, size)), createWriteStream(path));
  return size;
}

function* texts(
  { messages, messagesPerSecond, hosts, start }: MailLogOptions,
  size: { lines: number; events: number },
): Generator<string> {
  const random = new Random(4242);
  let pending: PendingLine[] = [];
  for (let message = 0; message < messages; message++) {
    const began = start.getTime() + (message * 1000) / messagesPerSecond;
    const host = random.of(hosts);
    size.events += kind(random)(random, (after, tag, text) => {
      const time = began + after;
      pending.push({ time, ordinal: size.lines++, text: `${stamp(time)} ${host} ${tag}: ${text}\n` });
    });
    if (message % STEP < STEP - 1 && message < messages - 1) continue;
    pending.sort((a, b) => a.time - b.time || a.ordinal - b.ordinal);
    const due = message === messages - 1 ? pending.length : pending.findIndex(({ time }) => time > began);
    yield pending
      .slice(0, due)
      .map(({ text }) => text)
      .join('');
    pending = pending.slice(due);
  }
}

function kind(random: Random): (typeof KINDS)[number]['write'] {
  let rest = random.fraction();
  const chosen = KINDS.find(({ share }) => (rest -= share) < 0) ?? KINDS[0];
  if (chosen === undefined) throw new Error('there is no kind of message');
  return chosen.write;
}

/** As rsyslog writes it, in microseconds. */
function stamp(time: number): string {
  return `${new Date(time).toISOString().slice(0, -1)}${String(Math.floor((time % 1) * 1000)).padStart(3, '0')}+00:00`;
}

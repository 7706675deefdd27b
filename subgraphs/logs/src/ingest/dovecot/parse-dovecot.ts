import { clip, MAX_ADDRESS, MAX_MESSAGE_ID } from '../lines/clip';
import type { SyslogLine } from '../syslog/syslog-line';
import type { DovecotFiling } from './filing';

const DELIVERY = /^(?:lmtp|lda)\(([^()<>]*)\)(?:<\d+>)?(?:<([^<>]*)>)?: (?:Info: )?(?:sieve: )?msgid=/;
// The message id was chosen by the sender and may imitate what follows it; the last match is Dovecot's own.
const STORED = /^(.*): (stored mail into mailbox '(.*)')$/;
const SAVED = /^(.*): (saved mail to (.*))$/;
const DROPPED =
  /^(.*): ([Mm]arked message to be discarded if not explicitly delivered.*|discarded message|rejected message from .*)$/;
const ACTION_NAME = /: [a-z]{1,20} action$/;
const UNKNOWN_MESSAGE_ID = 'unspecified';
const MAX_FOLDER = 1000;
/** Dovecot cuts message ids short; the patterns are quadratic in repetitions of their own words. */
const MAX_ACTION = 4096;

export function isDovecot(line: SyslogLine): boolean {
  return line.program === '' || line.program === 'dovecot';
}

/** Reads what LMTP or LDA did with a message, with or without Sieve; `ignored` for every other line. */
export function parseDovecot(line: SyslogLine): DovecotFiling | 'ignored' {
  const start = DELIVERY.exec(line.message);
  const user = start?.[1];
  if (start === null || user === undefined || user === '' || user.length > MAX_ADDRESS) return 'ignored';
  const rest = line.message.slice(start[0].length);
  if (rest.length > MAX_ACTION) return 'ignored';
  const stored = STORED.exec(rest) ?? SAVED.exec(rest);
  const match = stored ?? DROPPED.exec(rest);
  const [, prefix, text] = match ?? [];
  if (prefix === undefined || text === undefined) return 'ignored';
  const messageId = prefix.replace(ACTION_NAME, '');
  return {
    time: line.time,
    recipient: user.toLowerCase(),
    messageId: messageId === UNKNOWN_MESSAGE_ID ? null : clip(messageId, MAX_MESSAGE_ID),
    session: start[2] === undefined || start[2] === '' ? null : clip(start[2], 100),
    folder: stored === null ? null : clip(stored[3] ?? '', MAX_FOLDER),
    text: clip(text, MAX_FOLDER),
  };
}

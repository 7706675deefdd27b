import { SpamAction } from '../../mail-event/spam-action';
import { clip, MAX_MESSAGE_ID } from '../lines/clip';
import type { SyslogLine } from '../syslog/syslog-line';
import type { SpamVerdict } from './spam-verdict';

/** The function that logs a verdict, behind the tag of the message and the module. */
const VERDICT = /^<[\w-]{1,32}>; [a-z_]{1,32}; rspamd_task_write_log: /;
/**
 * rspamd's default `log_format` up to the symbols. A message id is the sender's: it stands in the first `<>`, and what
 * follows is the first that looks like it, so one that imitates the rest leaves a line that is refused below.
 */
const MESSAGE =
  /^id: <(.*?)>, qid: <([0-9A-Za-z]{5,20})>, .*?\(default: [FTSP] \(([a-z ]{4,20})\): \[(-?\d{1,6}\.\d{2}|nan)\/(?:-?\d{1,6}\.\d{2}|nan)\] \[/;
const ACTIONS = new Map<string, SpamAction>([
  ['no action', SpamAction.NO_ACTION],
  ['greylist', SpamAction.GREYLIST],
  ['add header', SpamAction.ADD_HEADER],
  ['rewrite subject', SpamAction.REWRITE_SUBJECT],
  ['soft reject', SpamAction.SOFT_REJECT],
  ['reject', SpamAction.REJECT],
  ['quarantine', SpamAction.QUARANTINE],
  ['discard', SpamAction.DISCARD],
]);
const NO_MESSAGE_ID = 'undef';
/** Symbols and recipients come last; what matters stands before them. */
const MAX_START = 4096;

export function isRspamd(line: SyslogLine): boolean {
  return line.program === 'rspamd';
}

/** Reads a verdict; `ignored` for all else that rspamd logs, and for what it was asked without a mail server. */
export function parseRspamd(line: SyslogLine): SpamVerdict | 'ignored' | 'unparsable' {
  const start = VERDICT.exec(line.message);
  if (start === null) return 'ignored';
  const text = line.message.slice(start[0].length, start[0].length + MAX_START);
  if (!text.includes(', qid: <')) return 'ignored';
  const match = MESSAGE.exec(text);
  if (match === null || occursTwice(text, '>, qid: <') || occursTwice(text, ' (default: '))
    return 'unparsable';
  const [, messageId = '', queueId = '', name = '', score] = match;
  const action = ACTIONS.get(name);
  if (action === undefined) return 'unparsable';
  return {
    queueId,
    messageId: clip(messageId === NO_MESSAGE_ID ? '<>' : `<${messageId}>`, MAX_MESSAGE_ID),
    action,
    score: score === 'nan' ? null : Number(score),
  };
}

function occursTwice(text: string, part: string): boolean {
  return text.indexOf(part) !== text.lastIndexOf(part);
}

import { clip, MAX_ADDRESS, MAX_REPLY } from '../lines/clip';
import type { RefusalRecord } from './postfix-record';

const ACTION = /^(?:milter-)?(reject|discard): /;
// `<>` is what delimits an address in the log, so an address that contains either is never read.
const ENVELOPE = String.raw`; from=<([^<>]*)>,? to=<([^<>]*)>,? proto=\w+(?:,? helo=<[^<>]*>)?`;
const AT_STAGE = new RegExp(
  String.raw`^([A-Z-]+) from \S{0,255}?\[([^\]]{1,64})\](?::\d+)?: (.*)${ENVELOPE}(?: \w+=\S*)*$`,
);
// The text comes from the operator's table, where most write none (cleanup_message.c appends it `if (text && *text)`).
const AT_CONTENT = new RegExp(
  String.raw`^[a-z-]+ .* from \S{0,255}?\[([^\]]{1,64})\]${ENVELOPE}(?:: (.*))?$`,
);
const CODES = /^(?:([245])\d\d )?(?:([245]\.\d{1,3}\.\d{1,3})(?: |$))?/;

export function isRefusal(body: string): boolean {
  return ACTION.test(body);
}

/**
 * Reads `reject:`, `discard:` and their milter forms of smtpd, cleanup and postscreen.
 *
 * HELO name, header text and both addresses in such a line were chosen by the client, who may have written
 * `; from=<…> to=<victim>` into them. A line with more than one such part could be read either way and is
 * refused. Undefined too where no recipient is named: it concerns no mailbox.
 */
export function parseRefusal(queueId: string | null, body: string): RefusalRecord | undefined {
  const action = ACTION.exec(body)?.[1];
  if (action === undefined || occursTwice(body, 'from=<') || occursTwice(body, 'to=<')) return undefined;
  const text = body.slice(body.indexOf(': ') + 2);
  const parts = atStage(text) ?? atContent(text);
  if (parts === undefined || parts.recipient === '' || parts.recipient.length > MAX_ADDRESS) return undefined;
  const codes = CODES.exec(parts.reply);
  return {
    kind: 'refusal',
    queueId,
    action: action as RefusalRecord['action'],
    isWholeMessage: parts.isWholeMessage,
    clientAddress: parts.clientAddress,
    enhancedStatusCode: codes?.[2] ?? null,
    isTemporary: (codes?.[1] ?? codes?.[2]?.charAt(0)) === '4',
    reply: clip(parts.reply, MAX_REPLY),
    sender: parts.sender === '' ? null : clip(parts.sender, MAX_ADDRESS),
    recipient: parts.recipient,
  };
}

interface Parts {
  readonly isWholeMessage: boolean;
  readonly clientAddress: string;
  readonly reply: string;
  readonly sender: string;
  readonly recipient: string;
}

function atStage(text: string): Parts | undefined {
  const match = AT_STAGE.exec(text);
  if (match === null) return undefined;
  const [, stage = '', clientAddress = '', reply = '', sender = '', recipient = ''] = match;
  return { isWholeMessage: stage === 'END-OF-MESSAGE', clientAddress, reply, sender, recipient };
}

function atContent(text: string): Parts | undefined {
  const match = AT_CONTENT.exec(text);
  if (match === null) return undefined;
  const [, clientAddress = '', sender = '', recipient = '', reply = ''] = match;
  return { isWholeMessage: true, clientAddress, reply, sender, recipient };
}

function occursTwice(text: string, part: string): boolean {
  return text.indexOf(part) !== text.lastIndexOf(part);
}

import { clip, MAX_ADDRESS, MAX_MESSAGE_ID } from '../lines/clip';
import type { SyslogLine } from '../syslog/syslog-line';
import { Memo } from '../syslog/memo';
import { writerOf } from './cut-off-name';
import { parseDelivery } from './delivery';
import { queueIdLength } from './queue-id';
import type { ArrivalRecord, PostfixRecord } from './postfix-record';
import { isRefusal, parseRefusal } from './refusal';
import { readSubject } from './subject';

/** A syslog_name (with instance or service, `postfix/submission`, `postfix/[::1]:10025`) and the daemon. */
const PROGRAM = /^[\w.-]+(?:\/[\w.:[\]-]+)*\/([a-z]+)$/;
/** What is left of it where a template ends it at the slash, as rsyslog's `programname` and APP-NAME do. */
const CUT_OFF = /^postfix[\w.-]*$/;
const MAX_DAEMONS = 256;
/** The daemon by the program; empty where the program tells only that it is one of them. */
const daemons = new Memo(
  MAX_DAEMONS,
  (program) => PROGRAM.exec(program)?.[1] ?? (CUT_OFF.test(program) ? '' : undefined),
);
const CLIENT = /^client=\S{0,255}?\[([^\]]{1,64})\](?::\d+)?(?:, |$)/;
// Only clients in smtpd_authorized_xforward_hosts can say it. Behind a login it would stand in the login's own words.
const RETURNED =
  /^client=[^\s,]{0,255}?\[[^\]]{1,64}\](?::\d+)?, orig_queue_id=([0-9A-Za-z]{5,20})(?:, orig_client=[^\s,]{0,255}?\[([^\]]{1,64})\](?::\d+)?)?(?:[, ]|$)/;
const SASL_USER = /, sasl_username=(.+?)(?:, (?:sasl_sender|orig_queue_id|orig_client)=.*)?$/;
const QUEUED = /^from=<([^<>]*)>, size=(\d+), nrcpt=\d+ \(queue active\)$/;
const EXPIRED = /^from=<[^<>]*>, status=(?:force-)?expired, returned to sender$/;
const TLS =
  /^(?:Anonymous|Untrusted|Trusted|Verified) TLS connection established from \S+: (\S+) with cipher /;
const SMTP_SERVERS = new Set(['smtpd', 'postscreen', '']);
const FROM_HERE = {
  clientAddress: null,
  authenticatedUser: null,
  originalQueueId: undefined,
  originalClient: undefined,
};
const INT4_MAX = 2_147_483_647;

/** `ignored`: understood to be of no interest. `unparsable`: it should have said something and did not. */
export type Parsed = PostfixRecord | 'ignored' | 'unparsable';

/** Whether the line was written by a Postfix daemon: its tag is a name with a daemon behind a slash, or what is left of it. */
export function isPostfix(line: SyslogLine): boolean {
  return daemons.get(line.program) !== undefined;
}

/**
 * Reads one line of a Postfix daemon. Only the part right after the queue id is looked at, never text
 * further in: headers that cleanup quotes in warnings can say what they like.
 */
export function parsePostfix(line: SyslogLine): Parsed {
  const name = daemons.get(line.program) ?? '';
  const length = queueIdLength(line.message);
  if (length === 0) return SMTP_SERVERS.has(name) ? parseSession(line.message) : 'ignored';
  const body = line.message.slice(length + 2);
  const daemon = name === '' ? writerOf(body) : name;
  const id = line.message.slice(0, length);
  const queueId = id === 'NOQUEUE' ? null : id;
  if (isRefusal(body)) return parseRefusal(queueId, body) ?? refusalWithoutMailbox(body);
  if (queueId === null) return 'ignored';
  switch (daemon) {
    case 'smtpd':
      return body.startsWith('client=') ? parseArrival(queueId, body) : 'ignored';
    case 'pickup':
      return body.startsWith('uid=') ? { kind: 'arrival', queueId, ...FROM_HERE } : 'ignored';
    case 'cleanup':
      return parseMessageId(queueId, body) ?? parseSubject(queueId, body);
    default:
      return parseQueueLine(queueId, daemon, body);
  }
}

/** Refusals before RCPT (`reject: CONNECT from …`) name no recipient and are expected. */
function refusalWithoutMailbox(body: string): Parsed {
  return body.includes(' to=<') ? 'unparsable' : 'ignored';
}

function parseSession(message: string): Parsed {
  if (message.startsWith('connect from ') || message.startsWith('disconnect from '))
    return { kind: 'connection' };
  const protocol = TLS.exec(message)?.[1];
  return protocol === undefined ? 'ignored' : { kind: 'tls', protocol: clip(protocol, 20) };
}

function parseArrival(queueId: string, body: string): ArrivalRecord | 'unparsable' {
  const clientAddress = CLIENT.exec(body)?.[1];
  const user = SASL_USER.exec(body)?.[1];
  if (clientAddress === undefined || (user !== undefined && user.length > MAX_ADDRESS)) return 'unparsable';
  const [, originalQueueId, originalClient] = RETURNED.exec(body) ?? [];
  return {
    kind: 'arrival',
    queueId,
    clientAddress,
    authenticatedUser: user ?? null,
    originalQueueId,
    originalClient,
  };
}

function parseMessageId(queueId: string, body: string): Parsed | undefined {
  if (!body.startsWith('message-id=')) return undefined;
  return { kind: 'message-id', queueId, messageId: clip(body.slice('message-id='.length), MAX_MESSAGE_ID) };
}

function parseSubject(queueId: string, body: string): Parsed {
  const subject = readSubject(body);
  return subject === undefined ? 'ignored' : { kind: 'subject', queueId, subject };
}

function parseQueueLine(queueId: string, daemon: string, body: string): Parsed {
  if (body.startsWith('to=<')) {
    const delivery = parseDelivery(queueId, daemon, body);
    return delivery === 'probe' ? 'ignored' : (delivery ?? 'unparsable');
  }
  if (body === 'removed') return { kind: 'removed', queueId };
  if (!body.startsWith('from=<')) return 'ignored';
  if (EXPIRED.test(body)) return { kind: 'expired', queueId };
  const queued = QUEUED.exec(body);
  if (queued === null) return 'unparsable';
  const size = Number(queued[2]);
  const sender = queued[1] ?? '';
  return {
    kind: 'queued',
    queueId,
    sender: sender === '' ? null : clip(sender, MAX_ADDRESS),
    sizeBytes: size <= INT4_MAX ? size : null,
  };
}

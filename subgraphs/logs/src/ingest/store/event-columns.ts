import type { MailEventRow } from '../correlation/mail-event-row';
import { isoText } from '../lines/iso-text';

/** The columns of `logs.mail_event` in the order in which `copyText` writes them. */
export const EVENT_COLUMNS = [
  'domain',
  'local_part',
  'occurred_at',
  'id',
  'direction',
  'status',
  'updated_at',
  'correspondent',
  'envelope_sender',
  'recipient',
  'original_recipient',
  'message_id',
  'size_bytes',
  'delay_seconds',
  'relay',
  'host',
  'queue_id',
  'enhanced_status_code',
  'reply',
  'authenticated_user',
  'client_address',
  'tls',
  'subject',
  'spam_action',
  'spam_score',
  'folder',
  'history',
];

const SPECIAL = /[\\\t\n\r]/;
const EVERY_SPECIAL = /[\\\t\n\r]/g;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const NULL = '\\N';

/** An event as a line of COPY's text format (PostgreSQL documentation, COPY), without its end. */
export function copyText(event: MailEventRow): string {
  // Ids, times, numbers and the words of closed sets hold nothing that needs escaping.
  return `${escaped(event.domain)}\t${escaped(event.localPart)}\t${isoText(event.occurredAt)}\t${event.key}\t${event.direction}\t${event.status}\t${event.updatedAt}\t${escaped(event.correspondent)}\t${escaped(event.envelopeSender)}\t${escaped(event.recipient)}\t${escaped(event.originalRecipient)}\t${escaped(event.messageId)}\t${event.sizeBytes ?? NULL}\t${event.delaySeconds ?? NULL}\t${escaped(event.relay)}\t${event.host}\t${event.queueId ?? NULL}\t${event.enhancedStatusCode ?? NULL}\t${escaped(event.reply)}\t${escaped(event.authenticatedUser)}\t${escaped(event.clientAddress)}\t${escaped(event.tls)}\t${escaped(event.subject)}\t${event.spamAction ?? NULL}\t${event.spamScore ?? NULL}\t${escaped(event.folder)}\t${escaped(JSON.stringify(event.history))}`;
}

function escaped(text: string | null): string {
  if (text === null) return NULL;
  return SPECIAL.test(text) ? text.replace(EVERY_SPECIAL, (special) => ESCAPES[special] ?? special) : text;
}

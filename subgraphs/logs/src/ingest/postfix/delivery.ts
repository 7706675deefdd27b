import { clip, MAX_ADDRESS, MAX_RELAY, MAX_REPLY } from '../lines/clip';
import type { DeliveryRecord } from './postfix-record';

// Postfix adds fields behind the relay (`conn_use`, since 3.11 `tls`): whatever they are called, and in what order,
// they are the server's own, and none holds a comma outside of `<>`.
const DELIVERY =
  /^to=<([^<>]*)>, (?:orig_to=<([^<>]*)>, )?relay=([^,\s]*)((?:, [a-z_]+=(?:<[^<>]*>|[^,<>()]*))*), status=([a-zA-Z]+) \((.*)\)$/;
const DELAY = /, delay=([\d.]+)(?:,|$)/;
const CODE = /, dsn=([245]\.\d{1,3}\.\d{1,3})(?:,|$)/;
const BRACKETED = /<[^<>]*>/g;
const AFTER_RECIPIENT = '>, relay=';
const SAID = /^host \S+ (?:said|refused to talk to me): /;
const IN_REPLY_TO = / \(in reply to [^()]{1,100}\)$/;

/** Address verification probes (`verify(8)`) carry no message. */
const PROBES = new Set(['deliverable', 'undeliverable']);
const OUTCOMES = new Map<string, DeliveryRecord['outcome']>([
  ['sent', 'sent'],
  ['deferred', 'deferred'],
  ['SOFTBOUNCE', 'deferred'],
  ['bounced', 'bounced'],
]);

/**
 * Reads a delivery agent's line. The pattern fixes recipient and relay, and nothing before the reply holds a
 * parenthesis, so that the reply, which the other server chose, can say nothing about recipient or status. An address may hold a whole imitation of
 * the line in a quoted local part; then the recipient seems to end twice, and the line is refused.
 */
export function parseDelivery(
  queueId: string,
  agent: string,
  body: string,
): DeliveryRecord | 'probe' | undefined {
  const match = DELIVERY.exec(body);
  if (match === null || body.indexOf(AFTER_RECIPIENT) !== body.lastIndexOf(AFTER_RECIPIENT)) return undefined;
  const [, recipient = '', originalRecipient, relay = '', others = '', status = '', reply = ''] = match;
  if (PROBES.has(status)) return 'probe';
  const outcome = OUTCOMES.get(status);
  const fields = others.includes('<') ? others.replace(BRACKETED, '') : others;
  const delay = DELAY.exec(fields)?.[1];
  const dsn = CODE.exec(fields)?.[1];
  if (delay === undefined || dsn === undefined) return undefined;
  if (outcome === undefined || recipient === '' || recipient.length > MAX_ADDRESS) return undefined;
  if (originalRecipient !== undefined && originalRecipient.length > MAX_ADDRESS) return undefined;
  return {
    kind: 'delivery',
    queueId,
    agent,
    recipient,
    originalRecipient: originalRecipient ?? null,
    relay: relay === 'none' || relay === '' ? null : clip(relay, MAX_RELAY),
    delaySeconds: toSeconds(delay),
    enhancedStatusCode: dsn,
    outcome,
    reply: clip(reply.replace(SAID, '').replace(IN_REPLY_TO, ''), MAX_REPLY),
  };
}

function toSeconds(text: string): number | null {
  const seconds = Number(text);
  return Number.isFinite(seconds) ? seconds : null;
}

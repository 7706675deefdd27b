import type { Random } from './random';

const BASE_64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** Postfix's digits of a long queue id (enable_long_queue_ids). */
const BASE_52 = '0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const MAILBOXES = 100_000;
const MAILBOXES_PER_DOMAIN = 20;
const REMOTE_DOMAINS = ['post.test', 'mail.test', 'office.test', 'shop.test', 'university.test', 'club.test'];

/** A mailbox here. Few have most of the mail. */
export function mailbox(random: Random): string {
  const index = Math.floor(MAILBOXES * random.fraction() ** 3);
  return `person${index}@customer${Math.floor(index / MAILBOXES_PER_DOMAIN)}.example`;
}

/** Up to so many different ones: a message reaches each mailbox once. */
export function mailboxes(random: Random, count: number): string[] {
  return [...new Set(Array.from({ length: count }, () => mailbox(random)))];
}

export function stranger(random: Random): string {
  return `${random.text(LETTERS, 4 + random.below(5))}.${random.text(LETTERS, 5 + random.below(6))}@${random.of(REMOTE_DOMAINS)}`;
}

export function ipAddress(random: Random): string {
  return `198.${18 + random.below(2)}.${random.below(256)}.${random.below(256)}`;
}

export function queueId(random: Random): string {
  return `4${random.text(BASE_52, 10)}z${random.text(BASE_52, 4)}`;
}

export function lmtpSession(random: Random): string {
  return random.text(BASE_64, 22);
}

export function messageId(random: Random): string {
  return `<${random.text('0123456789abcdef', 32)}@${random.of(REMOTE_DOMAINS)}>`;
}

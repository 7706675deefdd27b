import type { DovecotFiling } from './dovecot-filing';

/** What Dovecot did with one delivery in all: Sieve may store a message in several folders. */
export interface FilingSummary extends DovecotFiling {
  isSpam: boolean;
}

/** No part holds a line feed: each stood in one line. */
export function filingKey({
  recipient,
  session,
  messageId,
}: Pick<DovecotFiling, 'recipient' | 'session' | 'messageId'>): string {
  return `${recipient}\n${session ?? ''}\n${messageId ?? '\n'}`;
}

/** Where Dovecot put (or dropped) one delivered message. */
export interface DovecotFiling {
  readonly time: Date;
  /** Lower-cased user of the delivery. */
  readonly recipient: string;
  /** Null where the message has none. */
  readonly messageId: string | null;
  /** Id of the LMTP session, which Postfix logs too (`250 2.0.0 <a@b> SESSION Saved`). Null for dovecot-lda. */
  readonly session: string | null;
  /** Null: taken out without being stored. */
  readonly folder: string | null;
  /** Dovecot's own words. */
  readonly text: string;
}

/** What Dovecot did with one delivery in all: Sieve may store a message in several folders. */
export interface FilingSummary extends DovecotFiling {
  readonly isSpam: boolean;
}

/** No part holds a line feed: each stood in one line. */
export function filingKey({
  recipient,
  session,
  messageId,
}: Pick<DovecotFiling, 'recipient' | 'session' | 'messageId'>): string {
  return `${recipient}\n${session ?? ''}\n${messageId ?? '\n'}`;
}

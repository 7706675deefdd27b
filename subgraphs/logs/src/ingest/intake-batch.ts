import type { MailEventRow } from './correlation/mail-event-row';
import type { FilingSummary } from './dovecot/filing-summary';

/** What lines have told since the last batch. It belongs to its transaction: no line read later changes it. */
export interface IntakeBatch {
  /** Events of messages of which none were given out before. */
  fresh: readonly MailEventRow[];
  /** Events of messages of which some were. */
  advanced: readonly MailEventRow[];
  /** What Dovecot filed, of messages that are not in this batch. */
  filings: readonly FilingSummary[];
}

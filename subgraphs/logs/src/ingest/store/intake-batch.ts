import type { FilingSummary } from '../dovecot/filing';
import type { EncodedEvents } from './encoded-events';

/** What lines have told since the last batch. It belongs to its transaction: no line read later changes it. */
export interface IntakeBatch {
  /** Events of messages of which none were given out before. */
  readonly fresh: EncodedEvents;
  /** Events of messages of which some were. */
  readonly advanced: EncodedEvents;
  /** What Dovecot filed, of messages that are not in this batch. */
  readonly filings: readonly FilingSummary[];
}

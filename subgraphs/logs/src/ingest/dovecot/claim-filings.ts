import { MailDirection } from '../../mail-event/mail-direction';
import { STATUS_FINALITY } from '../../mail-event/status-finality';
import type { MailEventRow } from '../correlation/mail-event-row';
import { compareAttempts } from '../correlation/compare-attempts';
import { toFilingAttempt } from './filing-attempt';
import type { FilingSummary } from './filing-buffer';

/** How Dovecot's LMTP answers; the word before is its session. */
const SAVED = ' Saved';

/**
 * Applies what Dovecot filed to those of the events whose LMTP answer quotes its session, before they are stored:
 * nearly every message that arrives is filed, and to change a row costs more than to store it. It follows the rules
 * of `store/write-filings.ts`, which finds the events that are stored already.
 */
export function claimFilings(
  events: readonly MailEventRow[],
  filings: readonly FilingSummary[],
): { claimed: FilingSummary[]; unclaimed: FilingSummary[] } {
  const claimed: FilingSummary[] = [];
  const unclaimed: FilingSummary[] = [];
  if (filings.length === 0) return { claimed, unclaimed };
  const bySession = eventsBySession(events);
  for (const filing of filings) {
    const candidates = bySession.get(`${filing.session ?? ''} ${filing.recipient}`) ?? [];
    const event = candidates.find((candidate) => isFiled(candidate, filing));
    if (event === undefined || filing.session === null) {
      unclaimed.push(filing);
    } else {
      apply(filing, event);
      claimed.push(filing);
    }
  }
  return { claimed, unclaimed };
}

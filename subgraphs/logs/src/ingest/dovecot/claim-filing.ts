import { MailDirection } from '../../mail-event/mail-direction';
import { STATUS_FINALITY } from '../../mail-event/status-finality';
import { compareAttempts } from '../correlation/attempts';
import type { MailEventRow } from '../correlation/mail-event-row';
import { filingAttempt } from './filing-attempt';
import type { FilingBuffer } from './filing-buffer';
import { filingKey, type FilingSummary } from './filing';

/** How Dovecot's LMTP server answers; the word before is its session. */
const SAVED = ' Saved';
const LONGEST_QUEUED_MS = 10 * 24 * 60 * 60 * 1000;
const CLOCKS_APART_MS = 5000;

/**
 * Applies to an event, before it is stored, what Dovecot filed under the session that its LMTP answer quotes: nearly
 * every message that arrives is filed, and to change a row costs more than to store it. The rules are those of
 * `store/write-filings.ts`, which finds the events that are stored already.
 */
export function claimFiling(filings: FilingBuffer, event: MailEventRow, occurredAt: Date): void {
  const { address: recipient, reply, messageId } = event;
  if (event.direction !== MailDirection.RECEIVED || reply?.endsWith(SAVED) !== true) return;
  const end = reply.length - SAVED.length;
  const session = reply.slice(reply.lastIndexOf(' ', end - 1) + 1, end);
  const filing = filings.claim(filingKey({ recipient, session, messageId }), (candidate) =>
    isInTime(candidate, occurredAt),
  );
  if (filing !== undefined) apply(filing, event);
}

function isInTime({ time }: FilingSummary, occurredAt: Date): boolean {
  const waited = time.getTime() - occurredAt.getTime();
  return waited >= -CLOCKS_APART_MS && waited <= LONGEST_QUEUED_MS;
}

function apply(filing: FilingSummary, event: MailEventRow): void {
  event.folder = filing.folder;
  const attempt = filingAttempt(filing);
  if (attempt === undefined) return;
  event.history = [...event.history, attempt].sort(compareAttempts);
  if (STATUS_FINALITY[attempt.status] <= STATUS_FINALITY[event.status]) return;
  event.status = attempt.status;
  event.updatedAt = attempt.time;
}

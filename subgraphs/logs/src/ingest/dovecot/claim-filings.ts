import { MailDirection } from '../../mail-event/mail-direction';
import { STATUS_FINALITY } from '../../mail-event/status-finality';
import { compareAttempts } from '../correlation/compare-attempts';
import type { MailEventRow } from '../correlation/mail-event-row';
import { filingAttempt } from './filing-attempt';
import type { FilingSummary } from './filing-summary';

/** How Dovecot's LMTP server answers; the word before is its session. */
const SAVED = ' Saved';
const LONGEST_QUEUED_MS = 10 * 24 * 60 * 60 * 1000;
const CLOCKS_APART_MS = 5000;

/**
 * Applies what Dovecot filed to those of the events whose LMTP answer quotes its session, before they are stored:
 * nearly every message that arrives is filed, and to change a row costs more than to store it. The rules are those
 * of `store/write-filings.ts`, which finds the events that are stored already.
 *
 * @returns which filings found their event
 */
export function claimFilings(
  events: readonly MailEventRow[],
  filings: readonly FilingSummary[],
): { claimed: FilingSummary[]; unclaimed: FilingSummary[] } {
  const claimed: FilingSummary[] = [];
  const unclaimed: FilingSummary[] = [];
  const candidates = filings.length === 0 ? undefined : bySession(events);
  for (const filing of filings) {
    const event =
      filing.session === null ? undefined : candidates?.get(keyOf(filing.recipient, filing.session));
    if (event !== undefined && isSameMessage(event, filing)) {
      apply(filing, event);
      claimed.push(filing);
    } else {
      unclaimed.push(filing);
    }
  }
  return { claimed, unclaimed };
}

/** A session in which a mailbox has two of the messages is left to the store, which compares all there are. */
function bySession(events: readonly MailEventRow[]): Map<string, MailEventRow | undefined> {
  const found = new Map<string, MailEventRow | undefined>();
  for (const event of events) {
    if (event.direction !== MailDirection.RECEIVED || event.reply?.endsWith(SAVED) !== true) continue;
    const end = event.reply.length - SAVED.length;
    const key = keyOf(event.address, event.reply.slice(event.reply.lastIndexOf(' ', end - 1) + 1, end));
    found.set(key, found.has(key) ? undefined : event);
  }
  return found;
}

/** A session holds no space: it is one word of the answer. */
function keyOf(address: string, session: string): string {
  return `${session} ${address}`;
}

function isSameMessage(event: MailEventRow, { messageId, time }: FilingSummary): boolean {
  const waited = time.getTime() - Date.parse(event.occurredAt);
  return (
    (messageId === null || event.messageId === messageId) &&
    waited >= -CLOCKS_APART_MS &&
    waited <= LONGEST_QUEUED_MS
  );
}

function apply(filing: FilingSummary, event: MailEventRow): void {
  event.folder ??= filing.folder;
  const attempt = filingAttempt(filing);
  if (attempt === undefined) return;
  event.history = [...event.history, attempt].sort(compareAttempts);
  if (STATUS_FINALITY[attempt.status] <= STATUS_FINALITY[event.status]) return;
  event.status = attempt.status;
  event.updatedAt = attempt.time;
}

import { STATUS_FINALITY } from '../../mail-event/status-finality';
import { compareAttempts, distinctAttempts } from './attempts';
import type { MailEventRow } from './mail-event-row';

/** Events of one message that wait to be stored, by key: what is given out of it since is added to them. */
export class PendingEvents {
  readonly #rows = new Map<string, MailEventRow>();
  readonly #added = new Set<MailEventRow>();

  add(news: readonly MailEventRow[]): void {
    for (const later of news) {
      const row = this.#rows.get(later.key);
      if (row === undefined) this.#rows.set(later.key, later);
      else this.#advance(row, later);
    }
  }

  /** Takes all of them, each with its history in order. */
  take(): Iterable<MailEventRow> {
    for (const row of this.#added) row.history = distinctAttempts(row.history.sort(compareAttempts));
    return this.#rows.values();
  }

  #advance(row: MailEventRow, later: MailEventRow): void {
    this.#added.add(row);
    for (const attempt of later.history) row.history.push(attempt);
    if (compareDecisive(row, later) > 0) return;
    const { status, updatedAt, enhancedStatusCode, reply, relay, delaySeconds } = later;
    Object.assign(row, { status, updatedAt, enhancedStatusCode, reply, relay, delaySeconds });
  }
}

/** By the attempt that decides each event's status: the last of the most final. */
function compareDecisive(a: MailEventRow, b: MailEventRow): number {
  const finality = STATUS_FINALITY[a.status] - STATUS_FINALITY[b.status];
  return finality || compareAttempts({ ...a, time: a.updatedAt }, { ...b, time: b.updatedAt });
}

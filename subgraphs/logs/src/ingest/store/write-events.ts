import type { EntityManager } from 'typeorm';
import { keepStorable } from '../../partitions/keep-storable';
import type { MailEventRow } from '../correlation/mail-event-row';
import { copyLines } from './copy-lines';
import { copyText, EVENT_COLUMNS } from './event-columns';
import { upsertEvents } from './upsert-events';
import type { WrittenEvents } from './written-events';

const TARGET = `logs.mail_event (${EVENT_COLUMNS.join(', ')})`;
/** SQLSTATE unique_violation. */
const UNIQUE_VIOLATION = '23505';

/**
 * Stores events: those that should be new by COPY, which looks for no others, and those that were given out before by
 * way of a comparison. Where some of the new ones turn out to be known, as the log is read once more, they are
 * compared too; and so are the following batches, until one meets no event that is known.
 */
export class EventWriter {
  private isReplay = false;

  /** @param now what counts as now; the database's clock where it is undefined */
  async write(
    transaction: EntityManager,
    fresh: readonly MailEventRow[],
    advanced: readonly MailEventRow[],
    now: Date | undefined,
  ): Promise<WrittenEvents> {
    const storable = await keepStorable(transaction, fresh, now);
    const known = await keepStorable(transaction, advanced, now);
    if (!this.isReplay && (await this.copy(transaction, storable))) {
      const written = await upsertEvents(transaction, known);
      return { inserted: [...storable, ...written.inserted], changed: written.changed };
    }
    const written = await upsertEvents(transaction, storable);
    this.isReplay = written.inserted.length < storable.length;
    const others = await upsertEvents(transaction, known);
    return {
      inserted: [...written.inserted, ...others.inserted],
      changed: [...written.changed, ...others.changed],
    };
  }

  /** @returns false if one of them is known, and none has been stored */
  private async copy(transaction: EntityManager, events: readonly MailEventRow[]): Promise<boolean> {
    if (events.length === 0) return true;
    await transaction.query('SAVEPOINT before_copy');
    try {
      await copyLines(transaction, TARGET, linesOf(events));
      return true;
    } catch (error) {
      if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error;
      await transaction.query('ROLLBACK TO SAVEPOINT before_copy');
      return false;
    }
  }
}

function* linesOf(events: readonly MailEventRow[]): Generator<string> {
  for (const event of events) yield copyText(event);
}

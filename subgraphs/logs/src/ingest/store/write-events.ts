import type { EntityManager } from 'typeorm';
import { keepStorable } from '../../storage/partitions/keep-storable';
import type { IntakeBatch } from './intake-batch';
import { copyBytes } from './copy-bytes';
import type { EncodedEvents } from './encoded-events';
import { EVENT_COLUMNS } from './event-columns';
import type { WrittenEvents } from './event-place';
import { upsertEvents } from './upsert-events';

const TARGET = `logs.mail_event (${EVENT_COLUMNS.join(', ')})`;
/** SQLSTATE unique_violation. */
const UNIQUE_VIOLATION = '23505';

/**
 * Stores events: those that should be new by COPY, which looks for no others, and those that were given out before by
 * way of a comparison. Where some of the new ones turn out to be known, as the log is read once more, they are
 * compared too; and so are the following batches, until one meets no event that is known.
 */
export class EventWriter {
  #isReplay = false;

  /** @param now what counts as now; the database's clock where it is undefined */
  async write(
    transaction: EntityManager,
    { fresh, advanced }: IntakeBatch,
    now: Date | undefined,
  ): Promise<WrittenEvents> {
    const unknown = fresh.only(await keepStorable(transaction, fresh.places, now));
    const known = advanced.only(await keepStorable(transaction, advanced.places, now));
    if (!this.#isReplay && (await this.#copy(transaction, unknown))) {
      const written = await upsertEvents(transaction, [known]);
      return { inserted: [...unknown.places, ...written.inserted], changed: written.changed };
    }
    const written = await upsertEvents(transaction, [unknown, known]);
    this.#isReplay = written.inserted.length < unknown.places.length;
    return written;
  }

  /** @returns false if one of them is known, and none has been stored */
  async #copy(transaction: EntityManager, events: EncodedEvents): Promise<boolean> {
    if (events.places.length === 0) return true;
    await transaction.query('SAVEPOINT before_copy');
    try {
      await copyBytes(transaction, TARGET, events.bytes());
      return true;
    } catch (error) {
      if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error;
      await transaction.query('ROLLBACK TO SAVEPOINT before_copy');
      return false;
    }
  }
}

import type { EntityManager } from 'typeorm';
import { notifyWatchers } from '../../mail-activity/notify-watchers';
import type { FilingSummary } from '../dovecot/filing';
import type { IntakeBatch } from './intake-batch';
import type { EventWriter } from './write-events';
import { markDirty } from '../../storage/rollup/mark-dirty';
import { writeFilings } from './write-filings';

export interface WrittenBatch {
  readonly inserted: number;
  readonly changed: number;
  /** Those of the batch's filings that found their event. */
  readonly claimed: readonly FilingSummary[];
}

/** Stores a batch. */
export async function writeBatch(
  transaction: EntityManager,
  writer: EventWriter,
  batch: IntakeBatch,
  now?: Date,
): Promise<WrittenBatch> {
  const events = await writer.write(transaction, batch, now);
  const filed = await writeFilings(transaction, batch.filings);
  const changed = [...events.changed, ...filed.changed];
  await notifyWatchers(transaction, [...events.inserted, ...changed]);
  await markDirty(transaction, [...events.inserted, ...changed]);
  return { inserted: events.inserted.length, changed: changed.length, claimed: filed.claimed };
}

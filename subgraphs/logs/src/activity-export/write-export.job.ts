import { JOB_STATEMENT_TIMEOUT, type JobDefinition, type JobRun } from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { recordSearches } from '../activity/log-search/record-searches';
import { LogScope } from '../mail-event/log-scope';
import { LogReading } from '../activity/log-search/log-reading';
import { ActivityExport } from './activity-export.entity';
import { EXPORT_FAILED } from './activity-export.errors';
import { fileFormat } from './export-file';
import { EXPORT_HOURS } from './export-lifetime';
import { type ExportedEvent, type ExportPosition, exportStatement } from './export-statement';
import { ExportStatus } from './export-status';
import { removeExport } from './remove-export.job';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Read at once: they are all that is in memory beside the part that is being written. */
const BATCH_EVENTS = 1000;
/** A part is committed when it has this size, or after that time; so a crash loses no more work than that. */
const PART_BYTES = 1_000_000;
const PART_MS = 2_000;
/** After that the export queues up again, behind others that wait. */
const TURN_MS = 10_000;

/**
 * Writes the file of an export, in parts. **A part, the position behind it and the counts are committed together**,
 * so a process that is killed at any moment has written each event once, and the next one goes on where it stopped.
 */
export const writeExport: JobDefinition = {
  name: 'activity-export',
  async work(run, id) {
    const turnEnds = Date.now() + TURN_MS;
    let goesOn = true;
    while (goesOn) {
      goesOn = await run.database.transaction(async (transaction) => {
        const found = await lock(transaction, id);
        // Cancelled, or finished by an attempt that was thought lost.
        if (!found) return false;
        if (await writePart(transaction, found)) {
          await complete(run, transaction, found);
          return false;
        }
        if (Date.now() < turnEnds && !run.signal.aborted) return true;
        await run.jobs.enqueue(transaction, writeExport, id);
        return false;
      });
    }
  },
  async giveUp({ database }, id) {
    await database.transaction(async (transaction) => {
      const found = await lock(transaction, id);
      if (found) await end(transaction, found, ExportStatus.FAILED);
    });
  },
};

/** Only one process writes an export at a time. */
const lock = (transaction: EntityManager, id: string): Promise<ActivityExport | null> =>
  transaction
    .getRepository(ActivityExport)
    .createQueryBuilder('export')
    .setLock('pessimistic_write')
    .where('export.id = :id AND export.status IN (:...unfinished)', {
      id,
      unfinished: [ExportStatus.QUEUED, ExportStatus.RUNNING],
    })
    .getOne();

/** @returns whether that was the last one */
async function writePart(transaction: EntityManager, writing: ActivityExport): Promise<boolean> {
  // One batch reads at most a day of one mailbox, perhaps on a busy or cold disk.
  await transaction.query(JOB_STATEMENT_TIMEOUT);
  const { head, encode } = fileFormat(writing.format);
  const chunks = [Buffer.from(writing.partCount === 0 ? head : '')];
  const partEnds = Date.now() + PART_MS;
  let position = positionOf(writing);
  let bytes = 0;
  let events = 0;
  while (position.time < writing.until && bytes < PART_BYTES && Date.now() < partEnds) {
    const batch = await readBatch(transaction, writing, position);
    position = batch.position;
    events += batch.events.length;
    const chunk = Buffer.from(encode(batch.events));
    bytes += chunk.length;
    chunks.push(chunk);
  }
  const part = Buffer.concat(chunks);
  await transaction.query(
    'INSERT INTO logs.activity_export_part (export_id, ordinal, content) VALUES ($1, $2, $3)',
    [writing.id, writing.partCount, part],
  );
  await transaction.query(
    `UPDATE logs.activity_export SET status = 'RUNNING', part_count = part_count + 1, row_count = row_count + $2,
       byte_count = byte_count + $3, position_time = $4, position_id = $5
     WHERE id = $1`,
    [writing.id, events, part.length, position.time, position.id],
  );
  return position.time >= writing.until;
}

/** Where to begin, or to go on. */
function positionOf({ writtenUntil, positionId, addresses, until }: ActivityExport): ExportPosition {
  if (writtenUntil) return { time: writtenUntil, id: positionId };
  const starts = addresses.map(({ since }) => Date.parse(since));
  return { time: new Date(Math.min(...starts, until.getTime())), id: null };
}

/** Reads on to the end of a UTC day at most, which is one partition at most. */
async function readBatch(
  transaction: EntityManager,
  { addresses, direction, statuses, correspondent, until }: ActivityExport,
  position: ExportPosition,
): Promise<{ events: readonly ExportedEvent[]; position: ExportPosition }> {
  const nextDay = (Math.floor(position.time.getTime() / DAY_MS) + 1) * DAY_MS;
  const end = new Date(Math.min(nextDay, until.getTime()));
  const statement = exportStatement(
    { addresses, direction, statuses, correspondent },
    { position, end },
    BATCH_EVENTS,
  );
  const events: ExportedEvent[] = statement
    ? await transaction.query(statement.sql, statement.parameters)
    : [];
  const last = events.at(-1);
  return {
    events,
    position:
      last && events.length === BATCH_EVENTS
        ? { time: last.occurredAt, id: last.key }
        : { time: end, id: null },
  };
}

/** There is no unrecorded reading (docs/adr/0009): it is recorded as the file comes to be. */
async function complete(
  { jobs, settings }: JobRun,
  transaction: EntityManager,
  written: ActivityExport,
): Promise<void> {
  const [counts]: { row_count: string; expires_at: Date }[] = await transaction.query(
    `WITH completed AS (
       UPDATE logs.activity_export SET status = 'COMPLETED', addresses = '[]', finished_at = now(),
         expires_at = now() + $2 * interval '1 hour'
       WHERE id = $1 RETURNING row_count, expires_at
     ) SELECT * FROM completed`,
    [written.id, settings.get(EXPORT_HOURS)],
  );
  if (!counts) throw new Error('The export has gone while it was locked');
  const { principalKind, principalId, requestId, mailboxId, direction, from, to, statuses, correspondent } =
    written;
  await recordSearches(
    { database: transaction, principal: { kind: principalKind, id: principalId }, requestId },
    [
      {
        reading: LogReading.EXPORT,
        owner: { scope: LogScope.MAILBOX, id: mailboxId },
        filter: { direction, from, to, status: statuses, correspondent, subject: null, addresses: null },
        rowCount: Number(counts.row_count),
        addresses: [],
      },
    ],
  );
  await jobs.enqueue(transaction, removeExport, written.id, counts.expires_at);
}

/** Ends an export that leaves no file. */
export async function end(
  transaction: EntityManager,
  { id }: Pick<ActivityExport, 'id'>,
  status: Extract<ExportStatus, 'CANCELLED' | 'FAILED'>,
): Promise<void> {
  await transaction.query(
    `WITH ended AS (
       UPDATE logs.activity_export SET status = $2, addresses = '[]', finished_at = now(), error_code = $3
       WHERE id = $1
     )
     DELETE FROM logs.activity_export_part WHERE export_id = $1`,
    [id, status, status === ExportStatus.FAILED ? EXPORT_FAILED : null],
  );
}

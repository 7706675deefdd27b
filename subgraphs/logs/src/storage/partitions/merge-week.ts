import type { QueryRunner } from 'typeorm';
import { type EventPartition, listPartitions } from './partition-list';
import { withWholeTable } from './with-lock';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Most of what comes late comes within a day, and costs least while the days are still apart. */
const REST_MS = DAY_MS;
const BUILDING = 'mail_event_building';
/** So few changes can be carried over while everybody waits. */
const FEW_CHANGES = 500;
const MAX_PASSES = 20;

/**
 * Merges the days of weeks that are over into one partition each, in the order of the primary key: a page then opens a
 * seventh of the partitions, and finds a mailbox's events side by side.
 *
 * Reading and writing go on meanwhile. What is written to the days while they are copied is noted by a trigger and
 * carried over; only the last few changes and the exchange itself keep others waiting. If it is interrupted, the days are
 * as they were, and the next time it begins anew.
 *
 * @param now milliseconds since 1970
 * @returns the Mondays of the weeks that were merged
 */
export async function mergeWeeks(connection: QueryRunner, now: number): Promise<string[]> {
  const merged: string[] = [];
  for (const [monday, days] of await weeksInDays(connection)) {
    const sunday = Date.parse(monday) + 7 * DAY_MS;
    if (sunday + REST_MS > now) continue;
    if (await mergeWeek(connection, monday, days)) merged.push(monday);
  }
  return merged;
}

async function weeksInDays(connection: QueryRunner): Promise<Map<string, EventPartition[]>> {
  const weeks = new Map<string, EventPartition[]>();
  for (const partition of await listPartitions(connection)) {
    if (partition.isDay) weeks.set(partition.monday, [...(weeks.get(partition.monday) ?? []), partition]);
  }
  return weeks;
}

/** @returns false if the week got another day meanwhile, so that it has to be begun anew */
async function mergeWeek(
  connection: QueryRunner,
  monday: string,
  days: readonly EventPartition[],
): Promise<boolean> {
  // What an interrupted one has left behind.
  await connection.query(`DROP TABLE IF EXISTS logs.${BUILDING}`);
  await connection.query('TRUNCATE logs.mail_event_change');
  for (const { name } of days) await watch(connection, name);
  await copy(connection, monday);
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    if ((await carryOver(connection)) <= FEW_CHANGES) break;
  }
  return exchange(connection, monday, days);
}

/** It waits for who is writing to the day, so what is not noted is committed when copying begins. */
const watch = (connection: QueryRunner, day: string): Promise<unknown> =>
  connection.query(`
    CREATE OR REPLACE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON logs.${day}
    FOR EACH ROW EXECUTE FUNCTION logs.note_mail_event_change()`);

/** Indexes come last: they are built in one go, and their pages are full. */
async function copy(connection: QueryRunner, monday: string): Promise<void> {
  const [start, end] = boundsOf(monday);
  await connection.startTransaction();
  try {
    await connection.query(
      `SET LOCAL statement_timeout = 0; SET LOCAL maintenance_work_mem = '256MB'; SET LOCAL work_mem = '256MB';
       SET LOCAL enable_sort = on`,
    );
    // The check spares ATTACH its scan (PostgreSQL documentation, 5.12.2.2).
    await connection.query(`
      CREATE TABLE logs.${BUILDING} (
        LIKE logs.mail_event INCLUDING ALL EXCLUDING INDEXES,
        CONSTRAINT within_week CHECK (occurred_at >= '${start}' AND occurred_at < '${end}')
      )`);
    await connection.query(`
      INSERT INTO logs.${BUILDING} SELECT * FROM logs.mail_event
      WHERE occurred_at >= '${start}' AND occurred_at < '${end}'
      ORDER BY domain, local_part, occurred_at, id`);
    await connection.query(
      `ALTER TABLE logs.${BUILDING} ADD PRIMARY KEY (domain, local_part, occurred_at, id)`,
    );
    await connection.query(`CREATE INDEX ON logs.${BUILDING} ((domain || ''), occurred_at, id)`);
    await connection.query(`ANALYZE logs.${BUILDING}`);
    await connection.commitTransaction();
  } catch (error) {
    await connection.rollbackTransaction();
    throw error;
  }
}

/** Carries over what has been noted so far, in a transaction of its own. @returns how many changes there were */
async function carryOver(connection: QueryRunner): Promise<number> {
  await connection.startTransaction('REPEATABLE READ');
  try {
    await connection.query('SET LOCAL statement_timeout = 0');
    const count = await applyChanges(connection);
    await connection.commitTransaction();
    return count;
  } catch (error) {
    await connection.rollbackTransaction();
    throw error;
  }
}

/** In one snapshot, in which each change is seen with what it changed; a deleted event is not inserted again. */
async function applyChanges(connection: QueryRunner): Promise<number> {
  const SAME = ['domain', 'local_part', 'occurred_at', 'id'].map(
    (column) => `event.${column} = change.${column}`,
  );
  const CHANGES =
    '(SELECT DISTINCT domain, local_part, occurred_at, id FROM logs.mail_event_change) AS change';
  await connection.query(
    `DELETE FROM logs.${BUILDING} AS event USING ${CHANGES} WHERE ${SAME.join(' AND ')}`,
  );
  await connection.query(`
    INSERT INTO logs.${BUILDING} SELECT event.* FROM ${CHANGES} JOIN logs.mail_event AS event ON ${SAME.join(' AND ')}`);
  const [, count] = await connection.manager.query<[unknown, number]>('DELETE FROM logs.mail_event_change');
  return count;
}

async function exchange(
  connection: QueryRunner,
  monday: string,
  days: readonly EventPartition[],
): Promise<boolean> {
  const [start, end] = boundsOf(monday);
  const week = `mail_event_week_${monday.replaceAll('-', '')}`;
  const names = days.map(({ name }) => name);
  let isSameWeek = false;
  await withWholeTable(connection, async () => {
    const present = (await weeksInDays(connection)).get(monday) ?? [];
    isSameWeek = present.every(({ name }) => names.includes(name));
    if (!isSameWeek) return;
    await applyChanges(connection);
    await connection.query(`DROP TABLE ${names.map((name) => `logs.${name}`).join(', ')}`);
    await connection.query(`ALTER TABLE logs.${BUILDING} RENAME TO ${week}`);
    await connection.query(`ALTER INDEX logs.${BUILDING}_pkey RENAME TO ${week}_pkey`);
    await connection.query(
      `ALTER INDEX logs.${BUILDING}_expr_occurred_at_id_idx RENAME TO ${week}_expr_occurred_at_id_idx`,
    );
    await connection.query(
      `ALTER TABLE logs.mail_event ATTACH PARTITION logs.${week} FOR VALUES FROM ('${start}') TO ('${end}')`,
    );
    await connection.query(`ALTER TABLE logs.${week} DROP CONSTRAINT within_week`);
  });
  return isSameWeek;
}

function boundsOf(monday: string): [start: string, end: string] {
  const start = Date.parse(monday);
  return [new Date(start).toISOString(), new Date(start + 7 * DAY_MS).toISOString()];
}

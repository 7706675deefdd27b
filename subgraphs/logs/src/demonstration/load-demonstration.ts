import { DEMO_LOG_END, DEMO_LOG_FILES, DEMO_LOG_TIME_ZONE } from '@hostgraph/demo-data';
import type { DataSource } from 'typeorm';
import { ingestFiles } from '../ingest/ingest-files';
import type { AddressParts } from '../mail-event/address-parts';
import { markDirty } from '../storage/rollup/mark-dirty';

/** The server that wrote the logs, for addresses that are nobody's (`.test`: RFC 6761, 6.2). */
const OF_THE_DEMONSTRATION = `host = 'mx1' AND domain LIKE '%.test'`;

/**
 * Moves the events by whole days, so that the last one lies within the day before now: the logs are of one evening,
 * and what is older than a mail service's plan is not shown. On the same day it changes nothing.
 */
const MOVE_UP_TO_NOW = `
  WITH distance AS (
    SELECT floor(extract(epoch FROM now() - max(updated_at)) / 86400) * interval '24 hours' AS days
    FROM logs.mail_event WHERE ${OF_THE_DEMONSTRATION}
  )
  UPDATE logs.mail_event SET
    occurred_at = occurred_at + days,
    updated_at = updated_at + days,
    history = (
      SELECT jsonb_agg(
        attempt || jsonb_build_object('time', to_char(
          ((attempt->>'time')::timestamptz + days) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        ORDER BY place)
      FROM jsonb_array_elements(history) WITH ORDINALITY AS entry (attempt, place)
    )
  FROM distance WHERE ${OF_THE_DEMONSTRATION} AND days <> interval '0'
  RETURNING domain, local_part AS "localPart", occurred_at AS "now", occurred_at - days AS "before"`;

/** Wherever an event of the demonstration may come to lie. */
const PARTITIONS_UP_TO_NOW = `
  SELECT logs.make_partitions(array_agg(day::date))
  FROM generate_series(
    (now() AT TIME ZONE 'UTC')::date - 3, (now() AT TIME ZONE 'UTC')::date + 1, interval '1 day') AS day`;

/**
 * Reads the logs of the demonstration, the first time only: once their events have moved, reading the lines again
 * would add to each event what happened on the first evening.
 */
export async function loadDemonstration(database: DataSource): Promise<void> {
  const [known]: { loaded: boolean }[] = await database.query(
    `SELECT EXISTS (SELECT FROM logs.mail_event WHERE ${OF_THE_DEMONSTRATION}) AS loaded`,
  );
  if (known?.loaded !== true) {
    await ingestFiles(database, DEMO_LOG_FILES, { timeZone: DEMO_LOG_TIME_ZONE, now: DEMO_LOG_END });
  }
  await database.transaction(async (transaction) => {
    await transaction.query(PARTITIONS_UP_TO_NOW);
    const [moved]: [(AddressParts & { now: Date; before: Date })[], number] =
      await transaction.query(MOVE_UP_TO_NOW);
    await markDirty(
      transaction,
      moved.flatMap(({ now, before, ...address }) =>
        [now, before].map((time) => ({ ...address, occurredAt: time })),
      ),
    );
  });
}

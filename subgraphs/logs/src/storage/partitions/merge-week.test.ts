import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import type { QueryRunner } from 'typeorm';
import { logsSubgraph } from '../../subgraph';
import { mergeWeeks } from './merge-week';

const DAY = 86_400_000;
/** Mondays: of a week that has been over for long, and of the one after it. */
const MONDAY = '2026-10-05';
const NEXT = '2026-10-12';
const LATER = Date.parse('2026-11-01');

let subgraph: TestSubgraph;
let connection: QueryRunner;

beforeAll(async () => {
  subgraph = await startTestSubgraph(logsSubgraph);
});
afterAll(() => subgraph.stop());

beforeEach(async () => {
  connection = subgraph.database.createQueryRunner();
  for (const { name } of await tables()) await connection.query(`DROP TABLE logs.${name}`);
  await connection.query(
    `SELECT logs.make_partitions(array_agg(day::date))
     FROM generate_series($1::date, $1::date + 7, interval '1 day') AS day`,
    [MONDAY],
  );
  await connection.query(`INSERT INTO logs.mail_event ${rows('generate_series(0, 7 * 24 * 20 - 1) AS i')}`);
});
afterEach(() => connection.release());

/** Twenty events an hour, in turn of 50 mailboxes, and so never in their order. */
const rows = (series: string): string => `
  (domain, local_part, occurred_at, id, direction, status, updated_at, recipient, host, history)
  SELECT 'example.test', format('a%s', i * 7 % 50), '${MONDAY}Z'::timestamptz + i * interval '3 minutes',
    lpad(i::text, 32, '0')::uuid, 'SENT', 'DEFERRED', now(), 'x@example.test', 'mx1', '[]'
  FROM ${series}`;

/** One event at noon on the Wednesday of the week. */
const at = (localPart: string, i: number): string => `
  (domain, local_part, occurred_at, id, direction, status, updated_at, recipient, host, history)
  VALUES ('example.test', '${localPart}', '2026-10-07T12:00:00Z', lpad('${i}', 32, '0')::uuid, 'SENT', 'DEFERRED', now(),
    'x@example.test', 'mx1', '[]')`;

const tables = (): Promise<{ name: string }[]> =>
  connection.query(
    `SELECT relname AS name FROM pg_inherits JOIN pg_class ON oid = inhrelid
     WHERE inhparent = 'logs.mail_event'::regclass ORDER BY 1`,
  );
const contents = (): Promise<unknown[]> =>
  subgraph.database.query('SELECT * FROM logs.mail_event ORDER BY occurred_at, id');

it('makes one partition of the days of a week that is over, without changing an event', async () => {
  const before = await contents();
  expect(await mergeWeeks(connection, LATER)).toEqual([MONDAY, NEXT]);
  expect(await tables()).toEqual([
    { name: 'mail_event_week_20261005' },
    { name: 'mail_event_week_20261012' },
  ]);
  expect(await contents()).toEqual(before);
  expect(before).toHaveLength(7 * 24 * 20);
});

it('puts them in the order of the mailboxes, with the indexes of the table and no more', async () => {
  await mergeWeeks(connection, LATER);
  const [order] = await connection.manager.query<{ isOrdered: boolean }[]>(
    `SELECT bool_and(previous IS NULL OR previous < place) AS "isOrdered" FROM (
       SELECT (domain, local_part, occurred_at, id) AS place,
         lag((domain, local_part, occurred_at, id)) OVER (ORDER BY ctid) AS previous
       FROM logs.mail_event_week_20261005) AS event`,
  );
  expect(order).toEqual({ isOrdered: true });
  const indexes = await connection.manager.query<unknown[]>(
    `SELECT indexrelid::regclass::text AS name, inhparent::regclass::text AS parent
     FROM pg_index LEFT JOIN pg_inherits ON inhrelid = indexrelid
     WHERE indrelid = 'logs.mail_event_week_20261005'::regclass ORDER BY 1`,
  );
  expect(indexes).toEqual([
    { name: 'mail_event_week_20261005_expr_occurred_at_id_idx', parent: 'mail_event_domain_time' },
    { name: 'mail_event_week_20261005_pkey', parent: 'mail_event_pkey' },
  ]);
});

it('leaves a week alone until it has been over for a day', async () => {
  const over = Date.parse(NEXT);
  expect(await mergeWeeks(connection, over + DAY - 1)).toEqual([]);
  expect(await mergeWeeks(connection, over + DAY)).toEqual([MONDAY]);
  expect(await tables()).toEqual([{ name: 'mail_event_20261012' }, { name: 'mail_event_week_20261005' }]);
});

it('makes no day beside its week: what comes later goes into the week', async () => {
  await mergeWeeks(connection, LATER);
  await connection.query(`SELECT logs.make_partitions('{2026-10-07}')`);
  await connection.query(`INSERT INTO logs.mail_event ${at('a3', 100_000)}`);
  expect(await tables()).toHaveLength(2);
  expect(await contents()).toHaveLength(7 * 24 * 20 + 1);
});

it('loses and doubles nothing that is written, changed or deleted meanwhile, and never hides an event', async () => {
  const expected = await statuses();
  const quiet = () =>
    subgraph.database.query<{ count: number }[]>(
      `SELECT count(*)::integer FROM logs.mail_event WHERE local_part = 'a0'`,
    );
  const before = await quiet();
  const merge = { isRunning: true };
  const watching = (async () => {
    while (merge.isRunning) expect(await quiet()).toEqual(before);
  })();
  const writing = (async () => {
    for (let i = 200_000; merge.isRunning; i++) {
      await note(expected, `INSERT INTO logs.mail_event ${at('a3', i)} RETURNING id, status`);
      await note(
        expected,
        `UPDATE logs.mail_event SET status = 'DELIVERED' WHERE local_part = 'a1' AND id = (
           SELECT id FROM logs.mail_event WHERE local_part = 'a1' AND status = 'DEFERRED' LIMIT 1)
         RETURNING id, status`,
      );
      await note(
        expected,
        `DELETE FROM logs.mail_event WHERE local_part = 'a2' AND id = (
           SELECT id FROM logs.mail_event WHERE local_part = 'a2' LIMIT 1)
         RETURNING id, NULL AS status`,
      );
    }
  })();
  expect(await mergeWeeks(connection, LATER)).toEqual([MONDAY, NEXT]);
  merge.isRunning = false;
  await Promise.all([writing, watching]);
  expect(await statuses()).toEqual(expected);
  const happened = [...expected.values()];
  expect(happened.filter((status) => status === 'DELIVERED').length).toBeGreaterThan(0);
});

async function statuses(): Promise<Map<string, string>> {
  const events: { id: string; status: string }[] = await subgraph.database.query(
    'SELECT id, status FROM logs.mail_event',
  );
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  return new Map(events.map(({ id, status }) => [id, status]));
}

/** Runs a statement, and does to a map what it did to the table. */
async function note(expected: Map<string, string>, sql: string): Promise<void> {
  const answer: unknown[] = await subgraph.database.query(sql);
  const changed = (Array.isArray(answer[0]) ? answer[0] : answer) as { id: string; status: string | null }[];
  for (const { id, status } of changed) {
    if (status === null) expected.delete(id);
    else expected.set(id, status);
  }
}

it('begins anew after it was interrupted', async () => {
  const before = await contents();
  await connection.query('ALTER TABLE logs.mail_event ADD CONSTRAINT never CHECK (id IS NULL) NOT VALID');
  await expect(mergeWeeks(connection, LATER)).rejects.toMatchObject({ code: '23514' });
  await connection.query('ALTER TABLE logs.mail_event DROP CONSTRAINT never');
  expect(await contents()).toEqual(before);
  expect(await mergeWeeks(connection, LATER)).toEqual([MONDAY, NEXT]);
  expect(await contents()).toEqual(before);
});

it('gives way to a reader who has the table for long, and tries again', async () => {
  const reader = subgraph.database.createQueryRunner();
  await reader.startTransaction();
  await reader.query('SELECT count(*) FROM logs.mail_event');
  const merging = mergeWeeks(connection, LATER);
  // While the merge waits and gives way, others read on.
  for (let i = 0; i < 30; i++) await subgraph.database.query('SELECT count(*) FROM logs.mail_event');
  await reader.commitTransaction();
  await reader.release();
  expect(await merging).toEqual([MONDAY, NEXT]);
});

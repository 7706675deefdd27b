import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import type { EntityManager, QueryRunner } from 'typeorm';
import { logsSubgraph } from '../../subgraph';
import { dropExpiredDays } from './drop-expired-days';
import { markDirty } from './mark-dirty';
import { refreshDirty } from './refresh-dirty';
import { rollUpClosedHours } from './roll-up';

const NOW = Date.parse('2026-11-25T12:04:59Z');
const MINUTE_MS = 60 * 1000;

let subgraph: TestSubgraph;
let connection: QueryRunner;
let events = 0;

beforeAll(async () => {
  subgraph = await startTestSubgraph(logsSubgraph);
});
afterAll(() => subgraph.stop());

beforeEach(async () => {
  connection = subgraph.database.createQueryRunner();
  await connection.query(`
    TRUNCATE logs.mail_event, logs.mail_day, logs.dirty_hour;
    UPDATE logs.rollup SET closing_to = '-infinity', rolled_up_to = '-infinity';
    SELECT logs.make_partitions('{2026-11-23, 2026-11-24, 2026-11-25}')`);
});
afterEach(() => connection.release());

/** What the ingest does in a transaction. */
async function write(manager: EntityManager, occurredAt: string, localPart = 'anna'): Promise<void> {
  await manager.query(
    `INSERT INTO logs.mail_event
       (id, domain, local_part, direction, occurred_at, status, correspondent, updated_at, recipient, host, history)
     VALUES (lpad($1::text, 32, '0')::uuid, 'example.test', $2, 'SENT', $3, 'DELIVERED', 'Bert@Example.test', now(),
       'x@example.test', 'mx1', '[]')`,
    [++events, localPart, occurredAt],
  );
  await markDirty(manager, [{ domain: 'example.test', localPart, occurredAt: new Date(occurredAt) }]);
}

const days = (): Promise<unknown[]> =>
  connection.manager.query(
    `SELECT local_part AS box, day::text, slots, counts, correspondents FROM logs.mail_day ORDER BY 1, 2`,
  );
const dirty = (): Promise<unknown[]> =>
  connection.manager.query(`SELECT DISTINCT local_part AS box, hour FROM logs.dirty_hour ORDER BY 1, 2`);
async function rolledUpTo(): Promise<unknown> {
  const [row] = await connection.manager.query<{ at: unknown }[]>(
    'SELECT rolled_up_to AS at FROM logs.rollup',
  );
  return row?.at;
}

/** A delivered message that was sent, by hour. */
const sentAt = (hour: number): number => hour * 32;

it('closes an hour five minutes after its end, and not before', async () => {
  await write(connection.manager, '2026-11-25T11:59:59.999Z');
  await write(connection.manager, '2026-11-25T10:00:00.000Z');
  await write(connection.manager, '2026-11-25T12:00:00.000Z');
  await rollUpClosedHours(connection, NOW);
  expect(await rolledUpTo()).toEqual(new Date('2026-11-25T11:00:00Z'));
  const day = { box: 'anna', day: '2026-11-25', correspondents: 'bert@example.test' };
  expect(await days()).toEqual([{ ...day, slots: [sentAt(10)], counts: [1] }]);
  await rollUpClosedHours(connection, NOW + MINUTE_MS);
  expect(await days()).toEqual([{ ...day, slots: [sentAt(10), sentAt(11)], counts: [1, 1] }]);
});

it('begins with the first day of which something is stored, and rolls up one day after the other', async () => {
  await write(connection.manager, '2026-11-23T00:00:00.000Z');
  await write(connection.manager, '2026-11-24T23:59:59.999Z');
  await rollUpClosedHours(connection, NOW);
  expect(await days()).toMatchObject([
    { day: '2026-11-23', slots: [sentAt(0)] },
    { day: '2026-11-24', slots: [sentAt(23)] },
  ]);
});

it('waits for a writer that is under way when an hour is closed, so that its events are in it', async () => {
  const writer = subgraph.database.createQueryRunner();
  await writer.startTransaction();
  await write(writer.manager, '2026-11-25T10:30:00.000Z');
  const rolling = rollUpClosedHours(connection, NOW);
  await waitForSomebodyWhoWaits();
  await writer.commitTransaction();
  await writer.release();
  await rolling;
  expect(await dirty()).toEqual([]);
  expect(await days()).toMatchObject([{ slots: [sentAt(10)], counts: [1] }]);
});

it('lets a writer that comes while an hour is being closed mark it dirty', async () => {
  await rollUpClosedHours(connection, NOW - 60 * MINUTE_MS);
  await connection.query(`UPDATE logs.rollup SET closing_to = '2026-11-25T11:00:00Z'`);
  await write(connection.manager, '2026-11-25T10:30:00.000Z');
  expect(await dirty()).toEqual([{ box: 'anna', hour: new Date('2026-11-25T10:00:00Z') }]);
  // An interrupted closing is finished.
  await rollUpClosedHours(connection, NOW);
  await refreshDirty(connection);
  expect(await dirty()).toEqual([]);
  expect(await days()).toMatchObject([{ slots: [sentAt(10)], counts: [1] }]);
});

it('derives anew what is dirty, of that mailbox only, and forgets a day without events', async () => {
  await write(connection.manager, '2026-11-24T10:00:00.000Z');
  await write(connection.manager, '2026-11-24T10:00:00.000Z', 'bert');
  await write(connection.manager, '2026-11-24T10:00:00.000Z', 'cora');
  await rollUpClosedHours(connection, NOW);
  const [, , cora] = await days();
  await connection.query(`UPDATE logs.mail_day SET counts = '{7}' WHERE local_part = 'cora'`);
  await write(connection.manager, '2026-11-24T10:30:00.000Z');
  await connection.query(`DELETE FROM logs.mail_event WHERE local_part = 'bert'`);
  await markDirty(connection.manager, [
    { domain: 'example.test', localPart: 'bert', occurredAt: new Date('2026-11-24T10:00:00.000Z') },
  ]);
  await refreshDirty(connection);
  expect(await days()).toEqual([
    expect.objectContaining({ box: 'anna', slots: [sentAt(10)], counts: [2] }),
    { ...(cora as object), counts: [7] },
  ]);
  expect(await dirty()).toEqual([]);
});

it('leaves what becomes dirty while it refreshes for the next time', async () => {
  await rollUpClosedHours(connection, NOW);
  const writer = subgraph.database.createQueryRunner();
  await writer.startTransaction();
  await write(writer.manager, '2026-11-24T10:00:00.000Z');
  await write(connection.manager, '2026-11-24T10:10:00.000Z');
  await refreshDirty(connection);
  expect(await days()).toMatchObject([{ counts: [1] }]);
  await writer.commitTransaction();
  await writer.release();
  expect(await dirty()).toHaveLength(1);
  await refreshDirty(connection);
  expect(await days()).toMatchObject([{ counts: [2] }]);
});

it('drops weeks of which no event is stored any more', async () => {
  await connection.query(`SELECT logs.make_partitions('{2026-11-13}')`);
  await write(connection.manager, '2026-11-13T10:00:00.000Z');
  await write(connection.manager, '2026-11-24T10:00:00.000Z');
  await rollUpClosedHours(connection, NOW);
  await dropExpiredDays(connection);
  expect(await days()).toHaveLength(2);
  await connection.query('DROP TABLE logs.mail_event_20261113');
  await dropExpiredDays(connection);
  expect(await days()).toMatchObject([{ day: '2026-11-24' }]);
  expect(await connection.manager.query(`SELECT to_regclass('logs.mail_day_week_20261109') AS week`)).toEqual(
    [{ week: null }],
  );
});

async function waitForSomebodyWhoWaits(): Promise<void> {
  for (let waiting = 0; waiting === 0;) {
    const [row]: { waiting: number }[] = await subgraph.database.query(
      `SELECT count(*)::integer AS waiting FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`,
    );
    waiting = row?.waiting ?? 0;
  }
}

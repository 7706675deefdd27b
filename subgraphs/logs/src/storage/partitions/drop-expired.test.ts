import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import type { QueryRunner } from 'typeorm';
import { DEFAULT_RETENTION_PLANS } from '../../retention/retention-plan';
import { logsSubgraph } from '../../subgraph';
import { dropExpired } from './drop-expired';
import { keepDays } from './keep-days';
import { keepStorable } from './keep-storable';
import { makeAhead } from './make-ahead';
import { listPartitions } from './partition-list';

const NOW = new Date('2026-11-25T06:00:00Z');

let subgraph: TestSubgraph;
let connection: QueryRunner;

beforeAll(async () => {
  subgraph = await startTestSubgraph(logsSubgraph);
});
afterAll(() => subgraph.stop());

beforeEach(async () => {
  connection = subgraph.database.createQueryRunner();
  for (const { name } of await listPartitions(connection)) await connection.query(`DROP TABLE logs.${name}`);
  await connection.query('UPDATE logs.storage SET kept_days = 20');
});
afterEach(() => connection.release());

const names = async (): Promise<string[]> => (await listPartitions(connection)).map(({ name }) => name);

it('drops a partition when its last event is older than what is kept, and not a moment earlier', async () => {
  await connection.query(`SELECT logs.make_partitions('{2026-11-03, 2026-11-04, 2026-11-05, 2026-11-06}')`);
  expect(await dropExpired(connection, NOW.getTime())).toEqual([
    'mail_event_20261103',
    'mail_event_20261104',
  ]);
  expect(await names()).toEqual(['mail_event_20261105', 'mail_event_20261106']);
  expect(await dropExpired(connection, Date.parse('2026-11-25T23:59:59Z'))).toEqual([]);
  expect(await dropExpired(connection, Date.parse('2026-11-26T00:00:00Z'))).toEqual(['mail_event_20261105']);
});

it('keeps for the longest plan that is offered, or that somebody still has', async () => {
  const kept = () => connection.manager.query<unknown[]>('SELECT kept_days FROM logs.storage');
  await keepDays(connection, DEFAULT_RETENTION_PLANS);
  expect(await kept()).toEqual([{ kept_days: 365 }]);
  await keepDays(connection, [{ code: 'FREE', days: 20, monthlyPriceCentimes: 0 }]);
  expect(await kept()).toEqual([{ kept_days: 20 }]);
  await connection.query(`INSERT INTO logs.retention VALUES ('msv_1', 'FORMER', 730, 900)`);
  await keepDays(connection, DEFAULT_RETENTION_PLANS);
  expect(await kept()).toEqual([{ kept_days: 730 }]);
});

it('has the partitions of the next days ready', async () => {
  await makeAhead(connection, NOW.getTime());
  await makeAhead(connection, NOW.getTime());
  expect(await names()).toEqual([
    'mail_event_20261125',
    'mail_event_20261126',
    'mail_event_20261127',
    'mail_event_20261128',
  ]);
});

it('makes partitions for events that are kept, and for no others', async () => {
  const at = (time: string) => ({ occurredAt: new Date(time) });
  const events = ['0001-01-01T00:00:00.000Z', '2026-11-04T23:59:59.999Z', '2026-11-05T00:00:00.000Z']
    .concat(['2026-11-27T06:00:00.000Z', '2026-11-27T06:00:00.001Z', '9999-12-31T23:59:59.999Z'])
    .map(at);
  expect(await keepStorable(connection.manager, events, NOW)).toEqual([
    at('2026-11-05T00:00:00.000Z'),
    at('2026-11-27T06:00:00.000Z'),
  ]);
  expect(await names()).toEqual(['mail_event_20261105', 'mail_event_20261127']);
});

it('lets many writers make the same partition', async () => {
  const many = Array.from({ length: 20 }, () =>
    subgraph.database.query(`SELECT logs.make_partitions('{2026-11-20, 2026-11-21}')`),
  );
  await expect(Promise.all(many)).resolves.toHaveLength(20);
  expect(await names()).toEqual(['mail_event_20261120', 'mail_event_20261121']);
});

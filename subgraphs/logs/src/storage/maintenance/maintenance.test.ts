import { once, EventEmitter } from 'node:events';
import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import pino from 'pino';
import { logsSubgraph } from '../../subgraph';
import { startMaintenance } from './maintenance';
import type { MaintenanceTask } from './maintenance-tasks';

let subgraph: TestSubgraph;
let happened: EventEmitter;

beforeAll(async () => {
  subgraph = await startTestSubgraph(logsSubgraph);
});
afterAll(() => subgraph.stop());
beforeEach(() => {
  happened = new EventEmitter();
});

const log = pino({ level: 'silent' });
const start = (...tasks: MaintenanceTask[]) => startMaintenance({ database: subgraph.database, log }, tasks);
const CUT = `
  SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid()`;
const telling = (name: string): MaintenanceTask => ({
  name,
  run: () => Promise.resolve(happened.emit(name)),
});

it('runs the tasks in order, also behind one that fails', async () => {
  const order: string[] = [];
  for (const name of ['first', 'last']) happened.on(name, () => order.push(name));
  const last = once(happened, 'last');
  const stop = start(
    telling('first'),
    { name: 'broken', run: (connection) => connection.query('SELECT 1 / 0') },
    telling('last'),
  );
  await last;
  await stop();
  expect(order).toEqual(['first', 'last']);
});

it('runs in one instance at a time; the next one takes over when it has ended', async () => {
  const began = once(happened, 'began');
  const stop = start({
    name: 'long',
    run: (connection) => {
      happened.emit('began');
      return connection.query('SET statement_timeout = 0; SELECT pg_sleep(600)');
    },
  });
  await began;
  let ran = false;
  happened.on('other', () => (ran = true));
  const stopOther = start(telling('other'));
  await subgraph.database.query('SELECT pg_sleep(0.3)');
  await stopOther();
  expect(ran).toBe(false);
  // Ends in the middle of a statement of ten minutes.
  await stop();
  const other = once(happened, 'other');
  const stopThird = start(telling('other'));
  await other;
  await stopThird();
});

it.each([
  ['in the middle of a task', true],
  ['between two tasks', false],
])('works again in the round after one that lost its connection (%s)', async (_when, isAtWork) => {
  let rounds = 0;
  const cut: MaintenanceTask = {
    name: 'cut',
    run: async (connection) => {
      rounds += 1;
      if (rounds > 1) return;
      const work = connection.query(
        isAtWork ? 'SET statement_timeout = 0; SELECT pg_sleep(600)' : 'SELECT 1',
      );
      if (!isAtWork) await work;
      await subgraph.database.query(CUT);
      await work;
    },
  };
  const done: MaintenanceTask = {
    name: 'done',
    run: async (connection) => {
      await connection.query('SELECT 1');
      happened.emit('done');
    },
  };
  const isDone = once(happened, 'done');
  const stop = startMaintenance({ database: subgraph.database, log }, [cut, done], 1);
  await isDone;
  await stop();
  expect(rounds).toBeGreaterThan(1);
});

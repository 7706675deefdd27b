import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import pino from 'pino';
import { type JobDefinition, Settings } from '../src';
import { type RunningJobs, startJobs } from '../src/jobs/start-jobs';
import { notesSubgraph } from './notes-subgraph';

let doesTimePass = true;
// What rests until its time is over rests for ever while time stands still.
jest.mock('node:timers/promises', () => {
  const timers = jest.requireActual<typeof import('node:timers/promises')>('node:timers/promises');
  const neverEnding = (_delay: number, _value: unknown, { signal }: { signal?: AbortSignal } = {}) =>
    new Promise((_resolve, reject) => signal?.addEventListener('abort', reject));
  return {
    ...timers,
    setTimeout: (...args: Parameters<typeof neverEnding>) =>
      doesTimePass ? timers.setTimeout(...args) : neverEnding(...args),
  };
});

const done: string[] = [];
const told = new Set<() => void>();
const printing: JobDefinition = {
  name: 'printing',
  work(_run, id) {
    done.push(id);
    for (const tell of told) tell();
    return Promise.resolve();
  },
};
const isDone = (id: string): Promise<void> =>
  new Promise((resolve) => {
    const look = () => {
      if (!done.includes(id)) return;
      told.delete(look);
      resolve();
    };
    told.add(look);
    look();
  });

let subgraph: TestSubgraph;
let jobs: RunningJobs;
beforeAll(async () => {
  subgraph = await startTestSubgraph(notesSubgraph);
  doesTimePass = false;
  jobs = await startJobs([printing], {
    database: subgraph.database,
    schema: 'notes',
    workers: 1,
    settings: new Settings(),
    log: pino({ level: 'silent' }),
  });
});
afterAll(async () => {
  await jobs.stop();
  doesTimePass = true;
  await subgraph.stop();
});

const enqueue = async (ids: readonly string[]): Promise<void> =>
  subgraph.database.transaction(async (transaction) => {
    for (const id of ids) await jobs.queueOf('org_a').enqueue(transaction, printing, id);
  });

it('does jobs as soon as they are committed, one after the other, without a look at the clock', async () => {
  await enqueue(['a0', 'a1', 'a2']);
  await isDone('a2');
  await enqueue(['b0']);
  await isDone('b0');
  expect(done).toEqual(['a0', 'a1', 'a2', 'b0']);
});

it('does a job whose transaction commits as a part of another when all of it is committed', async () => {
  await subgraph.database.transaction(async (outer) => {
    await outer.transaction((inner) => jobs.queueOf('org_a').enqueue(inner, printing, 'c0'));
    expect(done).not.toContain('c0');
  });
  await isDone('c0');
});

it('does nothing of what is rolled back', async () => {
  const failing = subgraph.database.transaction(async (transaction) => {
    await jobs.queueOf('org_a').enqueue(transaction, printing, 'd0');
    throw new Error('It is not to be');
  });
  await expect(failing).rejects.toThrow('It is not to be');
  await enqueue(['d1']);
  await isDone('d1');
  expect(done).not.toContain('d0');
});

import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import PgBoss from 'pg-boss';
import pino from 'pino';
import { type JobDefinition, Settings } from '../src';
import { jobDatabase } from '../src/jobs/job-database';
import { type RunningJobs, startJobs } from '../src/jobs/start-jobs';
import { notesSubgraph } from './notes-subgraph';

const done: string[] = [];
const printing: JobDefinition = {
  name: 'printing',
  work(_run, id) {
    done.push(id);
    return Promise.resolve();
  },
};
const binding: JobDefinition = {
  name: 'binding',
  async work({ jobs, database }, id) {
    if (id.endsWith('again')) return;
    await jobs.enqueue(database.manager, binding, `${id} again`);
  },
};

let subgraph: TestSubgraph;
let jobs: RunningJobs;
/** What a worker of the queue does, a step at a time. */
let boss: PgBoss;
beforeAll(async () => {
  subgraph = await startTestSubgraph(notesSubgraph);
  jobs = await start(0);
  boss = new PgBoss({
    db: jobDatabase(subgraph.database),
    schema: 'notes',
    schedule: false,
    supervise: false,
  });
  await boss.start();
});
afterAll(async () => {
  await boss.stop({ close: false });
  await jobs.stop();
  await subgraph.stop();
});
beforeEach(async () => {
  done.length = 0;
  await subgraph.database.query('DELETE FROM notes.job');
});

const start = (workers: number, definitions = [printing, binding]): Promise<RunningJobs> =>
  startJobs(definitions, {
    database: subgraph.database,
    schema: 'notes',
    workers,
    settings: new Settings(),
    log: pino({ level: 'silent' }),
  });

const enqueue = (tenant: string, ids: readonly string[], startAfter?: Date): Promise<void> =>
  subgraph.database.transaction(async (transaction) => {
    for (const id of ids) await jobs.queueOf(tenant).enqueue(transaction, printing, id, startAfter);
  });

const numbered = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}${i}`);

/** Does the next job. @returns its id */
async function next(): Promise<string> {
  const [job] = await boss.fetch<{ id: string }>('printing');
  if (!job) throw new Error('Nothing waits');
  await boss.complete('printing', job.id);
  return job.data.id;
}

async function nextOnes(count: number): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < count) ids.push(await next());
  return ids;
}

it('does the job of a tenant next or next but one, though another has put in 500 before it', async () => {
  await enqueue('org_a', numbered('a', 500));
  await enqueue('org_b', ['b0']);
  const worker = await start(1, [printing]);
  try {
    while (!done.includes('b0')) await new Promise((resolve) => setTimeout(resolve, 50));
  } finally {
    await worker.stop();
  }
  expect(done.slice(0, 2)).toContain('b0');
  expect(await subgraph.database.query(`SELECT FROM notes.job WHERE state = 'created'`)).toHaveLength(
    501 - done.length,
  );
});

it('takes turns between tenants, each in its own order, whenever they come', async () => {
  await enqueue('org_a', numbered('a', 100));
  expect(await nextOnes(40)).toEqual(numbered('a', 40));
  await enqueue('org_b', numbered('b', 3));
  await enqueue('org_c', ['c0']);
  const order = await nextOnes(9);
  expect(order.slice(0, 3)).toEqual(expect.arrayContaining(['b0', 'c0']));
  expect(order.filter((id) => id.startsWith('b'))).toEqual(['b0', 'b1', 'b2']);
  expect(order.filter((id) => id.startsWith('a'))).toEqual(['a40', 'a41', 'a42', 'a43', 'a44']);
  expect(order.indexOf('b2')).toBeLessThan(7);
});

it('lets nobody wait for ever behind those who send one job at a time', async () => {
  await enqueue('org_a', numbered('a', 20));
  await nextOnes(5);
  await enqueue('org_b', ['b0']);
  await enqueue('org_c', ['c0']);
  const order: string[] = [];
  for (let step = 1; step <= 30; step++) {
    const id = await next();
    order.push(id[0]!);
    // At once the next one.
    if (!id.startsWith('a')) await enqueue(`org_${id[0]!}`, [`${id[0]!}${step}`]);
  }
  const counts = ['a', 'b', 'c'].map((name) => order.filter((other) => other === name).length);
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(2);
});

it('keeps what is put off out of the turns of what is due', async () => {
  const later = new Date(Date.now() + 3_600_000);
  await enqueue('org_a', numbered('later', 50), later);
  await enqueue('org_a', ['a0']);
  await enqueue('org_b', ['b0', 'b1']);
  expect(await nextOnes(3)).toEqual(['a0', 'b0', 'b1']);
  await enqueue('org_b', ['b2'], later);
  await subgraph.database.query(
    `UPDATE notes.job SET start_after = now() - interval '1 second' WHERE state = 'created'`,
  );
  expect(await nextOnes(2)).toEqual(expect.arrayContaining(['later0', 'b2']));
});

it('counts what a job puts into the queue as its tenant’s', async () => {
  await subgraph.database.transaction((transaction) =>
    jobs.queueOf('org_a').enqueue(transaction, binding, 'a0'),
  );
  const worker = await start(1, [binding]);
  try {
    const tenants = () =>
      subgraph.database.query<{ tenant: string }[]>(
        `SELECT data->>'tenant' AS tenant FROM notes.job WHERE data->>'id' = 'a0 again'`,
      );
    while ((await tenants()).length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await tenants()).toEqual([{ tenant: 'org_a' }]);
  } finally {
    await worker.stop();
  }
});

it('does jobs that an earlier version has put into the queue, which named no tenant', async () => {
  await enqueue('org_a', ['a0']);
  await subgraph.database.query(`UPDATE notes.job SET data = '{"id":"a0"}'`);
  await enqueue('org_b', ['b0']);
  expect(await nextOnes(2)).toEqual(['a0', 'b0']);
});

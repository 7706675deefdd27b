import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ANONYMOUS, type Principal } from '@hostgraph/principal';
import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { logsSubgraph } from '../src/subgraph';
import { exportCaller } from './support/export-caller';

const MAIN = join(__dirname, '../src/main.ts');
const EVENTS = 60_000;
const KILLS = 4;

const person: Principal = {
  kind: 'PERSON',
  id: 'usr_1',
  scopes: ['logs:read', 'mail:read'],
  roles: { org_1: 'COLLABORATOR' },
};
const mailbox = {
  id: 'mbx_1',
  addresses: ['anna', 'info'].map((name) => ({
    address: `${name}@example.test`,
    assignedAt: '2020-01-01T00:00:00.000Z',
  })),
  mailService: { id: 'msv_1', organization: { id: 'org_1' } },
  viewerMayViewLogs: true,
};

let subgraph: TestSubgraph;
beforeAll(async () => {
  // It works on no jobs itself: those that do are processes of their own, which can be killed.
  subgraph = await startTestSubgraph(logsSubgraph, { jobWorkers: 0 });
  await subgraph.database.query(
    `SELECT logs.make_partitions(array_agg(day::date)) FROM generate_series(now() - interval '11 days', now(), '1 day') AS day`,
  );
  await subgraph.database.query(
    `INSERT INTO logs.mail_event
       (id, domain, local_part, direction, occurred_at, status, reply, updated_at, recipient, host, history)
     SELECT lpad(i::text, 32, '0')::uuid, 'example.test', (ARRAY['anna', 'info'])[i % 2 + 1], 'SENT',
       date_trunc('second', now()) - interval '10 days' + (i / 2) * interval '28 seconds', 'DELIVERED',
       repeat('x', 400), now(), 'x@partner.test', 'mx1', '[]'
     FROM generate_series(1, $1) AS i`,
    [EVENTS],
  );
});
afterAll(() => subgraph.stop());

async function start(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--conditions=source', '-r', '@swc-node/register', MAIN], {
    env: {
      PATH: process.env['PATH'] ?? '',
      PORT: '0',
      LOGS_DATABASE_URL: subgraph.config.databaseUrl,
      INTERNAL_JWKS: JSON.stringify(subgraph.config.internalJwks),
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  return child;
}

async function written(id: string): Promise<{ status: string; part_count: number }> {
  const [row]: { status: string; part_count: number }[] = await subgraph.database.query(
    'SELECT status, part_count FROM logs.activity_export WHERE id = $1',
    [id],
  );
  return row!;
}

it('ends in one whole file, however often the worker is killed', async () => {
  const caller = exportCaller(subgraph, person);
  const { data } = await caller.start({ idempotencyKey: 'the-only-one', format: 'NDJSON' }, mailbox);
  const { id } = data!.export!;
  let cutShort = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const before = (await written(id)).part_count;
    const worker = await start();
    // Within the writing of a part, or between two.
    while ((await written(id)).part_count === before && (await written(id)).status !== 'COMPLETED') {
      await setTimeout(1);
    }
    await setTimeout(Math.random() * 100);
    const ended = once(worker, 'exit');
    worker.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);
    if ((await written(id)).status !== 'COMPLETED') cutShort++;
    // As if the minute had passed after which an attempt counts as lost.
    await subgraph.database.query(
      `UPDATE logs.job SET started_on = now() - interval '1 hour', retry_delay = 0 WHERE state = 'active'`,
    );
  }
  expect(cutShort).toBeGreaterThan(0);
  const last = await start();
  const finished = await caller.finished(id);
  const ended = once(last, 'exit');
  last.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(finished).toMatchObject({ status: 'COMPLETED', eventCount: EVENTS });

  const { url } = (await caller.download(id, mailbox)).data!.download!;
  const file = await fetch(`${subgraph.url}${url.replace('/downloads/logs/', '/downloads/')}`, {
    headers: { authorization: `Bearer ${subgraph.sign(ANONYMOUS, url.split('/').at(-1)!)}` },
  });
  const lines = (await file.text()).trimEnd().split('\n');
  const ids = lines.map((line) => Number((JSON.parse(line) as { id: string }).id.slice('evt_'.length)));
  expect(ids).toEqual(Array.from({ length: EVENTS }, (_, i) => i + 1));
  const searches: unknown = await subgraph.database.query('SELECT row_count FROM logs.search');
  expect(searches).toEqual([{ row_count: EVENTS }]);
});

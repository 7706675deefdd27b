import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@hostgraph/embedded-postgres';
import { type Demo, prepareDemo, Stack } from '@hostgraph/local';
import { freePorts } from '../../local/test/free-ports';
import { eventually } from '../support/eventually';

const SUBGRAPHS = ['accounts', 'compliance', 'hosting', 'logs', 'mail'] as const;

let folder: string;
/** A server that the system does not start, as in production. */
let postgres: EmbeddedPostgres;
let stack: Stack;
let demo: Demo;
/** What became of the services. */
const reports: string[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostgraph-lost-'));
  postgres = await start(0);
  const { PATH = '', HOME = '' } = process.env;
  const { url } = postgres;
  stack = new Stack({
    directory: join(folder, 'data'),
    ports: await freePorts(),
    launch: 'source',
    databaseUrls: { accounts: url, compliance: url, hosting: url, logs: url, mail: url },
    environment: { PATH, HOME, NODE_ENV: 'production', LIMIT_FACTOR: '1000' },
    report: (line) => reports.push(line),
    onFailure: (error) => reports.push(error.message),
  });
  await stack.start();
  demo = await prepareDemo(stack);
}, 240_000);
afterAll(async () => {
  await stack.stop();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

const start = (port: number): Promise<EmbeddedPostgres> =>
  startEmbeddedPostgres({ directory: join(folder, 'postgres'), port, settings: { fsync: 'off' } });

const endings: Readonly<Record<string, () => Promise<void>>> = {
  'is stopped': () => postgres.stop(),
  'is killed': () => {
    process.kill(postgres.processId, 'SIGKILL');
    return postgres.stop();
  },
};

async function ready(): Promise<[number, unknown]> {
  const answer = await fetch(new URL('/ready', demo.endpoint));
  return [answer.status, await answer.json()];
}

const ask = (query: string, variables: object, accept = 'application/json'): Promise<Response> =>
  fetch(demo.endpoint, {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/json', accept },
      authorization: `Bearer ${demo.tokens.administrator}`,
    },
    body: JSON.stringify({ query, variables }),
  });

/** Which codes the demonstration's query has among its errors. */
async function codesOfDemo(): Promise<string[]> {
  const { errors = [] } = (await (await ask(demo.query, demo.variables)).json()) as {
    errors?: readonly { readonly extensions: { readonly code: string } }[];
  };
  return [...new Set(errors.map(({ extensions }) => extensions.code))];
}

/** Has a mailbox followed, for which logs listens to the database. */
async function follow(): Promise<void> {
  const { body } = await ask(
    'subscription ($id: ID!) { mailActivity(mailboxId: $id) { kind } }',
    { id: demo.variables['mailboxId'] },
    'text/event-stream',
  );
  const reader = body!.getReader();
  const { value } = await reader.read();
  expect(Buffer.from(value!).toString()).toMatch(/event|:/);
  // Whoever listens is to read to the end.
  void (async () => {
    while (!(await reader.read()).done);
  })().catch(() => undefined);
}

describe.each([1, 2])('PostgreSQL, for time %i', () => {
  it.each(Object.entries(endings))(
    '%s, and every program lives, says so, and works again when it is back',
    async (_how, end) => {
      await follow();
      expect(await eventually(ready, ([status]) => status === 200)).toEqual([200, { status: 'ready' }]);
      const before = reports.length;
      await end();
      expect(await eventually(ready, ([status]) => status === 503)).toEqual([
        503,
        { status: 'unavailable', degraded: SUBGRAPHS },
      ]);
      expect(await codesOfDemo()).toEqual(['SERVICE_UNAVAILABLE']);
      // Jobs are looked for every second.
      await sleep(3_000);
      postgres = await start(postgres.port);
      expect(await eventually(ready, ([status]) => status === 200)).toEqual([200, { status: 'ready' }]);
      expect(await eventually(codesOfDemo, (codes) => codes.length === 0)).toEqual([]);
      expect(reports.slice(before)).toEqual([]);
    },
    60_000,
  );
});

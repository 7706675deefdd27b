import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GatewayProcess, startGatewayProcess } from './support/gateway-process';
import { codesOf, send } from './support/graphql-request';
import { composeToyGraph } from './support/toy-graph';
import { startWorld, type World } from './support/world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

function plannersOf(gateway: GatewayProcess): number[] {
  const processes = execFileSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  return processes
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([pid, parent]) => parent === gateway.child.pid && pid !== undefined)
    .map(([pid]) => pid!);
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 50));
}

describe('a document that ends the planner', () => {
  const FEDERATION =
    'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])\n';
  /** router-query-planner 0.0.38, safe_merge.rs:134; graphql-hive/router#1311. */
  const LETHAL = `{ shop { departments {
    ... on Fish { photo { thumbnail(width: 100) } } ... on Reptiles { photo { thumbnail(width: 200) } } } } }`;
  let folder: string;
  let gateway: GatewayProcess;

  beforeAll(async () => {
    const subgraph = (name: string, typeDefs: string) => ({
      // Nothing listens on port 1: what counts is that it is asked.
      url: 'http://127.0.0.1:1/graphql',
      definition: { name, typeDefs: FEDERATION + typeDefs, resolvers: {} },
    });
    const supergraph = composeToyGraph([
      subgraph(
        'shops',
        `type Query { shop: Shop } type Shop { name: String departments: [Department!] }
         union Department = Fish | Reptiles type Fish { photo: Photo } type Reptiles { photo: Photo }
         type Photo @key(fields: "id") { id: ID! }`,
      ),
      subgraph('photos', 'type Photo @key(fields: "id") { id: ID! thumbnail(width: Int): String }'),
    ]);
    folder = await mkdtemp(join(tmpdir(), 'hostgraph-planning-'));
    const file = join(folder, 'supergraph.graphql');
    await writeFile(file, supergraph);
    gateway = await startGatewayProcess({
      ...world.environment,
      SUPERGRAPH_FILE: file,
      ACCOUNTS_URL: world.subgraphs.accounts.url,
    });
  });
  afterAll(async () => {
    await gateway.stop();
    await rm(folder, { recursive: true });
  });

  /** Again and again where there is no planner yet, as who gets SERVICE_UNAVAILABLE does. */
  async function sendPatiently(query: string): Promise<string[]> {
    for (;;) {
      const codes = codesOf(await send(gateway.url, query));
      if (!codes.includes('SERVICE_UNAVAILABLE')) return codes;
    }
  }

  it('is refused with a code, at once when it comes again, and others are answered all the while', async () => {
    const others = Array.from({ length: 20 }, (_, index) =>
      send(gateway.url, `{ shop { a${index}: name } }`),
    );
    expect(await sendPatiently(LETHAL)).toEqual(['UNPLANNABLE_OPERATION']);
    for (const answer of await Promise.all(others)) {
      expect(codesOf(answer)).toEqual(['SERVICE_UNAVAILABLE']);
    }
    await until(() => plannersOf(gateway).length === 2);
    const planners = plannersOf(gateway);
    expect(codesOf(await send(gateway.url, LETHAL))).toEqual(['UNPLANNABLE_OPERATION']);
    expect(plannersOf(gateway)).toEqual(planners);
    expect(gateway.child.exitCode).toBeNull();
    expect(gateway.log.filter((line) => line.includes('safe_merge.rs'))).toHaveLength(1);
  });

  it('ends one planner at a time, however many come at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 4 }, (_, index) => sendPatiently(LETHAL.replace('shop', `s${index}: shop`))),
    );
    expect(new Set(answers.flat())).toEqual(new Set(['UNPLANNABLE_OPERATION']));
    expect(codesOf(await send(gateway.url, '{ shop { name } }'))).toEqual(['SERVICE_UNAVAILABLE']);
  });
});

describe('planning', () => {
  it('goes on when somebody ends its processes', async () => {
    const before = plannersOf(world.gateway);
    expect(before).toHaveLength(2);
    for (const pid of before) process.kill(pid, 'SIGKILL');
    const answer = await send(world.gateway.url, '{ afterwards: events }');
    expect(answer.data).toEqual({ afterwards: ['delivered'] });
    await until(() => plannersOf(world.gateway).length === 2);
  });

  it('is done where the keys of the gateway are not known', () => {
    for (const pid of plannersOf(world.gateway)) {
      const environment = execFileSync('cat', [`/proc/${pid}/environ`], { encoding: 'utf8' });
      expect(environment).not.toContain('INTERNAL_SIGNING_KEY');
    }
  });

  it('ends with the gateway, also when that is killed', async () => {
    const gateway = await startGatewayProcess(world.environment);
    await until(() => plannersOf(gateway).length === 2);
    const planners = plannersOf(gateway);
    gateway.child.kill('SIGKILL');
    await until(() => planners.every((pid) => !isAlive(pid)));
  });

  it('that takes too long is given up', async () => {
    const gateway = await startGatewayProcess({ ...world.environment, PLAN_TIMEOUT_MS: '200' });
    await until(() => plannersOf(gateway).length === 2);
    for (const pid of plannersOf(gateway)) process.kill(pid, 'SIGSTOP');
    expect(codesOf(await send(gateway.url, '{ events }'))).toEqual(['UNPLANNABLE_OPERATION']);
    await gateway.stop();
  });

  it.each([
    ['{ organization(id: "\\ud83d\\ude00") { name } }', '😀'],
    ['{ organization(id: "\\u{1F600}\\u{41}") { name } }', '😀A'],
    ['{ organization(id: 9223372036854775808) { name } }', '9223372036854775808'],
    ['"Says who." query Named { organization(id: """a\n"b""") { name } }', 'a\n"b'],
    ['query ($id: ID = 12345678901234567890) { organization(id: $id) { name } }', '12345678901234567890'],
  ])('understands all that clients may write: %s', async (query, id) => {
    const answer = await send(world.gateway.url, query);
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ organization: { name: `Organization ${id}` } });
  });

  it.each([
    ['query ($w: Boolean! = false) { events @include(if: $w) }', {}, {}],
    ['query ($w: Boolean! = false) { events @include(if: $w) }', { w: true }, { events: ['delivered'] }],
    ['query ($w: Boolean = true) { events @skip(if: $w) }', {}, {}],
    ['{ organization(id: "o") { name @include(if: false) } }', {}, { organization: {} }],
    [
      '{ organization(id: "o") { ... @include(if: true) { name @skip(if: true) } } }',
      {},
      { organization: {} },
    ],
    [
      'query ($w: Boolean!) { a: organization(id: "o") { ... @include(if: $w) { mailboxes { id } } } }',
      { w: false },
      { a: {} },
    ],
    [
      'query ($w: Boolean!) { organization(id: "o") { mailboxes(first: 1) { ...F @skip(if: $w) } } } fragment F on Mailbox { activity }',
      { w: true },
      { organization: { mailboxes: [{}] } },
    ],
    [
      '{ organization(id: "o") { ...F } } fragment F on Organization { name @skip(if: true) }',
      {},
      { organization: {} },
    ],
  ])('asks for an object of which nothing is left: %s %j', async (query, variables, data) => {
    const answer = await send(world.gateway.url, query, { variables });
    expect([answer.status, answer.data]).toEqual([200, data]);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

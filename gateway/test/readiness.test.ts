import { setTimeout as sleep } from 'node:timers/promises';
import { codesOf, send } from './support/graphql-request';
import { startWorld, type World } from './support/world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => {
  world.reset();
});
afterAll(() => world.stop());

type Told = [status: number, body: unknown];

async function ready(): Promise<Told> {
  const answer = await fetch(`${world.gateway.url}/ready`);
  return [answer.status, await answer.json()];
}

/** Asks until the answer is no longer that of a moment ago. */
async function readyWhen(status: number, degraded: readonly string[]): Promise<void> {
  const expected = [
    status,
    { status: status === 200 ? 'ready' : 'unavailable', ...(degraded.length > 0 && { degraded }) },
  ];
  let told = await ready();
  for (let i = 0; i < 50 && JSON.stringify(told) !== JSON.stringify(expected); i++) {
    await sleep(100);
    told = await ready();
  }
  expect(told).toEqual(expected);
}

it('is ready when all subgraphs are', () => readyWhen(200, []));

it('is ready without another subgraph than accounts, which it names, and answers the rest', async () => {
  await world.subgraphs.mail.stop();
  try {
    await readyWhen(200, ['mail']);
    expect((await send(world.gateway.url, '{ events }')).data).toEqual({ events: ['delivered'] });
  } finally {
    await world.subgraphs.mail.restart();
  }
  await readyWhen(200, []);
});

it('is not ready without accounts, as nobody is known then, and is again when it is back', async () => {
  await world.subgraphs.accounts.stop();
  try {
    await readyWhen(503, ['accounts']);
    const headers = { authorization: `Bearer ${world.createKey().text}` };
    expect(codesOf(await send(world.gateway.url, '{ events }', { headers }))).toEqual([
      'SERVICE_UNAVAILABLE',
    ]);
  } finally {
    await world.subgraphs.accounts.restart();
  }
  await readyWhen(200, []);
});

it('is not ready while the database of accounts is away, and tells nobody where that is', async () => {
  // As a subgraph answers then.
  const unavailable: World['subgraphs']['accounts']['fault'] = (_req, res) =>
    res
      .writeHead(503, { 'content-type': 'application/json' })
      .end('{"status":"unavailable","at":"10.0.0.7"}');
  for (const subgraph of Object.values(world.subgraphs)) subgraph.fault = unavailable;
  await readyWhen(503, ['accounts', 'logs', 'mail']);
  world.reset();
  await readyWhen(200, []);
});

it('does not wait for a subgraph that says nothing', async () => {
  world.subgraphs.logs.fault = () => true;
  await readyWhen(200, ['logs']);
});

it('asks a subgraph once for many that want to know', async () => {
  await readyWhen(200, []);
  await sleep(1_100);
  world.reset();
  await Promise.all(Array.from({ length: 100 }, ready));
  expect(world.received()).toBeLessThanOrEqual(2 * Object.keys(world.subgraphs).length);
});

import { writeFile } from 'node:fs/promises';
import { type GatewayProcess, startGatewayProcess } from './support/gateway-process';
import { codesOf, send } from './support/graphql-request';
import { startWorld, type World } from './support/world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

describe('with all subgraphs and the issuer down', () => {
  let gateway: GatewayProcess;
  beforeAll(async () => {
    // Nothing listens on port 1.
    const nowhere = 'http://127.0.0.1:1/graphql';
    gateway = await startGatewayProcess({
      ...world.environment,
      OIDC_ISSUER: 'http://127.0.0.1:1',
      ACCOUNTS_URL: nowhere,
      MAIL_URL: nowhere,
      LOGS_URL: nowhere,
    });
  });
  afterAll(() => gateway.stop());

  it('starts, says that it is not ready, and answers what it can', async () => {
    expect((await fetch(`${gateway.url}/health`)).status).toBe(200);
    expect((await fetch(`${gateway.url}/ready`)).status).toBe(503);
    expect((await send(gateway.url, '{ __schema { queryType { name } } }')).status).toBe(200);
    const answer = await send(gateway.url, '{ events mailboxes { id } }');
    expect(answer.data).toEqual({ events: null, mailboxes: null });
    expect(codesOf(answer)).toEqual(['SERVICE_UNAVAILABLE', 'SERVICE_UNAVAILABLE']);
  });

  it('answers 503 to credentials that nobody can check', async () => {
    const headers = { authorization: `Bearer ${await world.issuer.token()}` };
    const answer = await send(gateway.url, '{ events }', { headers });
    expect([answer.status, codesOf(answer)]).toEqual([503, ['SERVICE_UNAVAILABLE']]);
  });
});

describe('a new supergraph', () => {
  const { log, ok } = {
    log: (text: string) => world.gateway.logged(text),
    ok: async () => (await send(world.gateway.url, '{ events }')).data,
  };

  it.each([
    ['no GraphQL', () => 'type Query {'],
    ['a schema that is no supergraph', () => 'type Query { a: Int }'],
    ['empty', () => ''],
    ['one that names an unknown subgraph', () => world.supergraph.sdl.replace(/LOGS/, 'ELSEWHERE')],
  ])('that is %s is logged, and the old one stays', async (_name, sdl) => {
    const failures = () => world.gateway.log.filter((line) => line.includes('the old one stays')).length;
    const before = failures();
    await writeFile(world.supergraph.file, sdl());
    while (failures() === before) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await ok()).toEqual({ events: ['delivered'] });
    expect((await fetch(`${world.gateway.url}/ready`)).status).toBe(200);
  });

  it('that is good is used without a restart, and no request fails meanwhile', async () => {
    expect((await send(world.gateway.url, '{ history: events }')).errors).toBeUndefined();
    const renamed = world.supergraph.sdl.replace(
      /\bevents: \[String!\]/,
      'events: [String!] @deprecated(reason: "new")',
    );
    expect(renamed).not.toBe(world.supergraph.sdl);
    let failed = 0;
    let running = true as boolean;
    const load = (async () => {
      while (running)
        failed += codesOf(await send(world.gateway.url, '{ events mailboxes { id activity } }')).length;
    })();
    await writeFile(world.supergraph.file, renamed);
    await log('supergraph replaced');
    const { text } = await send(
      world.gateway.url,
      '{ __type(name: "Query") { fields(includeDeprecated: true) { deprecationReason } } }',
    );
    running = false;
    await load;
    expect(text).toContain('"new"');
    expect(failed).toBe(0);
  });
});

import { writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { runGatewayProcess, startGatewayProcess } from './support/gateway-process';
import { send } from './support/graphql-request';
import { startWorld, type World } from './support/world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
beforeEach(() => {
  world.reset();
});

describe('a start that cannot succeed ends with one line and status 1', () => {
  it('a configuration that cannot be used', async () => {
    const { code, stderr } = await runGatewayProcess({ ...world.environment, OIDC_ISSUER: '' });
    expect(stderr).toBe('gateway: OIDC_ISSUER: must be an http or https URL\n');
    expect(code).toBe(1);
  });

  it('a supergraph that cannot be planned with', async () => {
    const file = `${world.supergraph.file}.broken`;
    await writeFile(file, world.supergraph.sdl.replace(/LOGS/, 'ELSEWHERE'));
    const { code, stderr } = await runGatewayProcess({ ...world.environment, SUPERGRAPH_FILE: file });
    expect(stderr).toBe(`gateway: SUPERGRAPH_FILE: ${file} cannot be planned with\n`);
    expect(code).toBe(1);
  });

  it('a busy port', async () => {
    const { port } = new URL(world.gateway.url);
    const { code, stderr } = await runGatewayProcess({ ...world.environment, PORT: port });
    expect(stderr).toBe(`gateway: cannot listen on 127.0.0.1:${port}: the port is already in use\n`);
    expect(code).toBe(1);
  });
});

it('keeps a connection for longer than what stands in front of it does', async () => {
  const { headers } = await fetch(`${world.gateway.url}/health`);
  expect(headers.get('keep-alive')).toBe('timeout=72');
});

describe('SIGTERM', () => {
  it('fails no request of many, of clients that keep their connections', async () => {
    const [first, second] = await Promise.all([
      startGatewayProcess({ ...world.environment, DRAIN_DELAY_MS: '500', LOG_LEVEL: 'info' }),
      startGatewayProcess({ ...world.environment }),
    ]);
    // What a load balancer does: it asks for readiness and sends requests to those that are ready.
    let ready = [first.url, second.url];
    let running = true as boolean;
    const probe = (async () => {
      while (running) {
        const { status } = await fetch(`${first.url}/ready`, { headers: { connection: 'close' } }).catch(
          () => ({ status: 0 }),
        );
        ready = status === 200 ? [first.url, second.url] : [second.url];
        await sleep(25);
      }
    })();
    const agent = new Agent({ connections: 8 });
    let answered = 0;
    const failures: unknown[] = [];
    const client = async () => {
      for (let turn = 0; running; turn++) {
        try {
          const { body } = await request(`${ready[turn % ready.length]!}/graphql`, {
            dispatcher: agent,
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: '{"query":"{ events mailboxes { id activity } }"}',
          });
          const { errors } = (await body.json()) as { errors?: unknown };
          if (errors) failures.push(errors);
          answered += 1;
        } catch (error) {
          failures.push(error);
        }
      }
    };
    const clients = Array.from({ length: 8 }, client);
    while (answered < 300) await sleep(10);
    const exit = once(first.child, 'exit');
    first.child.kill('SIGTERM');
    const [code] = (await exit) as [number];
    const answeredAtExit = answered;
    while (answered < answeredAtExit + 100) await sleep(10);
    running = false;
    await Promise.all([...clients, probe]);
    await Promise.all([agent.close(), second.stop()]);
    expect(failures).toEqual([]);
    expect(code).toBe(0);
  });

  it('says "not ready" first, still answers, then refuses connections', async () => {
    const gateway = await startGatewayProcess({ ...world.environment, DRAIN_DELAY_MS: '400' });
    const exit = once(gateway.child, 'exit');
    gateway.child.kill('SIGTERM');
    await gateway.logged('draining');
    expect((await fetch(`${gateway.url}/ready`)).status).toBe(503);
    expect((await fetch(`${gateway.url}/health`)).status).toBe(200);
    const answer = await send(gateway.url, '{ events }');
    expect(answer.data).toEqual({ events: ['delivered'] });
    expect(answer.headers.get('connection')).toBe('close');
    expect(await exit).toEqual([0, null]);
    await expect(fetch(`${gateway.url}/health`)).rejects.toThrow();
  });

  it('lets a request in flight finish, and does not wait for idle connections', async () => {
    // What waits for it to be over does not end.
    const gateway = await startGatewayProcess({ ...world.environment, SHUTDOWN_TIMEOUT_MS: '3600000' });
    const { hostname, port } = new URL(gateway.url);
    const idle = connect(Number(port), hostname);
    idle.on('error', () => undefined);
    await once(idle, 'connect');
    world.subgraphs.logs.fault = (_req, res) => {
      setTimeout(
        () => res.setHeader('content-type', 'application/json').end('{"data":{"events":["late"]}}'),
        500,
      );
    };
    const answer = send(gateway.url, '{ events }');
    while (world.subgraphs.logs.received.length === 0) await sleep(5);
    const exit = once(gateway.child, 'exit');
    gateway.child.kill('SIGTERM');
    expect((await answer).data).toEqual({ events: ['late'] });
    expect(await exit).toEqual([0, null]);
  });

  it('ends in bounded time, whatever a subgraph does', async () => {
    const gateway = await startGatewayProcess({ ...world.environment, SHUTDOWN_TIMEOUT_MS: '300' });
    world.subgraphs.logs.fault = () => undefined;
    const answer = send(gateway.url, '{ events }').catch(() => 'cut off');
    while (world.subgraphs.logs.received.length === 0) await sleep(5);
    const exit = once(gateway.child, 'exit');
    gateway.child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
    expect(await answer).toBe('cut off');
  });
});

it('answers paths that do not exist with a coded error', async () => {
  const response = await fetch(`${world.gateway.url}/nothing/here`);
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
});

it('logs no address and no query string', async () => {
  await fetch(`${world.gateway.url}/explorer?secret=1`, { headers: { 'user-agent': 'agent-x' } });
  await world.gateway.logged('"path":"/explorer"');
  expect(world.gateway.log.join('\n')).not.toMatch(/secret=1|agent-x|remote/);
});

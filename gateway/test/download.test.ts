import { once } from 'node:events';
import { get, type IncomingMessage, type ServerResponse } from 'node:http';
import { codesOf, readAnswer } from './support/graphql-request';
import { startWorld, type World } from './support/world';

const TOKEN = 'a-secret-token_A1';

let world: World;
beforeAll(async () => {
  world = await startWorld({ LOG_LEVEL: 'debug' });
});
afterAll(() => world.stop());
beforeEach(() => {
  world.reset();
});

const follow = async (path = `/downloads/logs/${TOKEN}`, init?: RequestInit) =>
  fetch(`${world.gateway.url}${path}`, init);

describe('a download link', () => {
  it('passes the file on, as something to save that is kept nowhere', async () => {
    world.subgraphs.logs.fault = (_req, res) => {
      res.writeHead(200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-length': 5,
        'content-disposition': 'attachment; filename="log.csv"',
        'set-cookie': 'internal=1',
        server: 'internal',
      });
      res.end('a,b\r\n');
    };
    const response = await follow();
    expect([response.status, await response.text()]).toEqual([200, 'a,b\r\n']);
    const headers = Object.fromEntries(response.headers);
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-length': '5',
      'content-disposition': 'attachment; filename="log.csv"',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': 'sandbox',
      'x-content-type-options': 'nosniff',
    });
    expect(headers).not.toHaveProperty('set-cookie');
    expect(headers).not.toHaveProperty('server');
  });

  it('is followed in nobody’s name, whatever the client sends with it', async () => {
    let asked: IncomingMessage | undefined;
    world.subgraphs.logs.fault = (req, res) => {
      asked = req;
      res.end('x');
    };
    await follow(undefined, {
      headers: { authorization: 'Bearer mine', 'x-internal-token': 'mine', cookie: 'a=b' },
    });
    expect([asked?.method, asked?.url]).toEqual(['GET', `/downloads/${TOKEN}`]);
    expect(asked?.headers).not.toHaveProperty('cookie');
    expect(asked?.headers).not.toHaveProperty('x-internal-token');
    expect(asked?.headers.authorization).not.toBe('Bearer mine');
    const claims = JSON.parse(
      Buffer.from(asked!.headers.authorization!.split('.')[1]!, 'base64url').toString(),
    ) as object;
    expect(claims).toMatchObject({ kind: 'ANONYMOUS', scopes: [], roles: {} });
  });

  it.each([
    ['leads nowhere', 404, 404, 'NOT_FOUND'],
    ['leads to a service that fails', 500, 503, 'SERVICE_UNAVAILABLE'],
    ['leads to a service that does not take our word', 401, 503, 'SERVICE_UNAVAILABLE'],
  ])('that %s is answered with a code', async (_name, theirs, ours, code) => {
    world.subgraphs.logs.fault = (_req, res) => res.writeHead(theirs).end('secret');
    const answer = await readAnswer(await follow());
    expect([answer.status, codesOf(answer)]).toEqual([ours, [code]]);
    expect(answer.text).not.toContain('secret');
  });

  it.each([
    '/downloads/',
    '/downloads/logs',
    '/downloads/logs/',
    '/downloads/unknown/token',
    '/downloads/constructor/token',
    '/downloads/logs/a/b',
    '/downloads/logs/%2e%2e%2fgraphql',
    `/downloads/logs/${'a'.repeat(201)}`,
  ])('like %s reaches no subgraph', async (path) => {
    const answer = await readAnswer(await follow(path));
    expect([answer.status, codesOf(answer)]).toEqual([404, ['NOT_FOUND']]);
    expect(world.received()).toBe(0);
  });

  it('is only followed, not posted to', async () => {
    const answer = await readAnswer(await follow(undefined, { method: 'POST' }));
    expect([answer.status, world.received()]).toEqual([404, 0]);
  });

  it('breaks off where the file does, so that nobody takes a part for the whole', async () => {
    world.subgraphs.logs.fault = (_req, res) => {
      res.writeHead(200, { 'content-length': 10 }).write('half');
      setTimeout(() => res.destroy(), 50);
    };
    await expect(follow().then((response) => response.text())).rejects.toThrow();
    await world.gateway.logged('a download broke off');
  });

  it('is read as fast as the client takes it, and no further when it goes', async () => {
    const chunk = Buffer.alloc(1_000_000);
    let sent = 0;
    const state = { closed: false };
    world.subgraphs.logs.fault = (_req, res) => {
      res.once('close', () => (state.closed = true));
      const more = () => {
        while (!state.closed && sent < 500 && res.write(chunk)) sent++;
        if (!state.closed && sent < 500) res.once('drain', more);
      };
      more();
    };
    const request = get(`${world.gateway.url}/downloads/logs/${TOKEN}`);
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.pause();
    // Nothing is read: what is sent comes to a stop when the buffers on the way are full.
    let before = -1;
    while (before !== sent) {
      before = sent;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    expect(sent).toBeLessThan(100);
    request.destroy();
    while (!state.closed) await new Promise((resolve) => setTimeout(resolve, 10));
  });

  it('stands in no log, however it is written, nor does an error that quotes it', async () => {
    await follow();
    const { hostname, port } = new URL(world.gateway.url);
    const targets = [
      `//downloads/logs/${TOKEN}`,
      `/downloads//logs/${TOKEN}`,
      `/Downloads/logs/${TOKEN}`,
      `/downloads%2Flogs%2F${TOKEN}`,
      `/%64ownloads/logs/${TOKEN}`,
      `/%2564ownloads/logs/${TOKEN}`,
      `/downloads;v=1/logs/${TOKEN}`,
      `/./downloads/logs/${TOKEN}`,
      `/hosting/downloads/logs/${TOKEN}`,
      `/graphql/downloads/logs/${TOKEN}`,
      `http://api.example.test/downloads/logs/${TOKEN}`,
      `http://api.example.test//downloads/logs/${TOKEN}`,
      `/logs/${TOKEN}`,
      `/${TOKEN}`,
      TOKEN,
    ];
    for (const path of targets) {
      const request = get({ hostname, port, path, headers: { referer: path, 'x-original-uri': path } });
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      response.resume();
    }
    // The gateway warns of these, with what undici says.
    for (const fault of [
      (res: ServerResponse) => res.destroy(),
      (res: ServerResponse) => res.writeHead(500).end(TOKEN),
      (res: ServerResponse) => res.writeHead(302, { location: `/downloads/${TOKEN}` }).end(),
    ]) {
      world.subgraphs.logs.fault = (_req, res) => fault(res);
      await follow();
    }
    await world.subgraphs.logs.stop();
    await follow();
    await world.subgraphs.logs.restart();
    world.subgraphs.logs.fault = undefined;
    await follow(`/downloads/logs/${TOKEN}?${TOKEN}`);
    await follow(`/downloads/${TOKEN}`);
    await world.gateway.logged('"path":"/downloads/…"');
    await follow('/health');
    await world.gateway.logged('"path":"/health"');
    expect(world.gateway.log.join('\n')).not.toContain(TOKEN);
  });
});

import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { Connections } from './connections';

let server: Server;
let origin: string;
/** What has arrived, by path; the test answers. */
const arrived = new Map<string, ServerResponse>();
beforeAll(async () => {
  server = createServer((req, res) => arrived.set(req.url!, res)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const never = new AbortController().signal;
const TIMED_OUT = new Error('the deadline');

async function arrival(path: string): Promise<ServerResponse> {
  for (;;) {
    const res = arrived.get(path);
    if (res) return res;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function connections(atOnce: number, waiting: number) {
  const all = new Connections({ atOnce, waiting, timeoutMs: 60_000 });
  return {
    get: async (path: string, signal = never) => {
      const { body } = await all.request(origin, signal, () => ({ path, method: 'GET' }));
      return body.text();
    },
    all,
  };
}

it('answers what waits for a connection in time, and never sends it', async () => {
  const { get, all } = connections(1, 10);
  const held = get('/held');
  const deadline = new AbortController();
  const queued = get('/queued', deadline.signal);
  await arrival('/held');
  deadline.abort(TIMED_OUT);
  await expect(queued).rejects.toBe(TIMED_OUT);
  // Its turn would have come now.
  (await arrival('/held')).end('yes');
  expect(await held).toBe('yes');
  const next = get('/next');
  (await arrival('/next')).end('also');
  expect(await next).toBe('also');
  expect(arrived.has('/queued')).toBe(false);
  await all.close();
});

it('gives a connection on when an answer was called off, broke or was read', async () => {
  const { get, all } = connections(1, 10);
  const calledOff = new AbortController();
  const [off, broken, read, last] = [
    get('/off', calledOff.signal),
    get('/broken'),
    get('/read'),
    get('/last'),
  ];
  await arrival('/off');
  calledOff.abort(TIMED_OUT);
  await expect(off).rejects.toBe(TIMED_OUT);
  (await arrival('/broken')).destroy();
  await expect(broken).rejects.toThrow();
  (await arrival('/read')).end('read');
  expect(await read).toBe('read');
  (await arrival('/last')).end('last');
  expect(await last).toBe('last');
  await all.close();
});

it('refuses at once what is too much to wait', async () => {
  const { get, all } = connections(1, 1);
  const answered = [get('/one'), get('/two')];
  await expect(get('/three')).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  (await arrival('/one')).end('1');
  (await arrival('/two')).end('2');
  expect(await Promise.all(answered)).toEqual(['1', '2']);
  await all.close();
});

it('answers in time also while a connection comes about, which undici would wait for', async () => {
  const silent = createTcpServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { all } = connections(1, 0);
  const deadline = new AbortController();
  const place = `https://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const asked = all.request(place, deadline.signal, () => ({ path: '/', method: 'GET' }));
  const [socket] = (await once(silent, 'connection')) as [Socket];
  deadline.abort(TIMED_OUT);
  await expect(asked).rejects.toBe(TIMED_OUT);
  socket.destroy();
  await all.close();
  silent.close();
});

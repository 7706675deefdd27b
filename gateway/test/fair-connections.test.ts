import { once } from 'node:events';
import { get, type IncomingMessage, type ServerResponse } from 'node:http';
import { codesOf, type GraphqlAnswer, send } from './support/graphql-request';
import { startWorld, type World } from './support/world';

const EVERYTHING = '{ viewer { id } events mailboxes { id activity } }';
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

/** What is left unread, as by a slow client; whatever nobody holds is closed when memory is tidied up. */
const unread: unknown[] = [];

/** Opens streams as many clients would. */
async function subscribe(world: World, credential: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(`${world.gateway.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${credential}`,
    },
    body: JSON.stringify({ query: 'subscription { mailActivity }' }),
    signal,
  });
  const reader = response.body!.getReader();
  unread.push(reader);
  const decoder = new TextDecoder();
  let text = '';
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    text += decoder.decode(next.value, { stream: true });
    const [, code = 'OPEN'] = /"code":"(\w+)"/.exec(text) ?? [];
    if (text.includes('data: {')) return code;
  }
  throw new Error(`It ended: ${text}`);
}

/** Follows a mailbox for ever. */
function stream(res: ServerResponse): true {
  res.writeHead(200, { 'content-type': 'text/event-stream' });
  res.write('event: next\ndata: {"data":{"mailActivity":"WATCHING"}}\n\n');
  return true;
}

function isAnswered(answer: GraphqlAnswer) {
  expect(answer.errors).toBeUndefined();
  expect(answer.data).toMatchObject({ events: ['delivered'], mailboxes: [{ id: 'mbx_1' }, { id: 'mbx_2' }] });
}

async function openFourteenTimesTen(world: World, signal: AbortSignal): Promise<string[]> {
  world.subgraphs.logs.fault = (req, res) => req.headers.accept === 'text/event-stream' && stream(res);
  const keys = Array.from({ length: 14 }, () => world.createKey({ organization: 'org_eve' }).text);
  return Promise.all(keys.flatMap((key) => Array.from({ length: 10 }, () => subscribe(world, key, signal))));
}

describe('streams of one organization', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  it('are limited, and open again when others have ended; everybody else is answered', async () => {
    const gone = new AbortController();
    const opened = await openFourteenTimesTen(world, gone.signal);
    expect(opened.filter((code) => code === 'OPEN')).toHaveLength(100);
    expect(opened.filter((code) => code === 'TOO_MANY_STREAMS')).toHaveLength(40);
    const other = world.createKey({ organization: 'org_other' }).text;
    isAnswered(await send(world.gateway.url, EVERYTHING, { headers: { authorization: `Bearer ${other}` } }));
    const stop = new AbortController();
    expect(await subscribe(world, other, stop.signal)).toBe('OPEN');
    gone.abort();
    const again = async () =>
      subscribe(world, world.createKey({ organization: 'org_eve' }).text, stop.signal);
    while ((await again()) !== 'OPEN') await settled();
    stop.abort();
  });

  it('are not counted for ever when the client accepts no stream', async () => {
    world.reset();
    world.subgraphs.logs.fault = (req, res) => req.headers.accept === 'text/event-stream' && stream(res);
    const headers = { authorization: `Bearer ${world.createKey({ organization: 'org_json' }).text}` };
    for (let i = 0; i < 15; i++) {
      const answer = await send(world.gateway.url, 'subscription { mailActivity }', { headers });
      expect([answer.status, codesOf(answer)]).toEqual([406, ['NOT_ACCEPTABLE']]);
      while (world.subgraphs.logs.received.some(({ aborted }) => !aborted)) await settled();
    }
  });
});

describe('as many streams as there are connections for queries, and more', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ STREAMS_PER_ORGANIZATION: '1000' });
  });
  afterAll(() => world.stop());

  it('leave these alone', async () => {
    const gone = new AbortController();
    const opened = await openFourteenTimesTen(world, gone.signal);
    expect(opened).toEqual(Array(140).fill('OPEN'));
    isAnswered(await send(world.gateway.url, EVERYTHING));
    gone.abort();
  });

  it.each([
    ['one link', () => 'x'.repeat(43), 2],
    ['a link each', (i: number) => String(i).padStart(43, 'x'), 128],
  ])('so do 135 slow readers of a file by %s', async (_name, tokenOf, served) => {
    world.reset();
    world.subgraphs.logs.fault = (req, res) => {
      if (!req.url!.startsWith('/downloads/')) return false;
      // More of it than the readers take.
      res.writeHead(200, { 'content-length': 41_000_000 }).write(Buffer.alloc(65_536));
      return true;
    };
    const statuses = await Promise.all(
      Array.from({ length: 135 }, async (_, i) => {
        const request = get(`${world.gateway.url}/downloads/logs/${tokenOf(i)}`, { agent: false });
        request.on('error', () => undefined);
        const [response] = (await once(request, 'response')) as [IncomingMessage];
        response.on('error', () => undefined);
        response.pause();
        return { status: response.statusCode, request };
      }),
    );
    isAnswered(await send(world.gateway.url, EVERYTHING));
    expect(statuses.filter(({ status }) => status === 200)).toHaveLength(served);
    const refusal = served === 2 ? 429 : 503;
    expect(statuses.filter(({ status }) => status === refusal)).toHaveLength(135 - served);
    for (const { request } of statuses) request.destroy();
    while (world.subgraphs.logs.received.some(({ aborted, query }) => !query && !aborted)) await settled();
  });
});

describe('when all connections for queries are busy', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({
      SUBGRAPH_CONNECTIONS: '2',
      SUBGRAPH_TIMEOUT_MS: '1500',
      DOWNLOAD_PATIENCE_MS: '300',
    });
  });
  afterAll(() => world.stop());

  it('as many wait as can be answered, until their deadline, and all others are told at once', async () => {
    world.subgraphs.logs.fault = () => true;
    const asked = Array.from({ length: 14 }, () => send(world.gateway.url, '{ events }'));
    const codes = (await Promise.all(asked)).map((answer) => codesOf(answer).join());
    expect(codes.filter((code) => code === 'GATEWAY_TIMEOUT')).toHaveLength(2 + 2 * 4);
    expect(codes.filter((code) => code === 'SERVICE_UNAVAILABLE')).toHaveLength(4);
    world.reset();
    expect((await send(world.gateway.url, '{ events }')).data).toEqual({ events: ['delivered'] });
  });

  it('a download that nobody reads is broken off', async () => {
    const chunk = Buffer.alloc(1_000_000);
    const closed = new Promise<void>((resolve) => {
      world.subgraphs.logs.fault = (_req, res) => {
        res.once('close', resolve);
        const more = () => {
          while (!res.destroyed && res.write(chunk));
          res.once('drain', more);
        };
        more();
        return true;
      };
    });
    const request = get(`${world.gateway.url}/downloads/logs/${'y'.repeat(43)}`);
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.pause();
    response.on('error', () => undefined);
    await closed;
    await world.gateway.logged('read too slowly');
    request.destroy();
  });
});

import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { codesOf, readAnswer } from './support/graphql-request';
import { startWorld, type World } from './support/world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
beforeEach(() => {
  world.reset();
});

const RESPONSE_TYPE = 'application/graphql-response+json';
const post = async (query: string, accept: string) =>
  fetch(`${world.gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify({ query }),
  });

describe('GraphQL over HTTP', () => {
  it.each([
    [RESPONSE_TYPE, '{ events }', 200],
    [RESPONSE_TYPE, '{', 400],
    [RESPONSE_TYPE, '{ nope }', 400],
    ['application/json', '{ events }', 200],
    // A client that knows application/json only could not tell a proxy's 400 from ours.
    ['application/json', '{', 200],
    ['application/json', '{ nope }', 200],
  ])('to %s answers %s with status %i', async (accept, query, status) => {
    const response = await post(query, accept);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe(`${accept}; charset=utf-8`);
    expect((await readAnswer(response)).errors === undefined).toBe(query === '{ events }');
  });

  it('answers a partial result with status 200 in both', async () => {
    world.subgraphs.logs.fault = (_req, res) => res.writeHead(500).end();
    for (const accept of [RESPONSE_TYPE, 'application/json']) {
      const answer = await readAnswer(await post('{ events viewer { kind } }', accept));
      expect([answer.status, codesOf(answer)]).toEqual([200, ['SERVICE_UNAVAILABLE']]);
    }
  });

  it('may be called from any web page, which then has to bring its own token', async () => {
    const response = await fetch(`${world.gateway.url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://webmail.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
    expect(response.status).toBe(204);
    expect(['*', 'https://webmail.example']).toContain(response.headers.get('access-control-allow-origin'));
    expect(response.headers.get('access-control-allow-headers')).toContain('authorization');
    expect(response.headers.get('access-control-allow-credentials')).not.toBe('true');
  });
});

describe('subscriptions', () => {
  const subscribe = async (signal?: AbortSignal) =>
    fetch(`${world.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: 'subscription { mailActivity }' }),
      ...(signal && { signal }),
    });
  const event = (value: string) => `event: next\ndata: {"data":{"mailActivity":"${value}"}}\n\n`;

  it('pass events on as they come', async () => {
    world.subgraphs.logs.fault = (_req, res) => {
      res.writeHead(200, { 'content-type': 'text/event-stream' }).write(`:\n\n${event('one')}`);
      setTimeout(() => res.end(`${event('two')}event: complete\ndata:\n\n`), 50);
    };
    const text = await (await subscribe()).text();
    expect([...text.matchAll(/"mailActivity":"(\w+)"/g)].map(([, value]) => value)).toEqual(['one', 'two']);
    expect(text).toContain('event: complete');
  });

  it('end upstream when the client has gone', async () => {
    world.subgraphs.logs.fault = (_req, res) => {
      res.writeHead(200, { 'content-type': 'text/event-stream' }).write(event('one'));
    };
    const client = new AbortController();
    const response = await subscribe(client.signal);
    await response.body!.getReader().read();
    client.abort();
    while (!world.subgraphs.logs.received[0]!.aborted) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  it('say with a code that the stream broke off', async () => {
    world.subgraphs.logs.fault = (_req, res) => {
      res.writeHead(200, { 'content-type': 'text/event-stream' }).write(event('one'));
      setTimeout(() => res.destroy(), 50);
    };
    const text = await (await subscribe()).text();
    expect(text).toContain('"mailActivity":"one"');
    expect(text).toContain('SERVICE_UNAVAILABLE');
    expect(text).not.toMatch(/127\.0\.0\.1|terminated|UND_ERR/);
  });

  it('say with a code that there is no stream', async () => {
    const text = await (await subscribe()).text();
    expect(text).toMatch(/SERVICE_UNAVAILABLE|INTERNAL_SERVER_ERROR/);
  });
});

it.each(['[', 'a b', 'a:b:c'])('answers the malformed host %j with a code', async (host) => {
  const sent = request(`${world.gateway.url}/graphql?query={__typename}`, {
    headers: { host, 'graphql-require-preflight': 'true' },
  }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  response.resume();
  expect(response.statusCode).toBe(400);
});

/** Sends what no HTTP library would, and returns what comes until the connection is closed. */
async function raw(lines: readonly string[], body = ''): Promise<string> {
  const { hostname, port } = new URL(world.gateway.url);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', (data) => (answer += data.toString()));
  socket.write(
    `${[...lines, 'connection: close', `content-length: ${body.length}`].join('\r\n')}\r\n\r\n${body}`,
  );
  await once(socket, 'close');
  return answer;
}
const BODY = '{"query":"{ events }"}';
const JSON_TYPE = 'content-type: application/json';

it.each<[string, string[]]>([
  ['hosts', ['host: api.example.test', 'Host: api.example.test', JSON_TYPE]],
  ['hosts of different spelling', ['host: a', 'HOST: b', JSON_TYPE]],
  ['credentials', ['host: a', 'authorization: Bearer a', 'Authorization: Bearer b', JSON_TYPE]],
  ['media types', ['host: a', JSON_TYPE, 'content-type: text/plain']],
])('refuses a request with two %s, with a code', async (_name, headers) => {
  const answer = await raw(['POST /graphql HTTP/1.1', ...headers], BODY);
  expect(answer).toMatch(/^HTTP\/1.1 400 /);
  expect(answer).toContain('"code":"BAD_REQUEST"');
  expect(world.received()).toBe(0);
});

it.each(['http://api.example.test/graphql', 'HTTPS://api.example.test:8443/graphql'])(
  'takes the target %s for what it means, whatever the header Host says',
  async (target) => {
    const answer = await raw([`POST ${target} HTTP/1.1`, 'host: [', JSON_TYPE], BODY);
    expect(answer).toMatch(/^HTTP\/1.1 200 /);
    expect(answer).toContain('{"data":{"events":["delivered"]}');
  },
);

it('answers an absolute target that is none with a code', async () => {
  const answer = await raw(['POST http://[/graphql HTTP/1.1', 'host: a', JSON_TYPE], BODY);
  expect(answer).toMatch(/^HTTP\/1.1 400 /);
});

it.each([
  ['a query', '{ events }', 'text/html'],
  ['a mutation', 'mutation { forgetEvents }', 'image/png'],
  ['what is no document', '{', 'application/xml'],
])(
  'says in JSON that %s cannot be answered in a media type that the client accepts',
  async (_name, query, accept) => {
    const response = await post(query, accept);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const answer = await readAnswer(response);
    expect([answer.status, codesOf(answer)]).toEqual([406, ['NOT_ACCEPTABLE']]);
    expect(answer.errors![0]!.extensions.requestId).toBe(answer.headers.get('x-request-id'));
  },
);

it('takes no notice of clients that go while they send', async () => {
  const { hostname, port } = new URL(world.gateway.url);
  for (let i = 0; i < 5; i++) {
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: a\r\n${JSON_TYPE}\r\ncontent-length: 1000\r\n\r\n{"query":"`,
    );
    await sleep(50);
    socket.destroy();
  }
  expect((await readAnswer(await post('{ events }', 'application/json'))).status).toBe(200);
  const went = () => world.gateway.log.filter((line) => line.includes('"path":"/graphql"')).length;
  while (went() < 6) await sleep(20);
  expect(world.gateway.log.filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
});

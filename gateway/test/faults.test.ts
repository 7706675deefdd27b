import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { codesOf, send } from './support/graphql-request';
import { startWorld, type World } from './support/world';

let world: World;
beforeAll(async () => {
  world = await startWorld({ SUBGRAPH_TIMEOUT_MS: '400' });
});
afterAll(() => world.stop());
beforeEach(() => {
  world.reset();
});

type Fault = (req: IncomingMessage, res: ServerResponse) => void;

const answerWith =
  (status: number, contentType: string, body: string): Fault =>
  (_req, res) => {
    res.writeHead(status, { 'content-type': contentType }).end(body);
  };

const FAULTS: [name: string, code: string, fault: Fault][] = [
  [
    'status 500',
    'SERVICE_UNAVAILABLE',
    answerWith(500, 'application/json', '{"errors":[{"message":"at /srv/logs.js:1"}]}'),
  ],
  [
    'that it does not trust the gateway',
    'SERVICE_UNAVAILABLE',
    answerWith(
      401,
      'application/json',
      '{"errors":[{"message":"x","extensions":{"code":"UNAUTHENTICATED"}}]}',
    ),
  ],
  ['status 503 from a proxy', 'SERVICE_UNAVAILABLE', answerWith(503, 'text/html', '<h1>nginx</h1>')],
  ['HTML with status 200', 'SERVICE_UNAVAILABLE', answerWith(200, 'text/html', '<html>login</html>')],
  ['broken JSON', 'SERVICE_UNAVAILABLE', answerWith(200, 'application/json', '{"data":{"ev')],
  ['a JSON list', 'SERVICE_UNAVAILABLE', answerWith(200, 'application/json', '[]')],
  ['JSON that is no response', 'SERVICE_UNAVAILABLE', answerWith(200, 'application/json', '{"status":"ok"}')],
  ['data of the wrong type', 'SERVICE_UNAVAILABLE', answerWith(200, 'application/json', '{"data":"yes"}')],
  [
    'errors of the wrong type',
    'SERVICE_UNAVAILABLE',
    answerWith(200, 'application/json', '{"errors":"yes"}'),
  ],
  ['a connection that breaks', 'SERVICE_UNAVAILABLE', (_req, res) => res.destroy()],
  [
    'an answer that breaks off',
    'SERVICE_UNAVAILABLE',
    (_req, res) => {
      res.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 }).write('{"data"');
      setTimeout(() => res.destroy(), 20);
    },
  ],
  ['no answer', 'GATEWAY_TIMEOUT', () => undefined],
  [
    'an answer that trickles',
    'GATEWAY_TIMEOUT',
    (_req, res) => {
      res.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => res.write(' '), 50);
      res.once('close', () => {
        clearInterval(timer);
      });
    },
  ],
];

describe('a subgraph that answers with', () => {
  it.each(FAULTS)('%s', async (_name, code, fault) => {
    world.subgraphs.logs.fault = fault;
    const answer = await send(world.gateway.url, '{ viewer { kind } events mailboxes { id activity } }');
    expect(answer.status).toBe(200);
    expect(answer.data).toEqual({
      viewer: { kind: 'ANONYMOUS' },
      events: null,
      mailboxes: [
        { id: 'mbx_1', activity: null },
        { id: 'mbx_2', activity: null },
      ],
    });
    const errors = answer.errors!.map(({ path, extensions }) => [path, extensions.code]);
    expect(errors).toContainEqual([['events'], code]);
    expect(errors).toContainEqual([['mailboxes'], code]);
    expect(errors).toHaveLength(2);
    expectNoLeak(answer.text);
  });

  it('a refused connection', async () => {
    await world.subgraphs.logs.stop();
    const answer = await send(world.gateway.url, '{ viewer { kind } events renamed: events }');
    await world.subgraphs.logs.restart();
    expect(answer.data).toEqual({ viewer: { kind: 'ANONYMOUS' }, events: null, renamed: null });
    expect(answer.errors!.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['events'], 'SERVICE_UNAVAILABLE'],
      [['renamed'], 'SERVICE_UNAVAILABLE'],
    ]);
    expectNoLeak(answer.text);
    expect((await send(world.gateway.url, '{ events }')).data).toEqual({ events: ['delivered'] });
  });
});

describe('errors of a subgraph', () => {
  it('keep code, message and path, and lose everything else', async () => {
    const answer = await send(world.gateway.url, '{ again: secret viewer { kind } }');
    expect(answer.errors).toEqual([
      {
        message: 'Your role does not allow this.',
        path: ['again'],
        extensions: { code: 'FORBIDDEN', requestId: answer.headers.get('x-request-id') },
      },
    ]);
  });

  it('without a code are masked, with the cause in the log under the request id', async () => {
    const answer = await send(world.gateway.url, '{ crash viewer { kind } }');
    expect(answer.data).toEqual({ crash: null, viewer: { kind: 'ANONYMOUS' } });
    expect(answer.errors).toEqual([
      {
        message: 'Internal server error',
        path: ['crash'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: answer.headers.get('x-request-id') },
      },
    ]);
    await world.gateway.logged('SELECT * FROM mailbox');
    const line = world.gateway.log.find(
      (text) => text.includes('internal error') && text.includes(answer.headers.get('x-request-id')!),
    );
    expect(line).toContain('SELECT * FROM mailbox');
  });

  it.each(['GRAPHQL_VALIDATION_FAILED', 'INTERNAL_SERVER_ERROR', 'lower-case'])(
    'that are about our own machinery (%s) are masked',
    async (code) => {
      world.subgraphs.logs.fault = answerWith(
        200,
        'application/json',
        JSON.stringify({
          data: null,
          errors: [{ message: 'Unknown field Query.x at http://logs:4003', extensions: { code } }],
        }),
      );
      const answer = await send(world.gateway.url, '{ events viewer { kind } }');
      expect(answer.errors).toEqual([
        {
          message: 'Internal server error',
          path: ['events'],
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: expect.any(String) as string },
        },
      ]);
    },
  );
});

describe('sending again', () => {
  /** Breaks the first connection, then answers. */
  const breakOnce = (): Fault => {
    let isFirst = true;
    return (_req, res) => {
      if (isFirst) res.destroy();
      else
        res
          .setHeader('content-type', 'application/json')
          .end('{"data":{"events":["late"],"renameMailbox":{"id":"1"}}}');
      isFirst = false;
    };
  };

  it('happens once for a query', async () => {
    world.subgraphs.logs.fault = breakOnce();
    expect((await send(world.gateway.url, '{ events }')).data).toEqual({ events: ['late'] });
    world.reset();
    world.subgraphs.logs.fault = (_req, res) => res.destroy();
    expect(codesOf(await send(world.gateway.url, '{ events }'))).toEqual(['SERVICE_UNAVAILABLE']);
    expect(world.subgraphs.logs.received).toHaveLength(2);
  });

  it('never happens for a mutation', async () => {
    world.subgraphs.mail.fault = breakOnce();
    const answer = await send(world.gateway.url, 'mutation { renameMailbox(id: "1", address: "x") { id } }');
    expect(codesOf(answer)).toEqual(['SERVICE_UNAVAILABLE']);
    expect(world.subgraphs.mail.received).toHaveLength(1);
  });

  it('does not happen after a timeout', async () => {
    world.subgraphs.logs.fault = () => undefined;
    expect(codesOf(await send(world.gateway.url, '{ events }'))).toEqual(['GATEWAY_TIMEOUT']);
    expect(world.subgraphs.logs.received).toHaveLength(1);
  });
});

describe('calling off', () => {
  it('ends the upstream request when the client has gone', async () => {
    world.subgraphs.logs.fault = () => undefined;
    const client = new AbortController();
    const request = send(world.gateway.url, '{ events }', { signal: client.signal }).catch(() => 'gone');
    while (world.subgraphs.logs.received.length === 0) await sleep(5);
    client.abort();
    expect(await request).toBe('gone');
    while (!world.subgraphs.logs.received[0]!.aborted) await sleep(5);
  });

  it('ends the upstream request at the deadline', async () => {
    world.subgraphs.logs.fault = () => undefined;
    expect(codesOf(await send(world.gateway.url, '{ events }'))).toEqual(['GATEWAY_TIMEOUT']);
    while (!world.subgraphs.logs.received[0]!.aborted) await sleep(5);
  });
});

it('never logs credentials or variables', async () => {
  const token = await world.issuer.token();
  await send(world.gateway.url, 'query ($id: ID!) { mailbox(id: $id) { id } crash events }', {
    variables: { id: 'a-private-value' },
    headers: { authorization: `Bearer ${token}` },
  });
  const log = world.gateway.log.join('\n');
  expect(log).not.toContain('a-private-value');
  expect(log).not.toContain(token.slice(0, 30));
  expect(log).not.toMatch(/bearer/i);
});

function expectNoLeak(text: string): void {
  expect(text).not.toMatch(
    /https?:|127\.0\.0\.1|localhost|ECONN|undici|\.[jt]s:|stack|serviceName|nginx|status/i,
  );
}

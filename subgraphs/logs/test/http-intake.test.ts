import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { formatApiKey } from '@hostgraph/api-key-format';
import { DEMO_LOG_FILES } from '@hostgraph/demo-data';
import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { Follower } from '../src/ingest/follow/follower';
import { HttpIntake } from '../src/ingest/http-intake/http-intake';
import { createSenderCheck } from '../src/ingest/http-intake/sender-check';
import { ingestFiles } from '../src/ingest/ingest-files';
import { logsSubgraph } from '../src/subgraph';
import { end, eventRows, sourceRows } from './network';

const keyNamed = (name: string): string =>
  formatApiKey({ mode: 'live', keyId: name.padEnd(16, '0'), secret: 's'.repeat(43) });
const SHIPPER = keyNamed('shipper');
const SECOND = keyNamed('second');
const CUSTOMER = keyNamed('customer');
const SOURCE = 'http:shipper000000000';
const NDJSON = 'application/x-ndjson';
const ARRIVAL =
  '2026-11-23T10:00:00Z mx1 postfix/submission/smtpd[1]: ABCDEF1: client=a[192.0.2.7], sasl_method=PLAIN, sasl_username=anna@example.test';
const SENT =
  '2026-11-23T10:00:01Z mx1 postfix/smtp[4]: ABCDEF1: to=<x@remote.test>, relay=none, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)';

let subgraph: TestSubgraph;
/** Stands in for the gateway, which is another service: tells whose keys these are. */
let gateway: Server;
let gatewayAnswers: (authorization: string | undefined) => { status: number; body: string };
let questions: number;
let url: string;
let follower: Follower;

beforeAll(async () => {
  subgraph = await startTestSubgraph(logsSubgraph);
  gateway = createServer((req, res) => {
    questions += 1;
    req.resume();
    const { status, body } = gatewayAnswers(req.headers.authorization);
    res.writeHead(status, { 'content-type': 'application/json' }).end(body);
  }).listen(0, '127.0.0.1');
  await once(gateway, 'listening');
});
afterAll(async () => {
  gateway.close();
  await subgraph.stop();
});

let running: Promise<void>;
beforeEach(async () => {
  await subgraph.database.query(
    'TRUNCATE logs.mail_event, logs.ingest_source, logs.ingest_open_state, logs.ingest_dead_letter, logs.ingest_body',
  );
  questions = 0;
  gatewayAnswers = tellScopes;
  await open();
});
afterEach(() => shut());

function tellScopes(authorization: string | undefined) {
  const scopes = new Map([
    [`Bearer ${SHIPPER}`, ['LOGS_INGEST']],
    [`Bearer ${SECOND}`, ['LOGS_INGEST', 'LOGS_READ']],
    [`Bearer ${CUSTOMER}`, ['LOGS_READ', 'MAIL_READ']],
  ]).get(authorization ?? '');
  return scopes === undefined
    ? { status: 401, body: '{"errors":[{"message":"no","extensions":{"code":"UNAUTHENTICATED"}}]}' }
    : { status: 200, body: JSON.stringify({ data: { viewer: { scopes } } }) };
}

async function open(files: string[] = []): Promise<void> {
  const { port } = gateway.address() as AddressInfo;
  follower = await Follower.open(subgraph.database, files, { timeZone: 'UTC', report: fail });
  const intake = await HttpIntake.listen({
    address: { host: '127.0.0.1', port: 0 },
    timeZone: 'UTC',
    checkSender: createSenderCheck(new URL(`http://127.0.0.1:${port}/graphql`)),
    ring: () => {
      follower.doorbell.ring();
    },
    report: fail,
  });
  follower.add(intake);
  ({ url } = intake);
  running = follower.run();
}

const shut = (): Promise<void> => end(follower, running);

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: { errors?: { extensions: { code: string } }[] };
}

async function post(
  body: string | Buffer,
  {
    type = NDJSON,
    key = SHIPPER,
    headers = {},
  }: { type?: string; key?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': type, authorization: `Bearer ${key}`, ...headers },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    body: (await response.json()) as Answer['body'],
  };
}

const codeOf = ({ status, body }: Answer): [number, string | undefined] => [
  status,
  body.errors?.[0]?.extensions.code,
];
const stored = (lines: number, unparsable = 0, repeated = false) => ({
  status: 200,
  retryAfter: null,
  body: { lines, unparsable, repeated },
});
const ndjson = (...values: unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');

function fail(message: string): never {
  throw new Error(message);
}

describe('a body', () => {
  it('is stored when it is answered, in pieces of any size, with what files say of the same messages', async () => {
    const [postfix = '', dovecot = ''] = await Promise.all(
      DEMO_LOG_FILES.map((path) => readFile(path, 'utf8')),
    );
    await ingestFiles(subgraph.database, [...DEMO_LOG_FILES], { timeZone: 'UTC' });
    const clean = await eventRows(subgraph.database);
    await subgraph.database.query('TRUNCATE logs.mail_event');
    await shut();
    const directory = await mkdtemp(join(tmpdir(), 'hostgraph-http-'));
    const file = join(directory, 'dovecot.log');
    await writeFile(file, dovecot);
    await open([file]);
    const lines = postfix.trimEnd().split('\n');
    for (let start = 0; start < lines.length; start += 37) {
      const piece = lines
        .slice(start, start + 37)
        .map((message) => ({ message, host: 'shipper', file: 'mail.log' }));
      expect(await post(ndjson(...piece))).toEqual(stored(piece.length));
    }
    expect(await sourceRows(subgraph.database)).toContainEqual({
      path: SOURCE,
      lines: lines.length,
      unparsable: 0,
    });
    await shut();
    expect(await eventRows(subgraph.database)).toEqual(clean);
    await open();
    await rm(directory, { recursive: true });
  });

  it('that is sent again changes nothing, at once, later, compressed, or after a restart', async () => {
    const first = ndjson({ message: ARRIVAL });
    const second = ndjson({ message: SENT });
    expect(await Promise.all([post(first), post(first), post(first)])).toEqual(
      expect.arrayContaining([stored(1), stored(0, 0, true), stored(0, 0, true)]),
    );
    expect(await post(second)).toEqual(stored(1));
    await shut();
    const rows = await eventRows(subgraph.database);
    expect(rows).toHaveLength(1);
    await open();
    // The half of a message that has been closed would be another message by itself.
    expect(await post(second)).toEqual(stored(0, 0, true));
    expect(await post(gzipSync(second), { headers: { 'content-encoding': 'gzip' } })).toEqual(
      stored(0, 0, true),
    );
    await shut();
    expect(await eventRows(subgraph.database)).toEqual(rows);
    await open();
    // Another sender may have the same lines, of its own.
    expect(await post(second, { key: SECOND })).toEqual(stored(1));
  });

  it('is forgotten after a day', async () => {
    await subgraph.database.query(
      `INSERT INTO logs.ingest_body SELECT 'http:old', sha256(n::text::bytea), now() - n * interval '1 hour'
       FROM generate_series(1, 48) AS n`,
    );
    await post(ndjson({ message: ARRIVAL }));
    const rows: unknown = await subgraph.database.query(
      'SELECT sender, count(*)::integer FROM logs.ingest_body GROUP BY sender ORDER BY sender',
    );
    expect(rows).toEqual([
      { sender: 'http:old', count: 23 },
      { sender: SOURCE, count: 1 },
    ]);
  });

  it('that is malformed as a whole stores nothing; a bad line among good ones is a dead letter', async () => {
    const good = ndjson({ message: ARRIVAL }, { message: SENT });
    const gzip = { 'content-encoding': 'gzip' };
    for (const [body, headers, type] of [
      [gzipSync(good).subarray(0, 40), gzip, NDJSON],
      [good, gzip, NDJSON],
      [`[${JSON.stringify({ message: ARRIVAL })}`, {}, 'application/json'],
      [`MESSAGE=${ARRIVAL}\nMESSAGE`, {}, 'application/vnd.fdo.journal'],
    ] as const)
      expect(codeOf(await post(body, { headers, type }))).toEqual([400, 'MALFORMED_BODY']);
    expect(await eventRows(subgraph.database)).toEqual([]);
    expect(await sourceRows(subgraph.database)).toEqual([]);
    const mixed = `{"message": 1}\nnull\n{"a"\n\n${'x'.repeat(100_000)}\n${good}${ndjson({ other: SENT })}`;
    expect(await post(mixed)).toEqual(stored(8, 5));
    const kept: { text: string | null }[] = await subgraph.database.query(
      'SELECT text FROM logs.ingest_dead_letter ORDER BY id',
    );
    expect(kept.map(({ text }) => text?.slice(0, 20) ?? null)).toEqual([
      '1',
      'null',
      '{"a"',
      null,
      '{"other":"2026-11-23',
    ]);
  });
});

describe('bounds', () => {
  it('are told before the body is read, and hold for what is inflated', async () => {
    const zeros = Buffer.alloc(17 * 1024 * 1024);
    expect(codeOf(await post(gzipSync(zeros), { headers: { 'content-encoding': 'gzip' } }))).toEqual([
      413,
      'PAYLOAD_TOO_LARGE',
    ]);
    const announced = request(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${SHIPPER}`, 'content-type': NDJSON, 'content-length': 1e12 },
    });
    announced.flushHeaders();
    const [response] = (await once(announced, 'response')) as [{ statusCode: number }];
    expect(response.statusCode).toBe(413);
    announced.destroy();
    expect(await post(ndjson({ message: ARRIVAL }))).toEqual(stored(1));
  });

  it('on what is waiting make senders come back, and room is given back', async () => {
    await shut();
    follower = await Follower.open(subgraph.database, [], { timeZone: 'UTC', report: fail });
    const intake = await HttpIntake.listen({
      address: { host: '127.0.0.1', port: 0 },
      timeZone: 'UTC',
      checkSender: () => Promise.resolve('shipper000000000'),
      ring: () => undefined,
      report: fail,
    });
    follower.add(intake);
    ({ url } = intake);
    // Nobody reads for the moment, so all of it waits.
    const large = (name: string) => post(`${name}${' '.repeat(15 * 1024 * 1024)}`);
    const answers = ['a', 'b', 'c', 'd', 'e'].map(large);
    const busy = await Promise.race(answers);
    expect([codeOf(busy), busy.retryAfter]).toEqual([[503, 'SERVICE_UNAVAILABLE'], '2']);
    running = follower.run();
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([200, 200, 200, 200, 503]);
    expect(await large('f')).toMatchObject({ status: 200 });
  });

  it('on a client that hangs up half way: nothing is stored, nothing is held', async () => {
    const { hostname, port, pathname } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST ${pathname} HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${SHIPPER}\r\ncontent-type: ${NDJSON}\r\n` +
        `content-length: 1000\r\n\r\n${ndjson({ message: ARRIVAL })}`,
    );
    await once(socket, 'connect');
    while (questions === 0) await new Promise(setImmediate);
    socket.destroy();
    expect(await post(ndjson({ message: SENT }))).toEqual(stored(1));
    expect(await sourceRows(subgraph.database)).toEqual([{ path: SOURCE, lines: 1, unparsable: 0 }]);
  });
});

describe('who may send', () => {
  const body = ndjson({ message: ARRIVAL });

  it('is whoever has a key with the scope, which is asked for once in a while', async () => {
    for (let index = 0; index < 5; index++) await post(ndjson({ message: ARRIVAL, index }));
    expect(questions).toBe(1);
    expect(codeOf(await post(body, { key: CUSTOMER }))).toEqual([403, 'FORBIDDEN']);
  });

  it('is told the same for every key that does not count, and mistyped ones are nobody’s business', async () => {
    const answers = [];
    const wrong = SHIPPER.replace('live', 'test');
    for (const key of [keyNamed('unknown'), `${SHIPPER}x`, wrong, '', 'eyJh.eyJz.c2ln'])
      answers.push(await post(body, { key }));
    answers.push(await post(body, { headers: { authorization: `Basic ${SHIPPER}` } }));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(codeOf(answers[0]!)).toEqual([401, 'UNAUTHENTICATED']);
    expect(questions).toBe(1);
  });

  it.each([
    ['is down', () => ({ status: 502, body: '<html>' })],
    ['says something else', () => ({ status: 200, body: '{"data":{"viewer":null}}' })],
    [
      'fails',
      () => ({
        status: 503,
        body: '{"errors":[{"message":"x","extensions":{"code":"SERVICE_UNAVAILABLE"}}]}',
      }),
    ],
  ])('cannot be told while the gateway %s: the sender is to come back', async (_name, answer) => {
    gatewayAnswers = answer;
    const answered = await post(body);
    expect([codeOf(answered), answered.retryAfter]).toEqual([[503, 'SERVICE_UNAVAILABLE'], '2']);
    gatewayAnswers = tellScopes;
    expect(await post(body)).toEqual(stored(1));
  });

  it('leaves no key and no secret in the database', async () => {
    await post(body);
    await post(body, { key: CUSTOMER });
    for (const table of [
      'ingest_source',
      'ingest_body',
      'ingest_dead_letter',
      'ingest_open_state',
      'mail_event',
    ]) {
      const rows: { row: string }[] = await subgraph.database.query(
        `SELECT t::text AS row FROM logs.${table} t`,
      );
      for (const { row } of rows) expect(row).not.toMatch(/sssss/);
    }
  });
});

it.each([
  ['another path', 'POST', '/', NDJSON, undefined, 404, 'NOT_FOUND'],
  ['another method', 'PUT', '/logs', NDJSON, undefined, 404, 'NOT_FOUND'],
  ['no media type', 'POST', '/logs', '', undefined, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['another media type', 'POST', '/logs', 'image/png', undefined, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['another encoding', 'POST', '/logs', NDJSON, 'br', 415, 'UNSUPPORTED_MEDIA_TYPE'],
])('refuses %s with a code', async (_name, method, path, type, encoding, status, code) => {
  const response = await fetch(new URL(path, url), {
    method,
    headers: {
      authorization: `Bearer ${SHIPPER}`,
      ...(type !== '' && { 'content-type': type }),
      ...(encoding !== undefined && { 'content-encoding': encoding }),
    },
    body: new TextEncoder().encode(ndjson({ message: ARRIVAL })),
  });
  expect([response.status, await response.json()]).toMatchObject([
    status,
    { errors: [{ extensions: { code } }] },
  ]);
});

it('tells probes that it lives', async () => {
  for (const path of ['/health', '/ready']) expect((await fetch(new URL(path, url))).status).toBe(200);
});

it('remembers a body by its SHA-256', async () => {
  const body = ndjson({ message: ARRIVAL });
  await post(body);
  const rows: { digest: Buffer }[] = await subgraph.database.query('SELECT digest FROM logs.ingest_body');
  expect(rows.map(({ digest }) => digest.toString('hex'))).toEqual([
    createHash('sha256').update(body).digest('hex'),
  ]);
});

import { connect } from 'node:net';
import { getIntrospectionQuery } from 'graphql';
import { codesOf, readAnswer, send } from './support/graphql-request';
import { startWorld, type World } from './support/world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
beforeEach(() => {
  world.reset();
});

const post = (body: BodyInit, headers: Record<string, string>) =>
  fetch(`${world.gateway.url}/graphql`, { method: 'POST', body, headers });
const json = { 'content-type': 'application/json' };
const times = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => part(i)).join(' ');

describe('operations that are too large', () => {
  const doublingFragments = `{ ...F0 } ${times(30, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} fragment F30 on Query { events }`;
  const circularTypes = `{ __schema { types { ${'fields { type { '.repeat(5)} name ${'} }'.repeat(5)} } } }`;

  it.each([
    ['101 aliases', `{ ${times(101, (i) => `a${i}: events`)} }`, 'TOO_MANY_ALIASES'],
    ['500 duplicate fields', `{ ${times(500, () => 'events')} }`, 'TOO_MANY_FIELDS'],
    ['one level too deep', deepQuery(13), 'QUERY_TOO_DEEP'],
    ['depth hidden in fragments', deepFragments(14), 'QUERY_TOO_DEEP'],
    ['2³⁰ fields in doubling fragments', doublingFragments, 'TOO_MANY_FIELDS'],
    [
      'circular fragments',
      '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['1000 directives', `{ events ${times(900, () => '@include(if: true)')} }`, 'TOO_MANY_TOKENS'],
    ['60 directives', `{ events ${times(60, () => '@include(if: true)')} }`, 'TOO_MANY_DIRECTIVES'],
    [
      '101 lists in lists',
      `{ organization(id: ${'['.repeat(101)}${']'.repeat(101)}) { id } }`,
      'QUERY_TOO_DEEP',
    ],
    [
      '900 lists in lists',
      `{ organization(id: ${'['.repeat(900)}${']'.repeat(900)}) { id } }`,
      'QUERY_TOO_DEEP',
    ],
    ['10,000 lists in lists', `{ organization(id: ${'['.repeat(10_000)}) { id } }`, 'QUERY_TOO_DEEP'],
    ['2001 tokens', `{ ${times(2000, () => 'events')} }`, 'TOO_MANY_TOKENS'],
    ['circular introspection', circularTypes, 'INTROSPECTION_TOO_DEEP'],
    [
      'circular introspection of one type',
      `{ __type(name: "Query") { ${'fields { type { '.repeat(5)} name ${'} }'.repeat(5)} } }`,
      'INTROSPECTION_TOO_DEEP',
    ],
    [
      'introspection that hides data',
      '{ __schema { queryType { name } } events }',
      'INTROSPECTION_WITH_DATA',
    ],
  ])('%s', async (_attack, query, code) => {
    const answer = await send(world.gateway.url, query, {
      headers: { authorization: `Bearer ${await world.issuer.token()}` },
    });
    expect([answer.status, codesOf(answer)]).toEqual([400, [code]]);
    expect(world.received()).toBe(0);
  });

  it('allows what is just within the limits', async () => {
    const queries = [
      deepQuery(12),
      `{ ${times(50, (i) => `a${i}: events`)} }`,
      getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true, specifiedByUrl: true }),
    ];
    for (const query of queries) expect(codesOf(await send(world.gateway.url, query))).toEqual([]);
  });

  it('does not multiply lists that are selected again and again', async () => {
    const single = '{ events mailboxes { id address activity } }';
    const repeated = `{ ${times(60, () => 'events mailboxes { id } mailboxes { address activity }')} }`;
    const [once, many] = [await send(world.gateway.url, single), await send(world.gateway.url, repeated)];
    expect(many.data).toEqual(once.data);
  });
});

describe('fields that a request can hold once', () => {
  const one = (name: string) => `${name}: sortMailbox(id: "${name}") { id }`;

  it.each([
    ['under aliases', `mutation { ${one('a')} ${one('b')} }`],
    ['with another subgraph between them', `mutation { ${one('a')} forgetEvents ${one('b')} }`],
    [
      'in fragments',
      `mutation { ...A ...B } fragment A on Mutation { ${one('a')} } fragment B on Mutation { ${one('b')} }`,
    ],
    ['in what is skipped', `mutation { ${one('a')} ... @include(if: false) { ${one('b')} } }`],
  ])('are refused as one request: %s', async (_name, query) => {
    const answer = await send(world.gateway.url, query);
    expect([answer.status, codesOf(answer)]).toEqual([400, ['ONE_PER_REQUEST']]);
    expect(world.received()).toBe(0);
  });

  it('are refused in an array of operations, as any is', async () => {
    const operations = ['a', 'b'].map((name) => ({ query: `mutation { ${one(name)} }` }));
    const answer = await readAnswer(await post(JSON.stringify(operations), json));
    expect([answer.status, codesOf(answer)]).toEqual([400, ['BAD_REQUEST']]);
    expect(world.received()).toBe(0);
  });

  it('are answered once, beside others', async () => {
    const query = `mutation { ${one('a')} forgetEvents renameMailbox(id: "b", address: "b") { id } }`;
    const { data } = await send(world.gateway.url, query);
    expect(data).toEqual({ a: { id: 'a' }, forgetEvents: true, renameMailbox: { id: 'b' } });
  });
});

describe('secrets', () => {
  const mutation = 'mutation ($input: SetPasswordInput!) { setPassword(input: $input) }';

  it('are handed on as variables', async () => {
    const variables = { input: { id: 'a', password: 'hunter2' } };
    expect((await send(world.gateway.url, mutation, { variables })).data).toEqual({ setPassword: true });
    const nested = 'mutation ($p: Secret!) { setPassword(input: { id: "a", password: $p }) }';
    const { data } = await send(world.gateway.url, nested, { variables: { p: 'hunter2' } });
    expect(data).toEqual({ setPassword: true });
  });

  it('are refused in a document, and never repeated', async () => {
    const answer = await send(
      world.gateway.url,
      'mutation { setPassword(input: { id: "a", password: "hunter2" }) }',
    );
    expect(codesOf(answer)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(answer.errors?.[0]?.message).toMatch(/accepted as a variable only/);
    expect(JSON.stringify(answer)).not.toContain('hunter2');
    const preset = 'mutation ($p: Secret! = "hunter2") { setPassword(input: { id: "a", password: $p }) }';
    expect(codesOf(await send(world.gateway.url, preset))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(world.received()).toBe(0);
  });

  it('are not repeated when something beside them is wrong', async () => {
    const answer = await send(world.gateway.url, mutation, { variables: { input: { password: 'hunter2' } } });
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    expect(JSON.stringify(answer)).not.toContain('hunter2');
  });
});

describe('bodies', () => {
  const padded = JSON.stringify({ query: `{ events }${' '.repeat(1_000_000)}` });

  it('refuses 1 MB of white space before it parses anything', async () => {
    const answer = await readAnswer(await post(padded, json));
    expect([answer.status, codesOf(answer)]).toEqual([413, ['PAYLOAD_TOO_LARGE']]);
    expect(world.received()).toBe(0);
  });

  it('stops reading a body whose length nobody stated', async () => {
    const { hostname, port } = new URL(world.gateway.url);
    const socket = connect(Number(port), hostname);
    let sent = 0;
    let answer = '';
    socket.write(
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n',
    );
    const chunk = `2000\r\n${' '.repeat(0x2000)}\r\n`;
    const timer = setInterval(() => {
      if (socket.writable) sent += socket.write(chunk) ? chunk.length : 0;
    }, 1);
    socket.on('data', (data) => (answer += data.toString()));
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.once('close', resolve));
    clearInterval(timer);
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect(answer).toContain('PAYLOAD_TOO_LARGE');
    expect(sent).toBeLessThan(2_000_000);
  });

  it.each([
    ['an array of operations', JSON.stringify(Array(10).fill({ query: '{ events }' }))],
    ['no JSON', '{'],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0x22])],
    ['a number', '1'],
    ['null', 'null'],
    ['no query', '{}'],
    ['variables that are none', '{"query":"{ events }","variables":"x"}'],
  ])('refuses %s', async (_name, body) => {
    const answer = await readAnswer(await post(body, json));
    expect([answer.status, codesOf(answer)]).toEqual([400, ['BAD_REQUEST']]);
    expect(world.received()).toBe(0);
  });

  it('survives variables nested 200000 deep', async () => {
    const body = `{"query":"query ($id: ID!) { mailbox(id: $id) { id } }","variables":{"id":${'['.repeat(200_000)}${']'.repeat(200_000)}}}`;
    const answer = await readAnswer(await post(body, json));
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    expect(world.received()).toBe(0);
  });
});

describe('requests that another site could make a browser send', () => {
  const query = encodeURIComponent('{ events }');
  const mutation = encodeURIComponent('mutation { renameMailbox(id: "1", address: "x") { id } }');
  const get = (search: string, headers: Record<string, string> = {}) =>
    fetch(`${world.gateway.url}/graphql?query=${search}`, { headers });

  it.each([
    'application/x-www-form-urlencoded',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/jsonx',
  ])('refuses a POST as %s', async (contentType) => {
    const answer = await readAnswer(await post('{"query":"{ events }"}', { 'content-type': contentType }));
    expect([answer.status, codesOf(answer)]).toEqual([400, ['CSRF_PREVENTED']]);
    expect(world.received()).toBe(0);
  });

  it('refuses a GET without a preflight header, and answers one with it', async () => {
    const refused = await readAnswer(await get(query));
    expect([refused.status, codesOf(refused)]).toEqual([400, ['CSRF_PREVENTED']]);
    expect(world.received()).toBe(0);
    const answered = await readAnswer(await get(query, { 'graphql-require-preflight': '1' }));
    expect(answered.data).toEqual({ events: ['delivered'] });
  });

  it('refuses a mutation by GET', async () => {
    const answer = await readAnswer(await get(mutation, { 'graphql-require-preflight': '1' }));
    expect([answer.status, codesOf(answer)]).toEqual([405, ['BAD_REQUEST']]);
    expect(world.received()).toBe(0);
  });

  it('refuses other methods, and text that a header let through', async () => {
    const put = await fetch(`${world.gateway.url}/graphql`, { method: 'PUT', headers: json, body: '{}' });
    expect(put.status).toBe(405);
    const text = await readAnswer(
      await post('{"query":"{ events }"}', {
        'content-type': 'text/plain',
        'graphql-require-preflight': '1',
      }),
    );
    expect([text.status, codesOf(text)]).toEqual([415, ['UNSUPPORTED_MEDIA_TYPE']]);
  });
});

describe('headers that a client forges', () => {
  it('reach no subgraph', async () => {
    const forged = {
      'x-forwarded-for': '10.0.0.1',
      'x-user-id': 'root',
      'x-internal-principal': 'root',
      cookie: 'session=1',
      forwarded: 'for=10.0.0.1',
      'x-anything': 'else',
    };
    const { data } = await send(world.gateway.url, '{ viewer { kind } }', { headers: forged });
    expect(data).toEqual({ viewer: { kind: 'ANONYMOUS' } });
    expect(world.subgraphs.accounts.received).toHaveLength(1);
    const names = Object.keys(world.subgraphs.accounts.received[0]!.headers).sort();
    expect(names).toEqual([
      'accept',
      'authorization',
      'connection',
      'content-length',
      'content-type',
      'host',
      'x-request-id',
    ]);
  });

  it('cannot pass an internal token: only credentials for clients count', async () => {
    await send(world.gateway.url, '{ viewer { kind } }');
    const internalToken = world.subgraphs.accounts.received[0]!.headers.authorization!;
    const answer = await send(world.gateway.url, '{ viewer { kind } }', {
      headers: { authorization: internalToken },
    });
    expect(answer.status).toBe(401);
  });

  it('keeps a safe request id and replaces any other', async () => {
    const idOf = async (header: string) => {
      world.reset();
      const answer = await send(world.gateway.url, '{ secret }', { headers: { 'x-request-id': header } });
      const id = answer.headers.get('x-request-id');
      expect(answer.errors![0]!.extensions.requestId).toBe(id);
      expect(world.subgraphs.accounts.received[0]!.headers['x-request-id']).toBe(id);
      return id;
    };
    expect(await idOf('my-request_0001')).toBe('my-request_0001');
    for (const unsafe of [
      'x',
      'a b c d e f',
      '<script>alert(1)</script>',
      'x'.repeat(65),
      '${jndi:ldap://x}',
    ]) {
      expect(await idOf(unsafe)).toMatch(/^[0-9a-f-]{36}$/);
    }
  });
});

it('hides the fields that only the gateway itself may ask for', async () => {
  const answer = await send(world.gateway.url, '{ principalOfApiKey(keyId: "a", secret: "b") { id } }');
  expect(codesOf(answer)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  const types = await send(world.gateway.url, '{ __schema { types { name } } }');
  expect(types.text).not.toMatch(/"Principal|join__|link__/);
});

/** As many fields, each within the one before. */
function deepQuery(depth: number): string {
  const parents = depth - 2;
  return `{ organization(id: "1") { ${'parent { '.repeat(parents)} id ${'} '.repeat(parents)} } }`;
}

function deepFragments(count: number): string {
  const fragments = times(count, (i) => `fragment F${i} on Organization { parent { ...F${i + 1} } }`);
  return `{ organization(id: "1") { ...F0 } } ${fragments} fragment F${count} on Organization { id }`;
}

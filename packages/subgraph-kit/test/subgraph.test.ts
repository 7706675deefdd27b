import { createPrincipalSigner, type Principal } from '@hostgraph/principal';
import { StartupError } from '@hostgraph/service';
import { codes, startTestSubgraph, type TestAnswer, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { exportJWK, generateKeyPair } from 'jose';
import { startSubgraph } from '../src';
import { notesSubgraph } from './notes-subgraph';

interface Note {
  readonly id: string;
  readonly plainText: string;
}
interface Folder {
  readonly notes: { nodes: Note[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}

const reader: Principal = { kind: 'PERSON', id: 'usr_1', scopes: ['notes:read', 'search:read'], roles: {} };

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await startTestSubgraph(notesSubgraph);
});

afterAll(() => subgraph.stop());

const body = JSON.stringify({ query: '{ broken }' });
async function send(token: string, headers: Record<string, string> = {}, sent = body) {
  const response = await fetch(`${subgraph.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    body: sent,
  });
  return [response.status, codes((await response.json()) as TestAnswer<unknown>)];
}
const REFUSED = [401, ['UNAUTHENTICATED']];

it('refuses whoever is not the gateway, also with a forged token', async () => {
  const unsigned = await subgraph.ask(undefined, '{ broken }');
  expect([unsigned.status, codes(unsigned)]).toEqual(REFUSED);
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const forge = createPrincipalSigner(await exportJWK(privateKey), 60);
  expect(await send(forge(reader, { audience: 'notes', requestId: '', content: body }))).toEqual(REFUSED);
});

it('takes a genuine token for the request that it was signed for, and for no other', async () => {
  const token = subgraph.sign(reader, body);
  expect(await send(token)).toEqual([200, ['INTERNAL_SERVER_ERROR']]);
  expect(await send(token, { 'x-request-id': 'chosen-by-somebody' })).toEqual(REFUSED);
  expect(await send(token, {}, `${body} `)).toEqual(REFUSED);
  expect(await send(token, { accept: 'text/event-stream' }, `${body} `)).toEqual(REFUSED);
  const entities = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Note { id } } }';
  const representations = JSON.stringify({
    query: entities,
    variables: { r: [{ __typename: 'Note', id: 'n1' }] },
  });
  expect(await send(token, {}, representations)).toEqual(REFUSED);
  const asQuery = `${subgraph.url}/graphql?query=${encodeURIComponent('{ broken }')}`;
  const read = await fetch(asQuery, { headers: { authorization: `Bearer ${subgraph.sign(reader, '')}` } });
  expect(read.status).toBe(404);
});

it('takes no token that was signed for another subgraph', async () => {
  const other = await startSubgraph({ ...notesSubgraph, name: 'letters', migrations: [] }, subgraph.config);
  try {
    const response = await fetch(`${other.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${subgraph.sign(reader, body)}` },
      body,
    });
    expect(response.status).toBe(401);
  } finally {
    await other.stop();
  }
});

it('serves two files of one owner at once, to the gateway alone, and those of others beside them', async () => {
  const endless = async function* () {
    for (;;) yield await Promise.resolve(Buffer.alloc(1_000_000));
  };
  const file = { fileName: 'f', mediaType: 'text/plain', byteLength: 1e12 };
  const server = await startSubgraph(
    {
      ...notesSubgraph,
      downloads: (_database, token) => Promise.resolve({ ...file, owner: token[0]!, content: endless() }),
    },
    subgraph.config,
  );
  const gone = new AbortController();
  const status = async (token: string, signed = token) => {
    const authorization = `Bearer ${subgraph.sign(reader, signed)}`;
    const url = `${server.url}/downloads/${token}`;
    return (await fetch(url, { headers: { authorization }, signal: gone.signal })).status;
  };
  try {
    expect(await status('a1', 'a2')).toBe(401);
    expect([await status('a1'), await status('a2'), await status('a3')]).toEqual([200, 200, 429]);
    expect(await status('b1')).toBe(200);
    gone.abort();
    const again = async () => {
      const authorization = `Bearer ${subgraph.sign(reader, 'a4')}`;
      const response = await fetch(`${server.url}/downloads/a4`, { headers: { authorization } });
      await response.body!.cancel();
      return response.status;
    };
    while ((await again()) !== 200) await new Promise((resolve) => setTimeout(resolve, 10));
  } finally {
    await server.stop();
  }
});

it('migrates once when several instances start at once, as in a rolling start', async () => {
  await subgraph.database.query('DROP SCHEMA notes CASCADE');
  const instances = await Promise.all([1, 2, 3].map(() => startSubgraph(notesSubgraph, subgraph.config)));
  const rows: unknown = await subgraph.database.query('SELECT count(*)::int AS notes FROM notes.note');
  expect(rows).toEqual([{ notes: 100 }]);
  await Promise.all(instances.map((instance) => instance.stop()));
});

it('keeps PostgreSQL from compiling statements that take less time than that', async () => {
  expect(await subgraph.database.query('SHOW jit')).toEqual([{ jit: 'off' }]);
});

it('resolves 100 references with one statement', async () => {
  const r = Array.from({ length: 100 }, (_, i) => ({ __typename: 'Note', id: `n${i}` }));
  const { data } = await subgraph.askEntities<Note>(reader, '... on Note { id plainText }', r);
  expect(data?._entities[42]).toEqual({ id: 'n42', plainText: 'text 042' });
  expect(subgraph.statements).toHaveLength(1);
});

it('reads the pages of ten parents with one statement, and goes on at the cursor', async () => {
  const r = Array.from({ length: 10 }, (_, i) => ({ __typename: 'Folder', id: `f${i}` }));
  const notes = (args: string) =>
    `... on Folder { notes(${args}) { nodes { plainText } pageInfo { hasNextPage endCursor } } }`;
  const { data } = await subgraph.askEntities<Folder>(reader, notes('first: 4'), r);
  expect(subgraph.statements).toHaveLength(1);
  const page = data!._entities[3]!.notes;
  expect(page.nodes.map(({ plainText }) => plainText)).toEqual([
    'text 003',
    'text 013',
    'text 023',
    'text 033',
  ]);
  expect(page.pageInfo.hasNextPage).toBe(true);
  const rest = await subgraph.askEntities<Folder>(
    reader,
    notes(`first: 100, after: "${page.pageInfo.endCursor}"`),
    [r[3]!],
  );
  const last = rest.data!._entities[0]!.notes;
  expect(last.nodes.map(({ plainText }) => plainText).slice(0, 2)).toEqual(['text 043', 'text 053']);
  expect([last.nodes.length, last.pageInfo.hasNextPage]).toEqual([6, false]);
});

it.each([
  ['first: 0', 'first must be at least 1'],
  ['first: 101', 'first must be at most 100'],
  ['after: "rubbish"', 'after is not a cursor of this list'],
])('refuses %s', async (args, message) => {
  const { errors } = await subgraph.askEntities(reader, `... on Folder { notes(${args}) { nodes { id } } }`, [
    { __typename: 'Folder', id: 'f1' },
  ]);
  expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
});

it('tells apart nobody, too little scope, and nothing there', async () => {
  const query = '{ note(id: "none") { id } }';
  expect(codes(await subgraph.ask({ ...reader, kind: 'ANONYMOUS' }, query))).toEqual(['UNAUTHENTICATED']);
  expect(codes(await subgraph.ask({ ...reader, scopes: [] }, query))).toEqual(['FORBIDDEN']);
  expect(codes(await subgraph.ask(reader, query))).toEqual(['NOT_FOUND']);
});

it('answers a property that asks for two scopes to those who hold both', async () => {
  const read = (scopes: string[]) =>
    subgraph.askEntities<Note>({ ...reader, scopes }, '... on Note { plainText }', [
      { __typename: 'Note', id: 'n1' },
    ]);
  expect(await read(['notes:read', 'search:read'])).toMatchObject({
    data: { _entities: [{ plainText: 'text 001' }] },
  });
  const refused = await read(['notes:read']);
  expect(codes(refused)).toEqual(['FORBIDDEN']);
  expect(refused.errors?.[0]?.message).toContain('search:read');
  expect(refused.data).toEqual({ _entities: [null] });
});

it.each([[{}], [{ id: null }], [{ id: 1 }], [{ id: ['n1'] }], [{ id: { id: 'n1' } }]])(
  'resolves the reference %j to nothing, and the one beside it to what it names',
  async (key) => {
    const representations = [{ __typename: 'Note', ...key } as { __typename: string; id: string }];
    const answer = await subgraph.askEntities<Note>(reader, '... on Note { id }', [
      ...representations,
      { __typename: 'Note', id: 'n1' },
    ]);
    expect(answer).toMatchObject({ data: { _entities: [null, { id: 'n1' }] } });
    expect(answer.errors).toBeUndefined();
  },
);

it.each<[string, unknown]>([
  ['a text', 'Note'],
  ['a number', 1],
  ['a list', [{ __typename: 'Note', id: 'n1' }]],
  ['an object without a type', { id: 'n1' }],
  ['an unknown type', { __typename: 'Stranger', id: 'n1' }],
  ['a type that is no entity', { __typename: 'Query' }],
  ['a type that is none', { __typename: { name: 'Note' }, id: 'n1' }],
  ['a property of all objects', { __typename: 'constructor', id: 'n1' }],
])('answers the representation %s by itself, with a code, and the one beside it', async (_name, broken) => {
  const representations = [broken, { __typename: 'Note', id: 'n1' }] as { __typename: string; id: string }[];
  const answer = await subgraph.askEntities<Note>(reader, '... on Note { id }', representations);
  expect(answer.data).toEqual({ _entities: [null, { id: 'n1' }] });
  expect(answer.errors).toMatchObject([{ path: ['_entities', 0], extensions: { code: 'BAD_USER_INPUT' } }]);
});

it('finds nothing under an id that PostgreSQL cannot hold, and lets no other reference fail for it', async () => {
  const hostile = 'n1\u0000';
  const query = 'query ($id: ID!) { note(id: $id) { id } }';
  expect(codes(await subgraph.ask(reader, query, { id: hostile }))).toEqual(['NOT_FOUND']);
  const r = [hostile, 'n1'].map((id) => ({ __typename: 'Note', id }));
  const answer = await subgraph.askEntities<Note>(reader, '... on Note { id }', r);
  expect(answer).toMatchObject({ data: { _entities: [null, { id: 'n1' }] } });
  expect(answer.errors).toBeUndefined();
});

it('masks what nobody wrote for clients', async () => {
  const answer = await subgraph.ask(reader, '{ broken }');
  expect(answer.errors).toMatchObject([
    { message: 'Internal server error', extensions: { code: 'INTERNAL_SERVER_ERROR' } },
  ]);
  expect(JSON.stringify(answer)).not.toContain('geheim');
});

it.each([
  [
    'a port in use',
    () => ({ port: Number(new URL(subgraph.url).port) }),
    /^cannot listen on .*already in use$/,
  ],
  [
    'a wrong database',
    () => ({ databaseUrl: `${subgraph.config.databaseUrl}x` }),
    /named .* does not exist$/,
  ],
  ['no server', () => ({ databaseUrl: 'postgres://a:geheim@127.0.0.1:1/a' }), /^no database answers/],
])('says in one line what is wrong with %s', async (_name, change, message) => {
  const starting = startSubgraph(notesSubgraph, { ...subgraph.config, ...change() });
  await expect(starting).rejects.toThrow(message);
  await expect(starting).rejects.toBeInstanceOf(StartupError);
});

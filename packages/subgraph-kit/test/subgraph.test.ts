import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@hostgraph/embedded-postgres';
import { createPrincipalSigner, type Principal, type SignPrincipal } from '@hostgraph/principal';
import { exportJWK, generateKeyPair } from 'jose';
import type { Logger as SqlLogger } from 'typeorm';
import { type RunningSubgraph, startSubgraph, type SubgraphConfig } from '../src';
import { notesSubgraph } from './notes-subgraph';

interface Answer {
  data?: { _entities?: { id: string; plainText?: string; notes?: Page }[]; note?: unknown } | null;
  errors?: { message: string; extensions: { code: string } }[];
}
interface Page {
  nodes: { plainText: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

const reader: Principal = { kind: 'PERSON', id: 'usr_1', scopes: ['notes:read'], roles: {} };
const statements: string[] = [];
const ignore = () => undefined;
const sqlLogger: SqlLogger = {
  logQuery: (sql) => statements.push(sql),
  logQueryError: ignore,
  logQuerySlow: ignore,
  logSchemaBuild: ignore,
  logMigration: ignore,
  log: ignore,
};

let folder: string;
let postgres: EmbeddedPostgres;
let config: SubgraphConfig;
let subgraph: RunningSubgraph;
let sign: SignPrincipal;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostgraph-kit-'));
  postgres = await startEmbeddedPostgres({ directory: folder, settings: { fsync: 'off' } });
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  sign = await createPrincipalSigner(await exportJWK(privateKey), 60);
  config = {
    host: '127.0.0.1',
    port: 0,
    databaseUrl: postgres.url,
    poolSize: 5,
    internalJwks: { keys: [{ ...(await exportJWK(publicKey)), kty: 'OKP' }] },
    logLevel: 'silent',
  };
  // Several instances at once, as a rolling start would have it: only one may migrate.
  const others = await Promise.all([1, 2].map(() => startSubgraph(notesSubgraph, config)));
  subgraph = await startSubgraph(notesSubgraph, config, sqlLogger);
  await Promise.all(others.map((other) => other.stop()));
}, 60_000);

afterAll(async () => {
  await subgraph.stop();
  await postgres.stop();
  await rm(folder, { recursive: true });
});

async function ask(principal: Principal | undefined, query: string, variables = {}, signWith = sign) {
  statements.length = 0;
  const response = await fetch(`${subgraph.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(principal && { authorization: `Bearer ${await signWith(principal)}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as Answer) };
}

const entities = (selection: string) =>
  `query ($r: [_Any!]!) { _entities(representations: $r) { ${selection} } }`;
const codes = ({ errors }: Answer) => errors?.map(({ extensions }) => extensions.code);

it('refuses whoever is not the gateway, also with a forged token', async () => {
  const unsigned = await ask(undefined, '{ broken }');
  expect([unsigned.status, codes(unsigned)]).toEqual([401, ['UNAUTHENTICATED']]);
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const stranger = await createPrincipalSigner(await exportJWK(privateKey), 60);
  const forged = await ask(reader, '{ broken }', {}, stranger);
  expect([forged.status, codes(forged)]).toEqual([401, ['UNAUTHENTICATED']]);
});

it('resolves 100 references with one statement', async () => {
  const r = Array.from({ length: 100 }, (_, i) => ({ __typename: 'Note', id: `n${i}` }));
  const { data } = await ask(reader, entities('... on Note { id plainText }'), { r });
  expect(data?._entities?.[42]).toEqual({ id: 'n42', plainText: 'text 042' });
  expect(statements).toHaveLength(1);
});

it('reads the pages of ten parents with one statement, and goes on at the cursor', async () => {
  const r = Array.from({ length: 10 }, (_, i) => ({ __typename: 'Folder', id: `f${i}` }));
  const query = (args: string) =>
    entities(`... on Folder { notes(${args}) { nodes { plainText } pageInfo { hasNextPage endCursor } } }`);
  const { data } = await ask(reader, query('first: 4'), { r });
  expect(statements).toHaveLength(1);
  const page = data!._entities![3]!.notes!;
  expect(page.nodes.map(({ plainText }) => plainText)).toEqual([
    'text 003',
    'text 013',
    'text 023',
    'text 033',
  ]);
  expect(page.pageInfo.hasNextPage).toBe(true);
  const rest = await ask(reader, query(`first: 100, after: "${page.pageInfo.endCursor}"`), { r: [r[3]] });
  const last = rest.data!._entities![0]!.notes!;
  expect(last.nodes.map(({ plainText }) => plainText).slice(0, 2)).toEqual(['text 043', 'text 053']);
  expect([last.nodes.length, last.pageInfo.hasNextPage]).toEqual([6, false]);
});

it.each([
  ['first: 0', 'first must be at least 1'],
  ['first: 101', 'first must be at most 100'],
  ['after: "rubbish"', 'after is not a cursor of this list'],
])('refuses %s', async (args, message) => {
  const r = [{ __typename: 'Folder', id: 'f1' }];
  const { errors } = await ask(reader, entities(`... on Folder { notes(${args}) { nodes { id } } }`), { r });
  expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
});

it('tells apart nobody, too little scope, and nothing there', async () => {
  const query = '{ note(id: "none") { id } }';
  expect(codes(await ask({ ...reader, kind: 'ANONYMOUS' }, query))).toEqual(['UNAUTHENTICATED']);
  expect(codes(await ask({ ...reader, scopes: [] }, query))).toEqual(['FORBIDDEN']);
  expect(codes(await ask(reader, query))).toEqual(['NOT_FOUND']);
});

it('masks what nobody wrote for clients', async () => {
  const answer = await ask(reader, '{ broken }');
  expect(answer.errors).toMatchObject([
    { message: 'Internal server error', extensions: { code: 'INTERNAL_SERVER_ERROR' } },
  ]);
  expect(JSON.stringify(answer)).not.toContain('geheim');
});

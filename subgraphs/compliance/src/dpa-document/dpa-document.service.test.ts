import { DEMO_PEOPLE, EXAMPLE_ORGANIZATION, OTHER_ORGANIZATION } from '@hostgraph/demo-data';
import type { Principal } from '@hostgraph/principal';
import type { Connection } from '@hostgraph/subgraph-kit';
import { codes, startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import {
  administrator,
  apiKey,
  apiKeyWithoutScope,
  collaborator,
  legalResponsible,
  stranger,
} from '../../test/callers';
import { DOCUMENT, insertDocument, insertManyDocuments } from '../../test/dpa-document-rows';
import { complianceSubgraph } from '../subgraph';

type List = Record<'dpaDocuments', Connection<{ id: string }> | null>;

const reference = (__typename: string, id: string) => ({ __typename, id });

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await startTestSubgraph(complianceSubgraph);
  await insertDocument(subgraph.database);
  await insertManyDocuments(subgraph.database, 'dpa_many', OTHER_ORGANIZATION.id);
});

afterAll(() => subgraph.stop());

const askDocument = (caller: Principal, id: string) =>
  subgraph.ask(caller, 'query ($id: ID!) { dpaDocument(id: $id) { serial } }', { id });
const askList = (caller: Principal, organizationId: string, args = 'first: 20') =>
  subgraph.askEntities<List>(
    caller,
    `... on Organization { dpaDocuments(${args}) { nodes { id } pageInfo { hasNextPage endCursor } } }`,
    [reference('Organization', organizationId)],
  );

it('answers every field of a document', async () => {
  const { data } = await subgraph.ask(
    administrator,
    `query ($id: ID!) { dpaDocument(id: $id) {
      id serial language templateVersion status sha256 issuedAt issuedBy { id }
    } }`,
    { id: DOCUMENT.id },
  );
  expect(data).toEqual({
    dpaDocument: {
      id: DOCUMENT.id,
      serial: DOCUMENT.serial,
      language: 'EN',
      templateVersion: '1',
      status: 'ISSUED',
      sha256: DOCUMENT.sha256,
      issuedAt: DOCUMENT.issued_at,
      issuedBy: { id: DEMO_PEOPLE.administrator.userId },
    },
  });
});

it('says to explorers that the document is no certification', async () => {
  const { data } = await subgraph.ask<{ __type: { description: string } }>(
    administrator,
    '{ __type(name: "DpaDocument") { description } }',
  );
  expect(data?.__type.description).toContain('no certification under Art. 42 GDPR');
});

it.each([
  ['a legal responsible', legalResponsible],
  ['an administrator', administrator],
  ['an API key', apiKey],
])('lets %s read documents and their list', async (_name, caller) => {
  expect((await askDocument(caller, DOCUMENT.id)).data).toEqual({ dpaDocument: { serial: DOCUMENT.serial } });
  const { data } = await askList(caller, EXAMPLE_ORGANIZATION.id);
  expect(data).toMatchObject({ _entities: [{ dpaDocuments: { nodes: [{ id: DOCUMENT.id }] } }] });
});

it('tells a collaborator which role the list needs, and nothing of a document', async () => {
  const list = await askList(collaborator, EXAMPLE_ORGANIZATION.id);
  expect(list.data).toEqual({ _entities: [{ dpaDocuments: null }] });
  expect(codes(list)).toEqual(['FORBIDDEN']);
  expect(list.errors?.[0]?.message).toMatch(/legal responsible or an administrator/);
  expect(codes(await askDocument(collaborator, DOCUMENT.id))).toEqual(['NOT_FOUND']);
});

it('answers a stranger as if there were nothing', async () => {
  const hidden = await askDocument(stranger, DOCUMENT.id);
  expect(codes(hidden)).toEqual(['NOT_FOUND']);
  expect(hidden).toEqual(await askDocument(stranger, 'dpa_none'));
  const list = await askList(stranger, EXAMPLE_ORGANIZATION.id);
  expect([list.data, list.errors]).toEqual([{ _entities: [null] }, undefined]);
});

it('refuses a credential without the scope, and gives it no document through a reference', async () => {
  expect(codes(await askDocument(apiKeyWithoutScope, DOCUMENT.id))).toEqual(['FORBIDDEN']);
  const list = await askList(apiKeyWithoutScope, EXAMPLE_ORGANIZATION.id);
  expect(list.errors).toMatchObject([{ message: 'This credential lacks the scope compliance:read' }]);
  const entities = await subgraph.askEntities(apiKeyWithoutScope, '... on DpaDocument { serial }', [
    reference('DpaDocument', DOCUMENT.id),
  ]);
  expect(entities.data).toEqual({ _entities: [null] });
});

it.each(['constructor', '__proto__', '', 'org_\u0000', 'o'.repeat(500_000)])(
  'finds no organization under a hostile id',
  async (id) => {
    const { data, errors } = await askList(administrator, id);
    expect([data, errors]).toEqual([{ _entities: [null] }, undefined]);
  },
);

it.each(['dpa_\u0000', "' OR true --", '%', 'x'.repeat(100)])(
  'finds no document under a hostile id',
  async (id) => {
    expect(codes(await askDocument(administrator, id))).toEqual(['NOT_FOUND']);
  },
);

it('gives no foreign document through a reference', async () => {
  const representations = ['dpa_many0', DOCUMENT.id].map((id) => reference('DpaDocument', id));
  const { data } = await subgraph.askEntities(administrator, '... on DpaDocument { id }', representations);
  expect(data).toEqual({ _entities: [null, { id: DOCUMENT.id }] });
});

it('resolves 100 references with one statement', async () => {
  const ids = Array.from({ length: 100 }, (_, i) => reference('DpaDocument', `dpa_many${i}`));
  const { data } = await subgraph.askEntities(stranger, '... on DpaDocument { serial language }', ids);
  expect(data?._entities[42]).toEqual({ serial: 'DPA-0000-0000-0000-0042', language: 'FR' });
  expect(subgraph.statements).toHaveLength(1);
});

it('pages from the newest to the oldest without gap or repetition, in one statement a page', async () => {
  const seen: string[] = [];
  let args = 'first: 7';
  for (let more = true; more;) {
    const { data } = await askList(stranger, OTHER_ORGANIZATION.id, args);
    expect(subgraph.statements).toHaveLength(1);
    const page = data!._entities[0]!.dpaDocuments!;
    seen.push(...page.nodes.map(({ id }) => id));
    args = `first: 7, after: "${page.pageInfo.endCursor!}"`;
    more = page.pageInfo.hasNextPage;
  }
  expect([...seen].sort()).toEqual(Array.from({ length: 120 }, (_, i) => `dpa_many${i}`).sort());
  // Five share a millisecond: the groups come newest first.
  const groups = seen.map((id) => Math.floor(Number(id.replace('dpa_many', '')) / 5));
  expect(groups).toEqual([...groups].sort((a, b) => b - a));
});

it.each(['first: 0', 'first: 101', 'after: "rubbish"'])('refuses a page with %s', async (args) => {
  expect(codes(await askList(stranger, OTHER_ORGANIZATION.id, args))).toEqual(['BAD_USER_INPUT']);
});

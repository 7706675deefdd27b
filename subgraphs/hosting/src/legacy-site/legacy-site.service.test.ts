import { EXAMPLE_ORGANIZATION } from '@hostgraph/demo-data';
import type { Connection } from '@hostgraph/subgraph-kit';
import { codes, startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { administrator, apiKey, apiKeyWithoutScope, collaborator, stranger } from '../../test/callers';
import { loadDemonstration } from '../demonstration/load-demonstration';
import { DEMO_SITES } from '../demonstration/records';
import { hostingSubgraph } from '../subgraph';

type List = Record<'legacySites', Connection<{ hostName: string }> | null>;

const site = DEMO_SITES[0]!;
const sites = (ids: readonly string[]) => ids.map((id) => ({ __typename: 'LegacySite', id }));

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await startTestSubgraph(hostingSubgraph);
  await loadDemonstration(subgraph.database);
});

afterAll(() => subgraph.stop());

const askList = (caller: typeof administrator, args = 'first: 20') =>
  subgraph.askEntities<List>(
    caller,
    `... on Organization { legacySites(${args}) { nodes { hostName } pageInfo { hasNextPage endCursor } } }`,
    [{ __typename: 'Organization', id: EXAMPLE_ORGANIZATION.id }],
  );

it('lists the sites by name and goes on at the cursor, in one statement', async () => {
  const first = await askList(apiKey, 'first: 1');
  const { nodes, pageInfo } = first.data!._entities[0]!.legacySites!;
  expect([nodes, pageInfo.hasNextPage]).toEqual([[{ hostName: 'example-club.users.ch' }], true]);
  const rest = await askList(apiKey, `after: "${pageInfo.endCursor!}"`);
  expect(rest.data).toMatchObject({
    _entities: [
      { legacySites: { nodes: [{ hostName: 'example.perso.ch' }], pageInfo: { hasNextPage: false } } },
    ],
  });
  expect(subgraph.statements).toHaveLength(1);
});

it('refuses the list to collaborators, to strangers and without the scope', async () => {
  expect(codes(await askList(collaborator))).toEqual(['FORBIDDEN']);
  expect(codes(await askList(apiKeyWithoutScope))).toEqual(['FORBIDDEN']);
  expect((await askList(stranger)).data).toEqual({ _entities: [null] });
});

it('gives a site through a reference to its readers only', async () => {
  const ids = [site.id, 'lsi_none', 'lsi_\u0000'];
  const selection = '... on LegacySite { platform createdAt }';
  const { data, errors } = await subgraph.askEntities(administrator, selection, sites(ids));
  expect(data).toEqual({
    _entities: [{ platform: 'PERSO_CH', createdAt: '2009-03-02T09:00:00.000Z' }, null, null],
  });
  expect(errors).toBeUndefined();
  for (const caller of [collaborator, stranger, apiKeyWithoutScope]) {
    const hidden = await subgraph.askEntities(caller, selection, sites(ids));
    expect(hidden.data).toEqual({ _entities: [null, null, null] });
  }
});

it('resolves 100 references with one statement', async () => {
  await subgraph.database.query(
    `INSERT INTO hosting.legacy_site (id, organization_id, platform, host_name, created_at)
     SELECT format('lsi_%s', i), 'org_many', 'USERS_CH', format('many%s.users.ch', i), now()
     FROM generate_series(0, 99) AS i`,
  );
  const ids = Array.from({ length: 100 }, (_, i) => `lsi_${i}`);
  const owner = { ...administrator, roles: { org_many: 'ADMINISTRATOR' } };
  const { data } = await subgraph.askEntities(owner, '... on LegacySite { hostName }', sites(ids));
  expect(data?._entities[42]).toEqual({ hostName: 'many42.users.ch' });
  expect(subgraph.statements).toHaveLength(1);
});

it.each([
  ['a name twice', 'PERSO_CH', 'example.perso.ch', /legacy_site_host_name_key/],
  ['capital letters', 'PERSO_CH', 'Example.perso.ch', /host_name_check/],
  ['a platform that there is not', 'EXAMPLE', 'new.example.test', /platform_check/],
  ['a name of another platform', 'USERS_CH', 'new.perso.ch', /host_name_on_platform/],
  ['a name that only ends alike', 'USERS_CH', 'myusers.ch', /host_name_on_platform/],
])('keeps out %s', async (_name, platform, hostName, message) => {
  const inserting = subgraph.database.query(
    `INSERT INTO hosting.legacy_site (id, organization_id, platform, host_name, created_at)
     VALUES ('lsi_new', 'org_1', $1, $2, now())`,
    [platform, hostName],
  );
  await expect(inserting).rejects.toThrow(message);
});

import { DEMO_PEOPLE, EXAMPLE_ORGANIZATION, OTHER_ORGANIZATION } from '@hostgraph/demo-data';
import type { Principal } from '@hostgraph/principal';
import { codes, type TestSubgraph } from '@hostgraph/subgraph-testing';
import {
  administrator,
  collaborator,
  legalResponsible,
  limitedTo,
  startAccounts,
  stranger,
} from './accounts';

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await startAccounts();
});

afterAll(() => subgraph.stop());

const askOrganization = (caller: Principal, selection: string, id = EXAMPLE_ORGANIZATION.id) =>
  subgraph.ask<{ organization: Record<string, unknown> | null }>(
    caller,
    `query ($id: ID!) { organization(id: $id) { ${selection} } }`,
    { id },
  );

const MEMBERS = 'nodes { role user { name email } } pageInfo { hasNextPage endCursor }';

it.each([legalResponsible, administrator, collaborator])(
  'tells a member of the organization ($roles)',
  async (member) => {
    const { data } = await askOrganization(member, 'id name viewerRole');
    expect(data?.organization).toEqual({
      ...EXAMPLE_ORGANIZATION,
      viewerRole: member.roles[EXAMPLE_ORGANIZATION.id],
    });
  },
);

it.each([EXAMPLE_ORGANIZATION.id, 'org_none', 'org_\u0000', 'constructor', '__proto__', '', 'o'.repeat(100)])(
  'answers a stranger as if there were nothing',
  async (id) => {
    const answer = await askOrganization(stranger, 'id', id);
    expect([answer.data, answer.errors]).toMatchObject([
      { organization: null },
      [{ message: 'Organization not found', extensions: { code: 'NOT_FOUND' } }],
    ]);
  },
);

it('answers somebody who lost their role as if there were nothing', async () => {
  expect(codes(await askOrganization({ ...administrator, roles: {} }, 'id'))).toEqual(['NOT_FOUND']);
});

it('reads the members to a collaborator, page by page', async () => {
  const first = await askOrganization(collaborator, `members(first: 3) { ${MEMBERS} }`);
  const { nodes, pageInfo } = first.data!.organization!['members'] as MemberPage;
  expect([nodes.length, pageInfo.hasNextPage]).toEqual([3, true]);
  const next = await askOrganization(
    collaborator,
    `members(first: 3, after: "${pageInfo.endCursor}") { ${MEMBERS} }`,
  );
  const rest = next.data!.organization!['members'] as MemberPage;
  expect(rest.pageInfo.hasNextPage).toBe(false);
  const everybody = Object.values(DEMO_PEOPLE).filter(
    ({ organizationId }) => organizationId === EXAMPLE_ORGANIZATION.id,
  );
  expect(new Set([...nodes, ...rest.nodes])).toEqual(
    new Set(everybody.map(({ role, name, email }) => ({ role, user: { name, email } }))),
  );
});

it('reads 100 members with one statement for the page and one for the persons', async () => {
  await subgraph.database.query(
    `INSERT INTO accounts.user_account (id, name, email)
     SELECT 'usr_' || n, 'Somebody', 'somebody@other.test' FROM generate_series(1, 99) AS n`,
  );
  await subgraph.database.query(
    `INSERT INTO accounts.membership (organization_id, user_id, role)
     SELECT $1, 'usr_' || n, 'COLLABORATOR' FROM generate_series(1, 99) AS n`,
    [OTHER_ORGANIZATION.id],
  );
  const { data } = await askOrganization(
    stranger,
    `members(first: 100) { ${MEMBERS} }`,
    OTHER_ORGANIZATION.id,
  );
  expect((data!.organization!['members'] as MemberPage).nodes).toHaveLength(100);
  expect(subgraph.statements).toHaveLength(3);
});

it.each(['apiKeys', 'auditEvents'])('does not read %s to a collaborator', async (list) => {
  const answer = await askOrganization(collaborator, `id ${list}(first: 1) { nodes { id } }`);
  expect(codes(answer)).toEqual(['FORBIDDEN']);
  expect(answer.data).toEqual({ organization: { id: EXAMPLE_ORGANIZATION.id, [list]: null } });
});

it.each([
  ['members:read', 'members(first: 1) { nodes { role } }'],
  ['api-keys:read', 'apiKeys(first: 1) { nodes { id } }'],
  ['audit:read', 'auditEvents(first: 1) { nodes { id } }'],
])('reads nothing without the scope %s', async (scope, selection) => {
  const others = administrator.scopes.filter((held) => held !== scope);
  const answer = await askOrganization(limitedTo(administrator, ...others), selection);
  expect(answer.errors).toMatchObject([{ message: `This credential lacks the scope ${scope}` }]);
  expect(codes(await askOrganization(limitedTo(administrator, scope), selection))).toEqual(['FORBIDDEN']);
});

it('tells a person who they are and where they belong', async () => {
  const answer = await subgraph.ask(
    collaborator,
    '{ viewer { kind user { name } apiKey { id } memberships { role organization { name } } } }',
  );
  expect(answer).toEqual({
    status: 200,
    data: {
      viewer: {
        kind: 'PERSON',
        user: { name: DEMO_PEOPLE.collaborator.name },
        apiKey: null,
        memberships: [{ role: 'COLLABORATOR', organization: { name: EXAMPLE_ORGANIZATION.name } }],
      },
    },
  });
  const nobody: Principal = { kind: 'ANONYMOUS', id: 'anonymous', scopes: [], roles: {} };
  expect(codes(await subgraph.ask(nobody, '{ viewer { kind } }'))).toEqual(['UNAUTHENTICATED']);
});

interface MemberPage {
  readonly nodes: unknown[];
  readonly pageInfo: { hasNextPage: boolean; endCursor: string };
}

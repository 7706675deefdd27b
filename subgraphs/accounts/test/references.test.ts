import { DEMO_PEOPLE, EXAMPLE_ORGANIZATION, OTHER_ORGANIZATION } from '@hostgraph/demo-data';
import { codes, type TestSubgraph } from '@hostgraph/subgraph-testing';
import {
  administrator,
  apiKeyMutations,
  collaborator,
  legalResponsible,
  limitedTo,
  startAccounts,
  stranger,
} from './accounts';

let subgraph: TestSubgraph;
let keyId: string;

const { create } = apiKeyMutations(() => subgraph);

beforeAll(async () => {
  subgraph = await startAccounts();
  const { outcome } = await create(administrator, {
    organizationId: EXAMPLE_ORGANIZATION.id,
    name: 'Reference',
    scopes: ['MAIL_READ'],
  });
  keyId = outcome!.apiKey!.id;
});

afterAll(() => subgraph.stop());

const references = (__typename: string, ids: readonly string[]) => ids.map((id) => ({ __typename, id }));

it.each([
  ['Organization', () => EXAMPLE_ORGANIZATION.id],
  ['User', () => DEMO_PEOPLE.legalResponsible.userId],
  ['ApiKey', () => keyId],
])('resolves 100 references to %s with one statement', async (type, known) => {
  const ids = Array.from({ length: 100 }, (_, n) => (n === 42 ? known() : `${known()}${n}`));
  const { data, errors } = await subgraph.askEntities(
    administrator,
    `... on ${type} { id name }`,
    references(type, ids),
  );
  expect(errors).toBeUndefined();
  expect(data!._entities[42]).toMatchObject({ id: known() });
  expect(data!._entities.filter((entity) => entity !== null)).toHaveLength(1);
  expect(subgraph.statements).toHaveLength(1);
});

it.each([
  ['Organization', () => OTHER_ORGANIZATION.id, administrator],
  ['Organization', () => EXAMPLE_ORGANIZATION.id, stranger],
  ['User', () => DEMO_PEOPLE.stranger.userId, administrator],
  ['User', () => DEMO_PEOPLE.administrator.userId, stranger],
  ['ApiKey', () => keyId, stranger],
  ['ApiKey', () => keyId, collaborator],
  ['ApiKey', () => keyId, limitedTo(administrator, 'mail:read')],
  ['ApiKey', () => 'key_\u0000', administrator],
  ['User', () => "' OR true --", administrator],
])('resolves a reference to a foreign %s to null', async (type, id, caller) => {
  const answer = await subgraph.askEntities(caller, `... on ${type} { id }`, references(type, [id()]));
  expect([answer.data, answer.errors]).toEqual([{ _entities: [null] }, undefined]);
});

it('shows a person to themselves, and to whoever shares an organization', async () => {
  const person = references('User', [collaborator.id]);
  for (const caller of [collaborator, { ...collaborator, roles: {} }, legalResponsible]) {
    const { data } = await subgraph.askEntities(caller, '... on User { name email }', person);
    const { name, email } = DEMO_PEOPLE.collaborator;
    expect(data).toEqual({ _entities: [{ name, email }] });
  }
});

it.each([
  ['User', () => collaborator.id, 'members:read'],
  ['Organization', () => EXAMPLE_ORGANIZATION.id, 'organizations:read'],
])('does not name a referenced %s to a credential without the scope', async (type, id, scope) => {
  const key = limitedTo(administrator, 'mail:read');
  const answer = await subgraph.askEntities(key, `... on ${type} { id name }`, references(type, [id()]));
  expect(codes(answer)).toEqual(['FORBIDDEN']);
  expect(answer.data).toEqual({ _entities: [null] });
  expect(answer.errors![0]!.message).toBe(`This credential lacks the scope ${scope}`);
});

it('tells an API key what it is, whatever its scopes', async () => {
  const self = {
    kind: 'API_KEY',
    id: keyId,
    // Less than the key was made with: what counts is what the gateway vouches for.
    scopes: ['logs:read'],
    roles: { [EXAMPLE_ORGANIZATION.id]: 'ADMINISTRATOR' },
  } as const;
  const { data } = await subgraph.ask(self, '{ viewer { kind scopes user { id } apiKey { id scopes } } }');
  expect(data).toEqual({
    viewer: {
      kind: 'API_KEY',
      scopes: ['LOGS_READ'],
      user: null,
      apiKey: { id: keyId, scopes: ['MAIL_READ'] },
    },
  });
});

import { codesOf, send } from './support/graphql-request';
import { startWorld, type World } from './support/world';

let world: World;
let person: Record<string, string>;
beforeAll(async () => {
  world = await startWorld();
  person = { authorization: `Bearer ${await world.issuer.token()}` };
});
afterAll(() => world.stop());
beforeEach(() => {
  world.reset();
});

const rename = (selection: string) => `mutation ($yes: Boolean = true) {
  renamed: renameMailbox(id: "mbx_1", address: "new") { id @include(if: $yes) ${selection} } }`;

it.each([
  ['a field of another subgraph', rename('joined: activity')],
  ['in a fragment', `${rename('...Rest')} fragment Rest on Mailbox { ... on Mailbox { joined: activity } }`],
  ['under a condition that holds', rename('joined: activity @include(if: $yes)')],
])('a mutation does nothing where its answer cannot be read: %s', async (_what, query) => {
  const answer = await send(world.gateway.url, query, { headers: person });
  expect([answer.status, codesOf(answer)]).toEqual([200, ['FORBIDDEN']]);
  expect(answer.errors).toMatchObject([{ path: ['renamed', 'joined'] }]);
  expect(world.subgraphs.mail.received).toEqual([]);
});

it.each([
  ['what is skipped', rename('joined: activity @skip(if: $yes)')],
  ['a query', '{ mailbox(id: "mbx_1") { id activity } }'],
])('%s is as it was', async (_what, query) => {
  const answer = await send(world.gateway.url, query, { headers: person });
  expect([answer.status, codesOf(answer)]).toEqual([200, []]);
});

it('leaves it to the subgraph to tell nobody to sign in', async () => {
  const answer = await send(world.gateway.url, rename('activity'));
  expect(codesOf(answer)).toEqual([]);
  expect(world.subgraphs.mail.received).toHaveLength(1);
});

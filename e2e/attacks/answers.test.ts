import { DEMO_MAILBOXES, EXAMPLE_MAIL_SERVICE, EXAMPLE_ORGANIZATION } from '@hostgraph/demo-data';
import { type Answer, type RunningStack, startStack } from '../support/running-stack';

let running: RunningStack;
beforeAll(async () => {
  running = await startStack();
});
afterAll(() => running.stop());

const anna = DEMO_MAILBOXES.anna.id;

function ask<Data>(query: string, credential?: string, variables = {}): Promise<Answer<Data>> {
  return running.ask<Data>({ query, variables, credential });
}
const codes = ({ errors }: Answer<unknown>) => errors?.map(({ extensions }) => extensions.code);

describe('an alias that is the name of a field', () => {
  it.each(['displayName', 'id', 'state', 'address', 'viewerRights', 'viewerIsMember'])(
    'opens no log to who may not read it: viewerMayViewLogs as another name of %s',
    async (field) => {
      const answer = await ask<{ mailService: { mailboxes: { nodes: { activityLog: unknown }[] } } }>(
        `{ mailService(id: "${EXAMPLE_MAIL_SERVICE.id}") { mailboxes { nodes {
          viewerMayViewLogs: ${field} activityLog(first: 1) { nodes { address } } } } } }`,
        running.demo.tokens.collaboratorWithoutLogs,
      );
      const logs = answer.data!.mailService.mailboxes.nodes.map(({ activityLog }) => activityLog);
      expect(logs.length).toBeGreaterThan(0);
      expect(logs.every((log) => log === null)).toBe(true);
      expect(new Set(codes(answer))).toEqual(new Set(['FORBIDDEN']));
    },
  );

  it.each([
    `{ mailbox(id: "${anna}") { addresses { address: kind } activityLog { nodes { id } } } }`,
    `{ mailbox(id: "${anna}") { addresses { assignedAt: address } activityLog { nodes { id } } } }`,
  ])('does not end the gateway: %s', async (query) => {
    expect(codes(await ask(query))).toEqual(['UNAUTHENTICATED']);
    const answer = await ask<{ mailbox: { activityLog: { nodes: unknown[] } } }>(
      query,
      running.demo.tokens.administrator,
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data!.mailbox.activityLog.nodes.length).toBeGreaterThan(0);
  });

  it.each([
    '{ mailbox(id: "m") { activityLog { __typename } addresses { address: address } } }',
    '{ mailbox(id: "m") { activityLog { __typename } mailService { id: id } } }',
    '{ mailService(id: "m") { activityLog { __typename } domains { name: name } } }',
    '{ mailService(id: "m") { logRetentionOffers { __typename } organization { id: id } } }',
    `mutation { exportActivityLog(input: { mailboxId: "m", format: CSV, idempotencyKey: "k" }) {
      mailbox { addresses { address: address } } userErrors { code } } }`,
  ])('ends nothing where it repeats the name of its field: %s', async (query) => {
    expect(codes(await ask(query))).toEqual(['UNAUTHENTICATED']);
  });

  it('ends nothing where it repeats the name of its field in a subscription', async () => {
    const query =
      'subscription { mailActivity(mailboxId: "m") { events { id } mailbox { addresses { address: address } } } }';
    const response = await fetch(running.demo.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query }),
    });
    expect(await response.text()).toContain('UNAUTHENTICATED');
  });

  it('is answered as it was asked for, in the order of the question, with paths in its names', async () => {
    const answer = await ask(
      `{ mailbox: organization(id: "${EXAMPLE_ORGANIZATION.id}") {
        members: name id: name ftpAccounts(first: 1) { edges: nodes { __alias: username } }
      } viewer: mailbox(id: "mbx_absent") { address } }`,
      running.demo.tokens.administrator,
    );
    expect(JSON.stringify(answer.data)).toMatch(
      /^\{"mailbox":\{"members":"Example Association","id":"Example Association","ftpAccounts":\{"edges":\[\{"__alias":"[^"]+"\}\]\}\},"viewer":null\}$/,
    );
    expect(answer.errors).toMatchObject([{ path: ['viewer'], extensions: { code: 'NOT_FOUND' } }]);
  });
});

it('merges a fragment and a field of the same list, in either order', async () => {
  const document = (selections: string) =>
    `{ organization(id: "${EXAMPLE_ORGANIZATION.id}") { ${selections} } }
     fragment Roles on Organization { members { nodes { role } } }`;
  const token = running.demo.tokens.administrator;
  const plain = await ask<object>(
    `{ organization(id: "${EXAMPLE_ORGANIZATION.id}") { members { nodes { role user { name } } } } }`,
    token,
  );
  for (const selections of [
    '...Roles members { nodes { user { name } } }',
    'members { nodes { user { name } } } ...Roles',
    '...Roles members { nodes { user { name } } } ...Roles members { nodes { role } }',
  ]) {
    const answer = await ask<object>(document(selections), token);
    expect(answer.data).toEqual(plain.data);
  }
});

it.each([
  ['{ viewer @include(if: false) { kind } }', {}],
  ['query ($wanted: Boolean!) { viewer @include(if: $wanted) { kind } }', { wanted: false }],
  ['{ ...F @skip(if: true) } fragment F on Query { viewer { kind } }', {}],
])('answers nothing where nothing is asked for: %s', async (query, variables) => {
  expect(await ask(query, undefined, variables)).toEqual({ status: 200, data: {} });
});

it('refuses an operation whose lists multiply, also by variables, before it asks anybody', async () => {
  const query = `query ($first: Int!) { organization(id: "${EXAMPLE_ORGANIZATION.id}") { mailServices(first: $first) {
    nodes { mailboxes(first: $first) { nodes { activityLog(first: $first) { nodes { id } } } } } } } }`;
  const { administrator } = running.demo.tokens;
  expect(codes(await ask(query, administrator, { first: 100 }))).toEqual(['TOO_MANY_NODES']);
  expect((await ask(query, administrator, { first: 10 })).errors).toBeUndefined();
});

it.each(['activityLog(from: "yesterday") { nodes { id } }', 'activityLog(from: 5) { nodes { id } }'])(
  'says what is wrong with a value: %s',
  async (field) => {
    const answer = await ask(`{ mailbox(id: "${anna}") { ${field} } }`, running.demo.tokens.administrator);
    expect(answer.status).toBeLessThan(500);
    expect(codes(answer)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  },
);

it.each([
  [
    'a variable',
    'query ($from: DateTime) { mailbox(id: "x") { activityLog(from: $from) { nodes { id } } } }',
  ],
  ['a field', `{ ${'x'.repeat(100_000)} }`],
  ['an argument', `{ mailbox(${'x'.repeat(100_000)}: 1) { id } }`],
])('does not repeat at length what is wrong: %s', async (_name, query) => {
  const answer = await ask(query, running.demo.tokens.administrator, { from: 'x'.repeat(100_000) });
  expect(answer.errors).toBeDefined();
  expect(JSON.stringify(answer).length).toBeLessThan(2_000);
});

it('answers malformed parameters of a GET with a code', async () => {
  const { endpoint } = running.demo;
  const response = await fetch(`${endpoint}?query=%7B__typename%7D&variables=%7B`, {
    headers: { 'graphql-require-preflight': 'true' },
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
});

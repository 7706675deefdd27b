import { join } from 'node:path';
import { type GatewayProcess, startGatewayProcess } from './support/gateway-process';
import { codesOf, readAnswer, send } from './support/graphql-request';
import { createInternalKeys } from './support/keys';

/** The product's own supergraph; none of its subgraphs is there, so what is sent on is answered SERVICE_UNAVAILABLE. */
const SUPERGRAPH_FILE = join(__dirname, '../../schema/supergraph.graphql');
const NOWHERE = 'http://127.0.0.1:9/graphql';

let gateway: GatewayProcess;
beforeAll(async () => {
  const keys = await createInternalKeys();
  gateway = await startGatewayProcess({
    SUPERGRAPH_FILE,
    OIDC_ISSUER: 'http://127.0.0.1:9',
    INTERNAL_SIGNING_KEY: keys.privateJwk,
    ...Object.fromEntries(
      ['ACCOUNTS', 'MAIL', 'LOGS', 'COMPLIANCE', 'HOSTING'].map((name) => [`${name}_URL`, NOWHERE]),
    ),
  });
});
afterAll(() => gateway.stop());

/** Where each scalar of the API may stand, and what it takes. */
const PLACES: Record<string, { field: (value: string) => string; taken: unknown; isVariableOnly?: true }> = {
  ID: { field: (id) => `query A { mailbox(id: ${id}) { id } }`, taken: 'mbx_1' },
  Int: {
    field: (first) => `query A { mailService(id: "x") { mailboxes(first: ${first}) { nodes { id } } } }`,
    taken: 3,
  },
  String: { field: (name) => `query A { resolveFtpUsername(username: ${name}) { id } }`, taken: 'anna' },
  EmailAddress: {
    field: (address) =>
      `mutation A { addRedirection(input: { mailboxId: "x", target: ${address} }) { userErrors { code } } }`,
    taken: 'anna@example.test',
  },
  DateTime: {
    field: (end) =>
      `mutation A { updateFtpAccount(input: { id: "x", expiresAt: ${end} }) { userErrors { code } } }`,
    taken: '2026-12-24T12:00:00Z',
  },
  SafeInt: {
    field: (bytes) =>
      `mutation A { updateFtpAccount(input: { id: "x", quotaBytes: ${bytes} }) { userErrors { code } } }`,
    taken: 2 ** 40,
  },
  LocalDate: { field: (day) => autoReply(`firstDay: ${day}`), taken: '2026-12-24' },
  LocalDateTime: { field: (time) => autoReply(`from: ${time}`), taken: '2026-12-24T12:00:00' },
  Secret: {
    field: (password) =>
      `mutation A { setMailboxPassword(input: { mailboxId: "x", password: ${password} }) { userErrors { code } } }`,
    taken: 'hunter2',
    isVariableOnly: true,
  },
};

function autoReply(schedule: string): string {
  return `mutation A {
    updateAutoReply(input: { mailboxId: "x", content: {}, schedule: { ${schedule} } }) { userErrors { code } }
  }`;
}

/** With it, a document that does not fit the schema is answered 400 (GraphQL over HTTP, section 6.4.2). */
const GRAPHQL = { accept: 'application/graphql-response+json' };
const LONG = '\u0301\u0316'.repeat(100_000);
const OTHER = 'nothing of the kind';
const cases = Object.entries(PLACES).flatMap(([scalar, place]) =>
  [LONG, OTHER, true, ['a', ['b']], { a: 'b' }, 1.5, 2 ** 60, '1'.repeat(100_000)]
    // An ID may be a number, and a text may be any.
    .filter((value) => !(scalar === 'ID' && value === 2 ** 60))
    .filter((value) => !(['ID', 'String', 'Secret'].includes(scalar) && value === OTHER))
    .map((value) => [scalar, place, value] as const),
);

it.each(cases)('takes for %s no wrong value (%#)', async (scalar, { field }, value) => {
  const before = gateway.log.length;
  const asVariable = await send(gateway.url, field('$v').replace(' A ', ` A($v: ${scalar}!) `), {
    variables: { v: value },
  });
  const written =
    typeof value === 'object'
      ? Array.isArray(value)
        ? '["a", ["b"]]'
        : '{ a: "b" }'
      : JSON.stringify(value);
  const asLiteral = await send(gateway.url, field(written), { headers: GRAPHQL });
  for (const answer of [asVariable, asLiteral]) {
    expect(answer.status).toBe(400);
    expect(answer.data).toBeUndefined();
    expect(answer.text.length).toBeLessThan(2_000);
    expect(answer.text).not.toContain(OTHER);
  }
  expect(codesOf(asVariable)).toEqual(['BAD_USER_INPUT']);
  expect(asVariable.errors![0]!.message).toContain('$v');
  for (const code of codesOf(asLiteral))
    expect(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']).toContain(code);
  // What a caller mistakes is nothing that an operator has to look at.
  expect(gateway.log.slice(before).filter((line) => line.includes('"level":50'))).toEqual([]);
});

it.each(Object.entries(PLACES))(
  'hands %s on as it came',
  async (scalar, { field, taken, isVariableOnly }) => {
    const asVariable = await send(gateway.url, field('$v').replace(' A ', ` A($v: ${scalar}!) `), {
      variables: { v: taken },
    });
    expect(codesOf(asVariable)).toContain('SERVICE_UNAVAILABLE');
    if (isVariableOnly) return;
    expect(codesOf(await send(gateway.url, field(JSON.stringify(taken))))).toContain('SERVICE_UNAVAILABLE');
  },
);

it('refuses lists that are too long, and values that are too deep, before it sends anything', async () => {
  const query = `mutation ($input: CreateMailboxInput!) { createMailbox(input: $input) { userErrors { code } } }`;
  const memberIds = Array(34_000).fill('usr_1');
  const input = {
    mailServiceId: 'x',
    address: 'a@b.test',
    displayName: 'x',
    idempotencyKey: '12345678',
    memberIds,
  };
  const answer = await send(gateway.url, query, { variables: { input } });
  expect([answer.status, codesOf(answer)]).toEqual([400, ['BAD_USER_INPUT']]);
  expect(answer.errors![0]!.message).toBe(
    'Variable "$input" got an invalid value at "input.memberIds"; at most 100 items are accepted',
  );
  const deep = await readAnswer(
    await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"query":${JSON.stringify(query)},"variables":{"input":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`,
    }),
  );
  expect([deep.status, codesOf(deep)]).toEqual([400, ['BAD_USER_INPUT']]);
});

it('takes null in a condition for the caller’s mistake', async () => {
  const query =
    'query ($n: Boolean = true) { viewer @include(if: $n) { kind } mailbox(id: "x") { id @skip(if: $n) } }';
  const answer = await send(gateway.url, query, { variables: { n: null } });
  expect([answer.status, codesOf(answer)]).toEqual([400, ['BAD_USER_INPUT']]);
});

it('tells explorers of no directive that they cannot see in use', async () => {
  const answer = await send(gateway.url, '{ __schema { directives { name } } }');
  expect(answer.text).not.toContain('constraint');
  expect(answer.text).toContain('include');
});

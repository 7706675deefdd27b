import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { SCALARS } from '@hostgraph/inputs';
import { type GatewayProcess, startGatewayProcess } from './support/gateway-process';
import { codesOf, send } from './support/graphql-request';
import { type HttpServer, startHttpServer } from './support/http-server';
import { createInternalKeys } from './support/keys';

const SUPERGRAPH_FILE = join(__dirname, '../../schema/supergraph.graphql');

/** Stands for all subgraphs, and keeps what it was asked. */
let subgraphs: HttpServer;
const asked: string[] = [];
let gateway: GatewayProcess;
beforeAll(async () => {
  subgraphs = await startHttpServer((req, res) => {
    void text(req).then((body) => {
      asked.push(body);
      res.setHeader('content-type', 'application/json').end('{"data":{}}');
    });
  });
  const keys = await createInternalKeys();
  gateway = await startGatewayProcess({
    SUPERGRAPH_FILE,
    OIDC_ISSUER: 'http://127.0.0.1:9',
    INTERNAL_SIGNING_KEY: keys.privateJwk,
    LIMIT_FACTOR: '1000',
    ...Object.fromEntries(
      ['ACCOUNTS', 'MAIL', 'LOGS', 'COMPLIANCE', 'HOSTING'].map((name) => [
        `${name}_URL`,
        `${subgraphs.url}/graphql`,
      ]),
    ),
  });
});
beforeEach(() => {
  asked.length = 0;
});
afterAll(async () => {
  await gateway.stop();
  await subgraphs.stop();
});

interface Place {
  /** A field of Mutation that takes the scalar, and one of its variables in it. */
  readonly field: (value: string) => string;
  /** The type of an input object that has it, a value of it, and the name of the field that it is in. */
  readonly input: readonly [type: string, mutation: string, value: (bad: unknown) => object, path: string];
  readonly good: unknown;
  readonly bad: readonly unknown[];
}

const fieldOf = (mutation: string, fields: string): string =>
  `b: ${mutation}(input: { ${fields} }) { userErrors { code } }`;
const autoReply = (schedule: string): string =>
  fieldOf('updateAutoReply', `mailboxId: "x", content: {}, schedule: { ${schedule} }`);
const scheduled = (field: string) => (bad: unknown) => ({
  ...{ mailboxId: 'x', content: {} },
  schedule: { [field]: bad },
});

const PLACES: Readonly<Record<string, Place>> = {
  DateTime: {
    field: (end) => fieldOf('updateFtpAccount', `id: "x", expiresAt: ${end}`),
    input: ['UpdateFtpAccountInput', 'updateFtpAccount', (bad) => ({ id: 'x', expiresAt: bad }), 'expiresAt'],
    good: '2026-12-24T12:00:00Z',
    bad: [
      'yesterday',
      '',
      '2026-12-24',
      '2026-02-30T00:00:00Z',
      1_798_113_600,
      true,
      {},
      ['2026-12-24T12:00:00Z'],
    ],
  },
  EmailAddress: {
    field: (address) => fieldOf('addRedirection', `mailboxId: "x", target: ${address}`),
    input: ['AddRedirectionInput', 'addRedirection', (bad) => ({ mailboxId: 'x', target: bad }), 'target'],
    good: 'anna@example.test',
    bad: ['anna', '@example.test', 'anna@', 'a b@example.test', 'anna@example.test\n', 7, null, {}],
  },
  LocalDate: {
    field: (day) => autoReply(`firstDay: ${day}`),
    input: ['UpdateAutoReplyInput', 'updateAutoReply', scheduled('firstDay'), 'schedule.firstDay'],
    good: '2026-12-24',
    bad: ['tomorrow', '2026-02-29', '0000-01-01', '2026-12-24T00:00:00', 20_261_224, [[]]],
  },
  LocalDateTime: {
    field: (time) => autoReply(`from: ${time}`),
    input: ['UpdateAutoReplyInput', 'updateAutoReply', scheduled('from'), 'schedule.from'],
    good: '2026-12-24T12:00:00',
    bad: ['noon', '2026-12-24T12:00:00Z', '2026-12-24T24:00:00', 12, false],
  },
  SafeInt: {
    field: (bytes) => fieldOf('updateFtpAccount', `id: "x", quotaBytes: ${bytes}`),
    input: [
      'UpdateFtpAccountInput',
      'updateFtpAccount',
      (bad) => ({ id: 'x', quotaBytes: bad }),
      'quotaBytes',
    ],
    good: 2 ** 40,
    bad: ['5', 1.5, 2 ** 53, -(2 ** 53), '1e3', true, {}],
  },
  Secret: {
    field: (password) => fieldOf('setMailboxPassword', `mailboxId: "x", password: ${password}`),
    input: [
      'SetMailboxPasswordInput',
      'setMailboxPassword',
      (bad) => ({ mailboxId: 'x', password: bad }),
      'password',
    ],
    good: 'hunter2',
    bad: [7, true, ['hunter2'], {}, 'x'.repeat(513)],
  },
};

/** It could be done, and must not be. */
const FIRST =
  'a: setMailboxTimeZone(input: { mailboxId: "x", timeZone: "Asia/Tokyo" }) { userErrors { code } }';

async function refused(query: string, variables: Readonly<Record<string, unknown>>): Promise<string> {
  const answer = await send(gateway.url, query, { variables });
  expect([answer.status, answer.data, codesOf(answer)]).toEqual([400, undefined, ['BAD_USER_INPUT']]);
  expect(asked).toEqual([]);
  return answer.errors![0]!.message;
}

it('knows a place of every scalar of the API', () => {
  expect(Object.keys(PLACES).toSorted()).toEqual(SCALARS.map(({ name }) => name).toSorted());
});

const cases = Object.entries(PLACES).flatMap(([scalar, { bad }]) =>
  bad.map((value) => [scalar, value] as const),
);

it.each(cases)('does nothing of a mutation whose last field has a wrong %s (%#)', async (scalar, value) => {
  const { field, input } = PLACES[scalar]!;
  const message = await refused(`mutation ($v: ${scalar}!) { ${FIRST} ${field('$v')} }`, { v: value });
  expect(message).toMatch(/^Variable "\$v" (?:got an invalid value|of non-null type)/);

  const [type, mutation, inputOf, path] = input;
  const query = `mutation ($input: ${type}!) { ${FIRST} b: ${mutation}(input: $input) { userErrors { code } } }`;
  // Null is no mistake where the input need not have it.
  if (value === null && scalar !== 'EmailAddress') return;
  expect(await refused(query, { input: inputOf(value) })).toMatch(
    new RegExp(`^Variable "\\$input" got an invalid value at "input\\.${path.replace('.', '\\.')}"; `),
  );
});

it.each(cases.filter(([scalar, value]) => typeof value === 'string' && scalar !== 'Secret'))(
  'nor where a wrong %s stands in the document, or is what a variable has by default (%#)',
  async (scalar, value) => {
    const { field } = PLACES[scalar]!;
    const literal = JSON.stringify(value);
    for (const query of [
      `mutation { ${FIRST} ${field(literal)} }`,
      `mutation ($v: ${scalar} = ${literal}) { ${FIRST} ${field('$v')} }`,
    ]) {
      const answer = await send(gateway.url, query);
      expect([answer.data, asked]).toEqual([undefined, []]);
      expect(answer.errors?.length).toBeGreaterThan(0);
      for (const code of codesOf(answer))
        expect(code).toMatch(/^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/);
    }
  },
);

it.each(Object.entries(PLACES))('and does both where the %s is right', async (scalar, { field, good }) => {
  await send(gateway.url, `mutation ($v: ${scalar}!) { ${FIRST} ${field('$v')} }`, {
    variables: { v: good },
  });
  expect(asked.join()).toContain('setMailboxTimeZone');
});

it('finds a wrong variable that only a later operation of the plan would be sent', async () => {
  const message = await refused(
    `mutation ($f: DateTime) { ${FIRST} b: addRedirection(input: { mailboxId: "x", target: "a@example.test" }) {
      mailbox { activityLog(from: $f) { nodes { id } } } } }`,
    { f: 'yesterday' },
  );
  expect(message).toMatch(/^Variable "\$f" got an invalid value/);
});

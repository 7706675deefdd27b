import { createHash } from 'node:crypto';
import { DEMO_MAILBOXES, DEMO_PEOPLE, EXAMPLE_ORGANIZATION } from '@hostgraph/demo-data';
import { type Answer, type RunningStack, startStack } from '../support/running-stack';

interface Rules {
  readonly mailbox: { readonly sortingRules: { readonly nodes: { id: string; name: string }[] } };
}
interface Deeds {
  readonly organization: { readonly mailAuditEvents: { readonly nodes: { action: string }[] } };
}
interface Created {
  readonly sortingRule: { readonly id: string; readonly name: string } | null;
  readonly userErrors: readonly object[];
}

const { anna, bert } = DEMO_MAILBOXES;

let running: RunningStack;
beforeAll(async () => {
  running = await startStack();
  const granted = await running.ask<{ grantMailboxRights: { userErrors: object[] } }>({
    credential: running.demo.tokens.administrator,
    query: `mutation { grantMailboxRights(input: {
      mailboxId: "${anna.id}", userId: "${DEMO_PEOPLE.collaborator.userId}", rights: [SORTING_RULES]
    }) { userErrors { code } } }`,
    variables: {},
  });
  expect(granted.data).toEqual({ grantMailboxRights: { userErrors: [] } });
});
afterAll(() => running.stop());

const ask = <Data>(query: string, variables = {}): Promise<Answer<Data>> =>
  running.ask<Data>({ credential: running.demo.tokens.collaborator, query, variables });
const codes = ({ errors }: Answer<unknown>) => errors?.map(({ extensions }) => extensions.code);

/** Sends what is no document alone. */
async function send(body: unknown, parameters = ''): Promise<Answer<unknown>> {
  const response = await fetch(`${running.demo.endpoint}${parameters}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${running.demo.tokens.collaborator}`,
      'content-type': 'application/json',
      'graphql-require-preflight': 'true',
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { ...((await response.json()) as Answer<unknown>), status: response.status };
}

const create = (alias: string, { id } = bert) =>
  `${alias}: createSortingRule(input: { mailboxId: "${id}", name: "${alias}", match: ALL,
     conditions: [{ field: SUBJECT, operator: CONTAINS, values: ["${alias}"] }], actions: [{ kind: FLAG }]
   }) { sortingRule { id name } userErrors { code } }`;
/** A mutation of the subgraph accounts. */
const OTHERS = 'revokeApiKey(input: { id: "AAAAAAAAAAAAAAAA" }) { userErrors { code } }';
const drop = (id: string) => `deleteSortingRule(input: { id: "${id}" }) { deletedId userErrors { code } }`;
const TWO = `mutation { ${create('a')} ${create('b', anna)} }`;

/** The rules of both mailboxes, and what was recorded of changes of rules. */
async function stored() {
  const rules = async ({ id }: typeof bert) =>
    (await ask<Rules>(`{ mailbox(id: "${id}") { sortingRules { nodes { id name } } } }`)).data!.mailbox
      .sortingRules.nodes;
  const { data } = await running.ask<Deeds>({
    credential: running.demo.tokens.administrator,
    query: `{ organization(id: "${EXAMPLE_ORGANIZATION.id}") { mailAuditEvents(first: 100) { nodes { action } } } }`,
    variables: {},
  });
  const actions = data!.organization.mailAuditEvents.nodes.map(({ action }) => action);
  return {
    anna: await rules(anna),
    bert: await rules(bert),
    deeds: actions.filter((action) => action.includes('SORTING_RULE')),
  };
}

describe('several changes of sorting rules in one request', () => {
  it.each([
    ['of two mailboxes, under aliases', TWO],
    ['with another subgraph’s mutation between them', `mutation { ${create('a')} ${OTHERS} ${create('b')} }`],
    [
      'in fragments, with another subgraph’s mutation between them',
      `mutation { ...A ${OTHERS} ... on Mutation { ...B } }
       fragment A on Mutation { ${create('a')} } fragment B on Mutation { ${create('b', anna)} }`,
    ],
    ['of which one is skipped', `mutation { ${create('a')} ... @skip(if: true) { ${create('b')} } }`],
    ['of two kinds', `mutation { ${create('a')} ${OTHERS} ${drop('srl_demoBert00000000000000')} }`],
    [
      'of which one only tries a rule',
      `mutation { ${create('a')} testSortingRule(input: { mailboxId: "${bert.id}", message: "Subject: a" })
         { userErrors { code } } }`,
    ],
  ])('are refused before any is done: %s', async (_how, query) => {
    const before = await stored();
    const answer = await ask(query);
    expect([answer.status, codes(answer), answer.data]).toEqual([400, ['ONE_PER_REQUEST'], undefined]);
    expect(await stored()).toEqual(before);
  });

  it.each([
    ['documents', () => [{ query: `mutation { ${create('a')} }` }, { query: `mutation { ${create('b')} }` }]],
    ['one document', () => [{ query: `mutation { ${create('a')} }` }]],
  ])('are refused as an array of %s', async (_what, body) => {
    const before = await stored();
    const answer = await send(body());
    expect([answer.status, codes(answer)]).toEqual([400, ['BAD_REQUEST']]);
    expect(await stored()).toEqual(before);
  });

  it('are refused whatever else the request says: by GET, by the hash of a document, by a variable', async () => {
    const before = await stored();
    const byGet = await send(undefined, `?query=${encodeURIComponent(TWO)}`);
    expect([byGet.status, codes(byGet)]).toEqual([405, ['BAD_REQUEST']]);
    const sha256Hash = createHash('sha256').update(TWO).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    expect(codes(await send({ query: TWO, extensions }))).toEqual(['ONE_PER_REQUEST']);
    const byHash = await send({ extensions });
    expect([byHash.status, codes(byHash)]).toEqual([400, ['BAD_REQUEST']]);
    const skipped = `mutation ($no: Boolean!) { ${create('a')} ... @include(if: $no) { ${create('b')} } }`;
    expect(codes(await ask(skipped, { no: false }))).toEqual(['ONE_PER_REQUEST']);
    expect(await stored()).toEqual(before);
  });
});

it('is done where it is the only one, also beside another subgraph’s mutation', async () => {
  const before = await stored();
  const { data, errors } = await ask<{ a: Created }>(`mutation { ${create('a')} ${OTHERS} }`);
  expect(data!.a).toEqual({ sortingRule: { id: expect.any(String) as string, name: 'a' }, userErrors: [] });
  expect(errors?.map(({ path }) => path?.[0])).toEqual(['revokeApiKey']);
  const rule = data!.a.sortingRule!;
  expect(await stored()).toEqual({
    anna: before.anna,
    bert: [...before.bert, rule],
    deeds: ['CREATE_SORTING_RULE', ...before.deeds],
  });
  const dropped = await ask(`mutation { ${drop(rule.id)} }`);
  expect(dropped.data).toEqual({ deleteSortingRule: { deletedId: rule.id, userErrors: [] } });
  expect((await stored()).bert).toEqual(before.bert);
});

import { DEMO_MAILBOXES, EXAMPLE_MAIL_SERVICE, OTHER_MAIL_SERVICE } from '@hostgraph/demo-data';
import type { Principal } from '@hostgraph/principal';
import { mutateBy, refused, type TestSubgraph } from '@hostgraph/subgraph-testing';
import {
  administrator,
  apiKey,
  codes,
  collaborator,
  collaboratorWithoutLogs,
  legalResponsible,
  startMail,
  stranger,
} from './mail-world';

interface Template {
  readonly id: string;
  readonly name: string;
  readonly visibility: string;
  readonly version: number;
  readonly variables: string[];
  readonly text: { plain: string; html: string | null };
}

interface Page {
  readonly nodes: { id: string; name: string }[];
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

const FIELDS = 'id name visibility version variables text { plain html }';
const TEXT = { plain: '{{name}}\r\n{{ jobTitle }}', html: '<p>{{name}}<br>{{jobTitle}}</p>' };

let subgraph: TestSubgraph;
const mutate = mutateBy(() => subgraph);

beforeAll(async () => {
  subgraph = await startMail();
});

afterAll(() => subgraph.stop());

const create = (caller: Principal, input: Record<string, unknown> = {}) =>
  mutate<{ signatureTemplate: Template | null }>(
    caller,
    'createSignatureTemplate',
    { mailServiceId: EXAMPLE_MAIL_SERVICE.id, name: 'House', text: TEXT, ...input },
    `signatureTemplate { ${FIELDS} }`,
  );

async function created(input: Record<string, unknown> = {}): Promise<Template> {
  const { outcome } = await create(administrator, input);
  expect(outcome?.userErrors).toEqual([]);
  return outcome!.signatureTemplate!;
}

const update = (caller: Principal, input: Record<string, unknown>) =>
  mutate<{ signatureTemplate: Template | null }>(
    caller,
    'updateSignatureTemplate',
    input,
    `signatureTemplate { ${FIELDS} }`,
  );

const remove = (caller: Principal, id: string) =>
  mutate<{ deletedId: string }>(caller, 'deleteSignatureTemplate', { id }, 'deletedId');

async function listed(caller: Principal, first = 100): Promise<string[]> {
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const answer: { data?: { mailService: { signatureTemplates: Page } } | null } = await subgraph.ask(
      caller,
      `query ($id: ID!, $first: Int!, $after: String) { mailService(id: $id) {
         signatureTemplates(first: $first, after: $after) {
           nodes { id name } pageInfo { hasNextPage endCursor } } } }`,
      { id: EXAMPLE_MAIL_SERVICE.id, first, after },
    );
    const { nodes, pageInfo } = answer.data!.mailService.signatureTemplates;
    ids.push(...nodes.map(({ id }) => id));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return ids;
}

it('matches entities and migrations', async () => {
  const { upQueries } = await subgraph.database.driver.createSchemaBuilder().log();
  expect(upQueries.map(({ query }) => query).filter((query) => query.includes('signature'))).toEqual([]);
});

it('keeps both forms of a text, with the variables that they have', async () => {
  expect(await created()).toMatchObject({
    name: 'House',
    visibility: 'VISIBLE',
    version: 1,
    variables: ['NAME', 'JOB_TITLE'],
    text: { plain: '{{name}}\n{{ jobTitle }}', html: '<p>{{name}}<br />{{jobTitle}}</p>' },
  });
  const plainOnly = await created({ text: { plain: 'Kind regards' } });
  expect(plainOnly).toMatchObject({ variables: [], text: { plain: 'Kind regards', html: null } });
});

it.each([
  ['a script', '<p>{{name}}</p><script>alert(1)</script>', '<p>{{name}}</p>'],
  ['what runs when something happens', '<p onclick="alert(1)">x</p>', '<p>x</p>'],
  ['a link that runs', '<a href="javascript:alert(1)">x</a>', '<a>x</a>'],
  ['a link that runs, disguised', '<a href=" jAvA&#x0A;sCrIpT:alert(1)">x</a>', '<a>x</a>'],
  ['a picture that tells who reads', '<img src="http://tracker.test/x.gif" alt="x">', '<img alt="x" />'],
  ['what covers the page', '<p style="position:fixed;color:red">x</p>', '<p style="color:red">x</p>'],
  ['a form, a frame and a drawing', '<form>x</form><iframe src="//y"></iframe><svg onload="z()" />', 'x'],
])('takes %s out of HTML', async (_name, html, clean) => {
  expect((await created({ text: { ...TEXT, html } })).text.html).toBe(clean);
});

it('keeps plain text alone where nothing is left of the HTML', async () => {
  expect((await created({ text: { ...TEXT, html: '<script>alert(1)</script>' } })).text.html).toBeNull();
});

it.each([
  ['something that is no variable', { plain: 'Hello {{salary}}' }, '{{salary}}'],
  ['a variable in other capitals', { plain: '{{Name}}' }, '{{Name}}'],
  ['a variable that is not closed', { plain: 'Hello {{name' }, '{{name'],
  ['more than a variable', { html: '<p>{{name.constructor}}</p>' }, '{{name.constructor}}'],
  ['what only an object has', { plain: '{{constructor}}' }, '{{constructor}}'],
  ['a variable written by entities', { html: '&#123;&#123;salary}}' }, '{{salary}}'],
  ['a variable that cleaning would make', { html: '{<script></script>{salary}}' }, '{{salary}}'],
])('refuses %s between braces, and says where', async (_name, text, quoted) => {
  const { outcome } = await create(administrator, { text: { ...TEXT, ...text } });
  expect(outcome!.signatureTemplate).toBeNull();
  expect(outcome!.userErrors).toEqual(refused('UNKNOWN_VARIABLE', 'text'));
  expect(outcome!.userErrors[0]!.message).toContain(quoted);
});

it.each([
  ['a name of spaces', { name: '  ' }],
  ['a name that runs backwards', { name: 'a\u202eb' }],
  ['a name that is too long', { name: 'x'.repeat(101) }],
  ['a text with a character that cannot be stored', { text: { plain: 'a\u0000b' } }],
  ['half a character', { text: { plain: 'a\ud800b' } }],
  ['a text that is too long', { text: { plain: 'x'.repeat(20_001) } }],
  ['HTML that is too long', { text: { plain: 'x', html: 'x'.repeat(50_001) } }],
])('refuses %s with a sentence', async (_name, input) => {
  const { answer } = await create(administrator, input);
  expect(codes(answer)).toEqual(['BAD_USER_INPUT']);
  expect(answer.errors![0]!.message).toMatch(/must be|at most/);
});

it('stores the longest HTML that is accepted, though cleaning makes it longer', async () => {
  const { text } = await created({ text: { plain: 'x', html: '&'.repeat(50_000) } });
  expect(text.html).toHaveLength(250_000);
});

it('counts a version for each change of the text, and none for anything else', async () => {
  const { id, text } = await created();
  const hidden = await update(administrator, { id, name: 'Renamed', visibility: 'HIDDEN' });
  expect(hidden.outcome!.signatureTemplate).toEqual({
    id,
    name: 'Renamed',
    visibility: 'HIDDEN',
    version: 1,
    variables: ['NAME', 'JOB_TITLE'],
    text,
  });
  expect((await update(administrator, { id, text: TEXT })).outcome!.signatureTemplate!.version).toBe(1);
  const written = await update(administrator, { id, text: { plain: '{{email}}' } });
  expect(written.outcome!.signatureTemplate).toMatchObject({
    name: 'Renamed',
    visibility: 'HIDDEN',
    version: 2,
    variables: ['EMAIL'],
    text: { plain: '{{email}}', html: null },
  });
});

it('changes nothing where a new text is refused', async () => {
  const template = await created();
  const { outcome } = await update(administrator, { id: template.id, name: 'New', text: { plain: '{{x}}' } });
  expect(outcome!.userErrors).toEqual(refused('UNKNOWN_VARIABLE', 'text'));
  const same = await update(administrator, { id: template.id });
  expect(same.outcome!.signatureTemplate).toEqual(template);
});

it('is written by administrators alone', async () => {
  for (const caller of [legalResponsible, apiKey('mail:read', 'mail:write')]) {
    expect((await create(caller)).outcome!.userErrors).toEqual([]);
  }
  expect(codes((await create(collaborator)).answer)).toEqual(['FORBIDDEN']);
  expect(codes((await create(apiKey('mail:read'))).answer)).toEqual(['FORBIDDEN']);
  const absent = { mailServiceId: 'msv_none' };
  expect(await create(stranger)).toEqual(await create(stranger, absent));
  expect(await create(administrator, { mailServiceId: OTHER_MAIL_SERVICE.id })).toEqual(
    await create(administrator, absent),
  );
  expect(codes((await create(administrator, absent)).answer)).toEqual(['NOT_FOUND']);
  const { id } = await created();
  for (const { answer } of [await update(collaborator, { id, name: 'x' }), await remove(collaborator, id)]) {
    expect(codes(answer)).toEqual(['FORBIDDEN']);
  }
});

it('is hidden from users as if it were not there, and from strangers in any case', async () => {
  const visible = await created({ name: 'Seen' });
  const hidden = await created({ name: 'Unseen', visibility: 'HIDDEN' });
  expect(await listed(administrator)).toEqual(expect.arrayContaining([visible.id, hidden.id]));
  for (const user of [collaborator, collaboratorWithoutLogs]) {
    const seen = await listed(user);
    expect(seen).toContain(visible.id);
    expect(seen).not.toContain(hidden.id);
    expect(await update(user, { id: hidden.id, name: 'x' })).toEqual(
      await update(user, { id: 'sgt_none', name: 'x' }),
    );
    expect(await remove(user, hidden.id)).toEqual(await remove(user, 'sgt_none'));
  }
  for (const { id } of [visible, hidden]) {
    const attempt = await remove(stranger, id);
    expect(attempt).toEqual(await remove(stranger, 'sgt_none'));
    expect(codes(attempt.answer)).toEqual(['NOT_FOUND']);
  }
  expect(await listed(administrator)).toEqual(expect.arrayContaining([visible.id, hidden.id]));
});

it('is in the list by name, also where names are the same, over pages of any size', async () => {
  for (let i = 0; i < 3; i++) await created({ name: 'Same' });
  const all = await listed(administrator);
  expect(await listed(administrator, 1)).toEqual(all);
  expect(await listed(administrator, 3)).toEqual(all);
  expect(new Set(all).size).toBe(all.length);
});

it('is gone when it is deleted, and says so once', async () => {
  const { id } = await created();
  expect((await remove(administrator, id)).outcome).toEqual({ deletedId: id, userErrors: [] });
  expect(codes((await remove(administrator, id)).answer)).toEqual(['NOT_FOUND']);
});

it('leaves a row in the audit trail for each change, and none for a refusal', async () => {
  const { id } = await created();
  await update(administrator, { id, text: { plain: '{{x}}' } });
  await update(collaborator, { id, name: 'x' });
  await update(legalResponsible, { id, name: 'Other' });
  await remove(administrator, id);
  const rows: unknown = await subgraph.database.query(
    `SELECT action, actor_id, target_type, organization_id FROM mail.audit_event
     WHERE target_id = $1 ORDER BY occurred_at, id`,
    [id],
  );
  const common = {
    target_type: 'SIGNATURE_TEMPLATE',
    organization_id: EXAMPLE_MAIL_SERVICE.organizationId,
  };
  expect(rows).toEqual(
    expect.arrayContaining([
      { ...common, action: 'CREATE_SIGNATURE_TEMPLATE', actor_id: administrator.id },
      { ...common, action: 'UPDATE_SIGNATURE_TEMPLATE', actor_id: legalResponsible.id },
      { ...common, action: 'DELETE_SIGNATURE_TEMPLATE', actor_id: administrator.id },
    ]),
  );
  expect(rows).toHaveLength(3);
});

it('is no more than a hundred in a mail service, however many ask for the last place at once', async () => {
  await subgraph.database.query(
    `INSERT INTO mail.signature_template (id, mail_service_id, name, plain, visibility)
     SELECT format('sgt_%s', i), $1, 'x', 'x', 'VISIBLE'
     FROM generate_series((SELECT count(*) FROM mail.signature_template WHERE mail_service_id = $1), 98) AS i`,
    [EXAMPLE_MAIL_SERVICE.id],
  );
  const outcomes = await Promise.all([1, 2, 3].map(() => create(administrator)));
  expect(outcomes.filter(({ outcome }) => outcome!.userErrors.length === 0)).toHaveLength(1);
  expect((await create(administrator)).outcome!.userErrors).toEqual(
    refused('TEMPLATE_LIMIT_REACHED', 'mailServiceId'),
  );
  await expect(
    subgraph.database.query(
      `INSERT INTO mail.signature_template (id, mail_service_id, name, plain, visibility)
       VALUES ('sgt_over', $1, 'x', 'x', 'VISIBLE')`,
      [EXAMPLE_MAIL_SERVICE.id],
    ),
  ).rejects.toThrow(/at most 100 rows of signature_template/);
});

it('reads the templates of a service whose mailboxes are many with three statements', async () => {
  await subgraph.ask(
    collaborator,
    `query ($id: ID!) { mailbox(id: $id) { mailService { signatureTemplates(first: 100) { nodes { ${FIELDS} } } } } }`,
    { id: DEMO_MAILBOXES.anna.id },
  );
  // Mailbox, service, page.
  expect(subgraph.statements).toHaveLength(3);
});

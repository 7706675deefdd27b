import { EXAMPLE_MAIL_SERVICE, OTHER_MAIL_SERVICE } from '@hostgraph/demo-data';
import type { Principal } from '@hostgraph/principal';
import { callersWith, codes, mutateBy, refused, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { startMail } from './mail-world';

interface Template {
  readonly id: string;
  readonly name: string;
  readonly visibility: string;
  readonly version: number;
  readonly texts: {
    language: string;
    subject: string;
    body: string;
    html: string | null;
    variables: string[];
  }[];
}

const { administrator, legalResponsible, apiKey, collaborator, collaboratorWithoutLogs, stranger } =
  callersWith(['mail:read', 'mail:write']);
const ABSENCE = {
  language: 'de',
  subject: 'Abwesend bis {{returnDate}}',
  body: 'Ich bin ab {{ returnDate }} zurück. Bitte wenden Sie sich an {{deputy}}.\r\n{{name}}',
};
const FIELDS = 'id name visibility version texts { language subject body html variables }';

let subgraph: TestSubgraph;
const mutate = mutateBy(() => subgraph);

beforeAll(async () => {
  subgraph = await startMail();
});

afterAll(() => subgraph.stop());

const create = (caller: Principal, input: Record<string, unknown> = {}) =>
  mutate<{ template: Template | null }>(
    caller,
    'createAutoReplyTemplate',
    { mailServiceId: EXAMPLE_MAIL_SERVICE.id, name: 'Absence', texts: [ABSENCE], ...input },
    `template { ${FIELDS} }`,
  );

async function created(input: Record<string, unknown> = {}): Promise<Template> {
  const { outcome } = await create(administrator, input);
  expect(outcome?.userErrors).toEqual([]);
  return outcome!.template!;
}

const update = (caller: Principal, input: Record<string, unknown>) =>
  mutate<{ template: Template | null }>(caller, 'updateAutoReplyTemplate', input, `template { ${FIELDS} }`);

const remove = (caller: Principal, templateId: string) =>
  mutate<{ deletedTemplateId: string }>(
    caller,
    'deleteAutoReplyTemplate',
    { templateId },
    'deletedTemplateId',
  );

const read = (caller: Principal, id: string) =>
  subgraph.ask<{ autoReplyTemplate: Template | null }>(
    caller,
    `query ($id: ID!) { autoReplyTemplate(id: $id) { ${FIELDS} } }`,
    { id },
  );

async function listed(caller: Principal, visibility?: string): Promise<string[]> {
  const { data } = await subgraph.ask<{
    mailService: { autoReplyTemplates: { nodes: { id: string }[] } };
  }>(
    caller,
    `query ($id: ID!, $visibility: TemplateVisibility) { mailService(id: $id) {
       autoReplyTemplates(visibility: $visibility, first: 100) { nodes { id } } } }`,
    { id: EXAMPLE_MAIL_SERVICE.id, visibility },
  );
  return data!.mailService.autoReplyTemplates.nodes.map(({ id }) => id);
}

it('keeps texts in their order, with the variables that they have', async () => {
  const french = {
    language: 'FR-ch',
    subject: 'Absence',
    body: 'De retour bientôt.',
    html: '<p>Bientôt</p>',
  };
  const template = await created({ texts: [ABSENCE, french] });
  expect(template).toMatchObject({ name: 'Absence', visibility: 'VISIBLE', version: 1 });
  expect(template.texts).toEqual([
    {
      ...ABSENCE,
      body: ABSENCE.body.replace('\r', ''),
      html: null,
      variables: ['NAME', 'RETURN_DATE', 'DEPUTY'],
    },
    { ...french, language: 'fr-CH', variables: [] },
  ]);
  expect((await read(administrator, template.id)).data).toEqual({ autoReplyTemplate: template });
});

it('takes out of HTML what could do harm, and leaves what messages are made of', async () => {
  const html =
    '<p style="color:red;position:fixed">Hello <b>{{name}}</b><script>alert(1)</script>' +
    '<img src="http://tracker.test/x" onerror="alert(1)"><img src="https://example.test/logo.png">' +
    '<a href="javascript:alert(1)">x</a><a href="https://example.test/">y</a></p><form><input></form>';
  const { texts } = await created({ texts: [{ ...ABSENCE, html }] });
  expect(texts[0]!.html).toBe(
    '<p style="color:red">Hello <b>{{name}}</b><img /><img src="https://example.test/logo.png" />' +
      '<a>x</a><a href="https://example.test/">y</a></p>',
  );
});

it('counts a version for each change of the texts, and none for name and visibility', async () => {
  const { id } = await created();
  const hidden = await update(administrator, { templateId: id, name: 'Renamed', visibility: 'HIDDEN' });
  expect(hidden.outcome!.template).toMatchObject({ name: 'Renamed', visibility: 'HIDDEN', version: 1 });
  const texts = [{ language: 'en', subject: 'Away', body: 'Away.' }];
  const written = await update(administrator, { templateId: id, texts });
  expect(written.outcome!.template).toMatchObject({ name: 'Renamed', visibility: 'HIDDEN', version: 2 });
  expect(written.outcome!.template!.texts).toHaveLength(1);
});

it.each([
  ['something that is no variable', { body: 'Hello {{surname}}' }, '{{surname}}'],
  ['a variable in other capitals', { subject: '{{Name}}' }, '{{Name}}'],
  ['a variable that is not closed', { body: 'Hello {{name' }, '{{name'],
  ['more than a variable', { html: '<p>{{name | upper}}</p>' }, '{{name | upper}}'],
  ['a section of Mustache', { body: '{{#name}}x{{/name}}' }, '{{#name}}'],
])('refuses %s between braces, and says where', async (_name, text, quoted) => {
  const { outcome } = await create(administrator, { texts: [{ ...ABSENCE, ...text }] });
  expect(outcome!.template).toBeNull();
  expect(outcome!.userErrors).toEqual(refused('UNKNOWN_VARIABLE', 'texts'));
  expect(outcome!.userErrors[0]!.message).toContain(quoted);
});

it('refuses two texts in one language, however it is written', async () => {
  const { outcome } = await create(administrator, { texts: [ABSENCE, { ...ABSENCE, language: 'DE' }] });
  expect(outcome!.userErrors).toEqual(refused('LANGUAGE_REPEATED', 'texts'));
});

it.each([
  ['no text', { texts: [] }],
  ['a name of spaces', { name: '  ' }],
  ['a name that runs backwards', { name: 'a\u202eb' }],
  ['a subject of two lines', { texts: [{ ...ABSENCE, subject: 'a\r\nBcc: x@y.test' }] }],
  ['a language that is none', { texts: [{ ...ABSENCE, language: 'de_CH; DROP' }] }],
  ['a body with a control character', { texts: [{ ...ABSENCE, body: 'a\u0000b' }] }],
  ['half a character', { texts: [{ ...ABSENCE, body: 'a\ud800b' }] }],
  ['a body that is too long', { texts: [{ ...ABSENCE, body: 'x'.repeat(20_001) }] }],
])('refuses %s with a sentence', async (_name, input) => {
  const { answer } = await create(administrator, input);
  expect(codes(answer)).toEqual(['BAD_USER_INPUT']);
  expect(answer.errors![0]!.message).toMatch(/must be|at most/);
});

it('is written by administrators alone', async () => {
  for (const caller of [legalResponsible, apiKey])
    expect((await create(caller)).outcome!.userErrors).toEqual([]);
  expect(codes((await create(collaborator)).answer)).toEqual(['FORBIDDEN']);
  expect(codes((await create(stranger)).answer)).toEqual(['NOT_FOUND']);
  expect(codes((await create(administrator, { mailServiceId: OTHER_MAIL_SERVICE.id })).answer)).toEqual([
    'NOT_FOUND',
  ]);
  const reader: Principal = { ...administrator, scopes: ['mail:read'] };
  expect(codes((await create(reader)).answer)).toEqual(['FORBIDDEN']);
  const { id } = await created();
  for (const change of [update(collaborator, { templateId: id, name: 'x' }), remove(collaborator, id)]) {
    expect(codes((await change).answer)).toEqual(['FORBIDDEN']);
  }
});

it('is hidden from users as if it were not there', async () => {
  const visible = await created({ name: 'Seen' });
  const hidden = await created({ name: 'Unseen', visibility: 'HIDDEN' });
  expect(await listed(administrator)).toEqual(expect.arrayContaining([visible.id, hidden.id]));
  expect(await listed(administrator, 'HIDDEN')).toContain(hidden.id);
  expect(await listed(administrator, 'VISIBLE')).not.toContain(hidden.id);
  for (const user of [collaborator, collaboratorWithoutLogs]) {
    expect(await listed(user)).toContain(visible.id);
    expect(await listed(user)).not.toContain(hidden.id);
    expect(await listed(user, 'HIDDEN')).toEqual([]);
    expect((await read(user, visible.id)).data!.autoReplyTemplate).toMatchObject({ name: 'Seen' });
    expect(await read(user, hidden.id)).toEqual(await read(user, 'art_none'));
    const absent = await update(user, { templateId: 'art_none', name: 'x' });
    expect(await update(user, { templateId: hidden.id, name: 'x' })).toEqual(absent);
    expect(codes(absent.answer)).toEqual(['NOT_FOUND']);
  }
  for (const { id } of [visible, hidden])
    expect(await read(stranger, id)).toEqual(await read(stranger, 'art_none'));
});

it('is gone when it is deleted, and says so once', async () => {
  const { id } = await created();
  expect((await remove(administrator, id)).outcome).toEqual({ deletedTemplateId: id, userErrors: [] });
  expect(codes((await remove(administrator, id)).answer)).toEqual(['NOT_FOUND']);
});

it('leaves a row in the audit trail for each change, and none for a refusal', async () => {
  const { id } = await created();
  await update(administrator, { templateId: id, texts: [{ ...ABSENCE, body: '{{x}}' }] });
  await update(apiKey, { templateId: id, name: 'Other' });
  await remove(administrator, id);
  const rows: unknown = await subgraph.database.query(
    'SELECT action, actor_id, target_type FROM mail.audit_event WHERE target_id = $1 ORDER BY occurred_at, id',
    [id],
  );
  expect(rows).toEqual([
    { action: 'CREATE_AUTO_REPLY_TEMPLATE', actor_id: administrator.id, target_type: 'AUTO_REPLY_TEMPLATE' },
    { action: 'UPDATE_AUTO_REPLY_TEMPLATE', actor_id: apiKey.id, target_type: 'AUTO_REPLY_TEMPLATE' },
    { action: 'DELETE_AUTO_REPLY_TEMPLATE', actor_id: administrator.id, target_type: 'AUTO_REPLY_TEMPLATE' },
  ]);
});

it('is no more than a hundred in a mail service', async () => {
  await subgraph.database.query(
    `INSERT INTO mail.auto_reply_template (id, mail_service_id, name, visibility)
     SELECT format('art_%s', i), $1, 'x', 'VISIBLE' FROM generate_series(1, 100) AS i`,
    [EXAMPLE_MAIL_SERVICE.id],
  );
  expect((await create(administrator)).outcome!.userErrors).toEqual(
    refused('TEMPLATE_LIMIT_REACHED', 'mailServiceId'),
  );
});

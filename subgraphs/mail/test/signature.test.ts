import { DEMO_MAILBOXES, EXAMPLE_MAIL_SERVICE, OTHER_MAIL_SERVICE } from '@hostgraph/demo-data';
import type { Principal } from '@hostgraph/principal';
import { mutateBy, refused, type TestAnswer, type TestSubgraph } from '@hostgraph/subgraph-testing';
import {
  addMailboxes,
  administrator,
  apiKey,
  codes,
  collaborator,
  collaboratorWithoutLogs,
  startMail,
  stranger,
} from './mail-world';

interface Signature {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly isDefault: boolean;
  readonly source: { plain: string; html: string | null };
  readonly text: { plain: string; html: string | null };
  readonly values: { variable: string; value: string }[];
  readonly missingVariables: string[];
  readonly template: { id: string } | null;
  readonly templateVersion: number | null;
  readonly isOutdated: boolean;
}

interface Changed {
  readonly signature: Signature | null;
  readonly missingVariables: string[];
}

const FIELDS = `id name state isDefault source { plain html } text { plain html } values { variable value }
  missingVariables template { id } templateVersion isOutdated`;
const HOUSE = {
  plain: '{{name}}\n{{jobTitle}}\n{{email}}',
  html: '<p>{{name}}<br />{{jobTitle}}<br /><a href="{{website}}">{{website}}</a></p>',
};
const { anna, bert, cora, dirk, victim } = DEMO_MAILBOXES;

let subgraph: TestSubgraph;
const mutate = mutateBy(() => subgraph);

beforeAll(async () => {
  subgraph = await startMail();
});

/** None of the demonstration's, nor of the test before: a mailbox has room for twenty. */
beforeEach(() => subgraph.database.query('DELETE FROM mail.signature; DELETE FROM mail.signature_template'));

afterAll(() => subgraph.stop());

const create = (caller: Principal, input: Record<string, unknown> = {}) =>
  mutate<Changed>(
    caller,
    'createSignature',
    { mailboxId: anna.id, name: 'Mine', ...input },
    `signature { ${FIELDS} } missingVariables`,
  );

async function created(input: Record<string, unknown> = {}, caller = administrator): Promise<Signature> {
  const { outcome } = await create(caller, input);
  expect(outcome?.userErrors).toEqual([]);
  return outcome!.signature!;
}

const update = (caller: Principal, input: Record<string, unknown>) =>
  mutate<Changed>(caller, 'updateSignature', input, `signature { ${FIELDS} } missingVariables`);

async function updated(input: Record<string, unknown>, caller = administrator): Promise<Signature> {
  const { outcome } = await update(caller, input);
  expect(outcome?.userErrors).toEqual([]);
  return outcome!.signature!;
}

const remove = (caller: Principal, id: string) =>
  mutate<{ deletedId: string }>(caller, 'deleteSignature', { id }, 'deletedId');

async function template(input: Record<string, unknown> = {}, mailServiceId = EXAMPLE_MAIL_SERVICE.id) {
  const { outcome } = await mutate<{ signatureTemplate: { id: string } }>(
    mailServiceId === EXAMPLE_MAIL_SERVICE.id ? administrator : stranger,
    'createSignatureTemplate',
    { mailServiceId, name: 'House', text: HOUSE, ...input },
    'signatureTemplate { id }',
  );
  return outcome!.signatureTemplate.id;
}

const rewrite = (id: string, input: Record<string, unknown>) =>
  mutate(administrator, 'updateSignatureTemplate', { id, ...input }, 'signatureTemplate { version }');

const read = (
  caller: Principal,
  mailboxId = anna.id,
): Promise<TestAnswer<{ mailbox: { signatures: { nodes: Signature[] } | null } }>> =>
  subgraph.ask(
    caller,
    `query ($id: ID!) { mailbox(id: $id) { signatures(first: 100) { nodes { ${FIELDS} } } } }`,
    { id: mailboxId },
  );

const listed = async (caller: Principal, mailboxId = anna.id): Promise<Signature[]> =>
  (await read(caller, mailboxId)).data!.mailbox.signatures!.nodes;

describe('made from a template', () => {
  it('is a draft that names what is missing, with what is known of the mailbox', async () => {
    const templateId = await template();
    const signature = await created({ templateId });
    expect(signature).toEqual({
      id: expect.stringMatching(/^sig_/) as string,
      name: 'Mine',
      state: 'DRAFT',
      isDefault: false,
      source: HOUSE,
      text: {
        plain: 'Anna\n{{jobTitle}}\nanna@example.test',
        html: '<p>Anna<br />{{jobTitle}}<br /><a href="{{website}}">{{website}}</a></p>',
      },
      values: [],
      missingVariables: ['JOB_TITLE', 'WEBSITE'],
      template: { id: templateId },
      templateVersion: 1,
      isOutdated: false,
    });
    expect(await listed(administrator)).toEqual([signature]);
  });

  it('is finished when nothing is missing any more, and not before', async () => {
    const { id } = await created({ templateId: await template() });
    const early = await update(administrator, {
      id,
      state: 'READY',
      values: [{ variable: 'WEBSITE', value: 'https://a.test' }],
    });
    expect(early.outcome).toMatchObject({ signature: null, missingVariables: ['JOB_TITLE'] });
    expect(early.outcome!.userErrors).toEqual(refused('MISSING_VARIABLES', 'state'));
    expect(early.outcome!.userErrors[0]!.message).toContain('{{jobTitle}}');
    expect((await listed(administrator))[0]).toMatchObject({ state: 'DRAFT', values: [] });

    const half = await updated({ id, values: [{ variable: 'WEBSITE', value: 'https://a.test' }] });
    expect(half).toMatchObject({ state: 'DRAFT', missingVariables: ['JOB_TITLE'] });
    const values = [
      { variable: 'JOB_TITLE', value: 'Office' },
      { variable: 'NAME', value: 'Anna of the office' },
    ];
    expect(await updated({ id, values, state: 'READY' })).toMatchObject({
      state: 'READY',
      missingVariables: [],
      values: [...values].reverse().concat({ variable: 'WEBSITE', value: 'https://a.test' }),
      text: {
        plain: 'Anna of the office\nOffice\nanna@example.test',
        html: '<p>Anna of the office<br />Office<br /><a href="https://a.test">https://a.test</a></p>',
      },
    });
  });

  it('stays ready or is refused: a value that is needed cannot be taken back', async () => {
    const values = [{ variable: 'JOB_TITLE', value: 'Office' }];
    const templateId = await template({ text: { plain: '{{name}}, {{jobTitle}}' } });
    const { id } = await created({ templateId, values, state: 'READY' });
    const without = [{ variable: 'JOB_TITLE', value: null }];
    const { outcome } = await update(administrator, { id, values: without });
    expect(outcome!.userErrors).toEqual(refused('MISSING_VARIABLES', 'state'));
    expect(await updated({ id, values: without, state: 'DRAFT' })).toMatchObject({
      values: [],
      missingVariables: ['JOB_TITLE'],
      text: { plain: 'Anna, {{jobTitle}}' },
    });
  });

  it('is never changed by its template, but tells that there is a newer text and can take it', async () => {
    const templateId = await template();
    const before = await created({ templateId });
    await rewrite(templateId, { name: 'Renamed' });
    expect(await listed(administrator)).toEqual([before]);
    await rewrite(templateId, { text: { plain: '{{name}} of the house' } });
    expect(await listed(administrator)).toEqual([{ ...before, isOutdated: true }]);
    await rewrite(templateId, { visibility: 'HIDDEN' });
    const asHolder = (await listed(collaborator))[0];
    expect(asHolder).toEqual({ ...before, isOutdated: true, template: null });
    await rewrite(templateId, { visibility: 'VISIBLE' });
    expect(await updated({ id: before.id, templateId })).toMatchObject({
      templateVersion: 2,
      isOutdated: false,
      text: { plain: 'Anna of the house', html: null },
      missingVariables: [],
    });
    await mutate(administrator, 'deleteSignatureTemplate', { id: templateId }, 'deletedId');
    expect((await listed(administrator))[0]).toMatchObject({
      template: null,
      templateVersion: 2,
      isOutdated: false,
      text: { plain: 'Anna of the house' },
    });
  });

  it('takes no text but that of a visible template of the mailbox’s own service', async () => {
    const hidden = await template({ visibility: 'HIDDEN' });
    const foreign = await template({}, OTHER_MAIL_SERVICE.id);
    const absent = await create(collaborator, { templateId: 'sgt_none' });
    expect(codes(absent.answer)).toEqual(['NOT_FOUND']);
    const { id } = await created({ text: { plain: 'x' } });
    const absentInUpdate = await update(collaborator, { id, templateId: 'sgt_none' });
    for (const templateId of [hidden, foreign]) {
      expect(await create(collaborator, { templateId })).toEqual(absent);
      expect(await update(collaborator, { id, templateId })).toEqual(absentInUpdate);
    }
    expect(await create(administrator, { templateId: foreign })).toEqual(absent);
    // Who administers the service sees it, and is told what is the matter.
    expect((await create(administrator, { templateId: hidden })).outcome!.userErrors).toEqual(
      refused('TEMPLATE_HIDDEN', 'templateId'),
    );
    expect(await listed(administrator)).toHaveLength(1);
  });
});

describe('a text of one’s own', () => {
  it('may have variables, and is a copy of no template', async () => {
    const text = { plain: 'Regards\r\n{{name}}', html: '<b>{{name}}</b><script>alert(1)</script>' };
    expect(await created({ text, state: 'READY' })).toMatchObject({
      state: 'READY',
      source: { plain: 'Regards\n{{name}}', html: '<b>{{name}}</b>' },
      text: { plain: 'Regards\nAnna', html: '<b>Anna</b>' },
      template: null,
      templateVersion: null,
      isOutdated: false,
    });
  });

  it('takes the place of a template’s', async () => {
    const { id } = await created({ templateId: await template() });
    expect(await updated({ id, text: { plain: 'Bye' } })).toMatchObject({
      template: null,
      templateVersion: null,
      missingVariables: [],
      text: { plain: 'Bye', html: null },
    });
  });

  it('is refused beside a template, or where neither is named', async () => {
    const templateId = await template();
    const text = { plain: 'x' };
    const { id } = await created({ text });
    for (const { outcome } of [
      await create(administrator),
      await create(administrator, { templateId, text }),
      await update(administrator, { id, templateId, text }),
    ]) {
      expect(outcome!.userErrors).toEqual(refused('CONTENT_NOT_CLEAR', 'text'));
    }
  });

  it('is refused with a variable that there is not', async () => {
    const { outcome } = await create(administrator, { text: { plain: '{{password}}' } });
    expect(outcome!.userErrors).toEqual(refused('UNKNOWN_VARIABLE', 'text'));
    const { answer } = await create(administrator, {
      text: { plain: 'x' },
      values: [{ variable: 'PASSWORD', value: 'x' }],
    });
    expect(codes(answer)).toEqual(['BAD_USER_INPUT']);
  });
});

describe('a value', () => {
  const inHtml = async (html: string, value: string) => {
    const { text } = await created({
      text: { plain: '{{website}}', html },
      values: [{ variable: 'WEBSITE', value }],
    });
    expect(text.plain).toBe(value);
    return text.html;
  };

  it.each([
    [
      'an element',
      '<p>{{website}}</p>',
      '<img src=x onerror=alert(1)>',
      '<p>&lt;img src=x onerror=alert(1)&gt;</p>',
    ],
    [
      'the end of an attribute',
      '<p title="{{website}}">x</p>',
      '"><script>1</script>',
      '<p title="&quot;&gt;&lt;script&gt;1&lt;/script&gt;">x</p>',
    ],
    ['a link that runs', '<a href="{{website}}">x</a>', 'javascript:alert(1)', '<a>x</a>'],
    [
      'a link that runs, in disguise',
      '<a href="{{website}}">x</a>',
      'JaVaScRiPt&colon;alert(1)',
      '<a href="JaVaScRiPt&amp;colon;alert(1)">x</a>',
    ],
    ['data as a link', '<a href="{{website}}">x</a>', 'data:text/html,<script>1</script>', '<a>x</a>'],
    ['a picture that tells who reads', '<img src="{{website}}" />', 'http://tracker.test/x.gif', '<img />'],
    ['an entity', '<p>{{website}}</p>', '&lt;b&gt;', '<p>&amp;lt;b&amp;gt;</p>'],
    ['a variable', '<p>{{website}}</p>', '{{name}}', '<p>{{name}}</p>'],
    ['a pattern of replacement', '<p>{{website}}</p>', '$& $1 $`', '<p>$&amp; $1 $`</p>'],
  ])('is text and nothing more, where it would be %s', async (_name, html, value, filled) => {
    expect(await inHtml(html, value)).toBe(filled);
  });

  it('is escaped also where the mailbox’s name is the value', async () => {
    await subgraph.database.query(`UPDATE mail.mailbox SET display_name = '<i>Bert</i>' WHERE id = $1`, [
      bert.id,
    ]);
    const text = { plain: '{{name}}', html: '<p>{{name}}</p>' };
    expect((await created({ mailboxId: bert.id, text })).text).toEqual({
      plain: '<i>Bert</i>',
      html: '<p>&lt;i&gt;Bert&lt;/i&gt;</p>',
    });
    await subgraph.database.query(`UPDATE mail.mailbox SET display_name = 'Bert' WHERE id = $1`, [bert.id]);
  });

  it.each([
    ['two lines', 'a\nb'],
    ['a text that runs backwards', 'a\u202eb'],
    ['nothing but spaces', '   '],
    ['nothing', ''],
    ['more than 200 characters', 'x'.repeat(201)],
    ['a character that cannot be stored', 'a\u0000'],
  ])('is refused as %s', async (_name, value) => {
    const { answer } = await create(administrator, {
      text: { plain: 'x' },
      values: [{ variable: 'PHONE', value }],
    });
    expect(codes(answer)).toEqual(['BAD_USER_INPUT']);
    expect(answer.errors![0]!.message).toMatch(/value must be|at most 200 characters/);
  });

  it('cannot make a text grow without bounds', async () => {
    const values = [{ variable: 'PHONE', value: 'x'.repeat(200) }];
    for (const text of [
      { plain: '{{phone}}'.repeat(2000) },
      { plain: 'x', html: '{{phone}}'.repeat(5000) },
    ]) {
      const { outcome } = await create(administrator, { text, values });
      expect(outcome!.userErrors).toEqual(refused('TEXT_TOO_LONG', 'values'));
    }
  });

  it('that is given twice is the last one', async () => {
    const values = ['first', 'last'].map((value) => ({ variable: 'PHONE', value }));
    expect(await created({ text: { plain: '{{phone}}' }, values })).toMatchObject({
      text: { plain: 'last' },
      values: [{ variable: 'PHONE', value: 'last' }],
    });
  });
});

it('stays as it was filled in when the mailbox is renamed, until it is changed', async () => {
  const { id } = await created({ mailboxId: dirk.id, text: { plain: '{{name}}' } });
  await subgraph.database.query(`UPDATE mail.mailbox SET display_name = 'Dirk II' WHERE id = $1`, [dirk.id]);
  expect((await listed(administrator, dirk.id))[0]!.text.plain).toBe('Dirk');
  expect((await updated({ id })).text.plain).toBe('Dirk II');
  await subgraph.database.query(`UPDATE mail.mailbox SET display_name = 'Dirk' WHERE id = $1`, [dirk.id]);
});

describe('the default', () => {
  const ready = { text: { plain: 'x' }, state: 'READY', isDefault: true };
  const defaults = async () =>
    (await listed(administrator)).filter(({ isDefault }) => isDefault).map(({ name }) => name);

  it('is one for each mailbox, however many ask for it at once', async () => {
    await created({ mailboxId: cora.id, ...ready });
    const [first] = await Promise.all(['A', 'B', 'C'].map((name) => created({ ...ready, name })));
    expect(await defaults()).toHaveLength(1);
    await updated({ id: first!.id, isDefault: true });
    expect(await defaults()).toEqual(['A']);
    await updated({ id: first!.id, isDefault: false });
    expect(await defaults()).toEqual([]);
    expect((await listed(administrator, cora.id)).map(({ isDefault }) => isDefault)).toEqual([true]);
  });

  it('is no draft', async () => {
    const { outcome } = await create(administrator, { ...ready, state: 'DRAFT' });
    expect(outcome!.userErrors).toEqual(refused('DEFAULT_NOT_READY', 'isDefault'));
    const { id } = await created(ready);
    const back = await update(administrator, { id, state: 'DRAFT' });
    expect(back.outcome!.userErrors).toEqual(refused('DEFAULT_NOT_READY', 'isDefault'));
    expect(await defaults()).toEqual(['Mine']);
    await updated({ id, state: 'DRAFT', isDefault: false });
    expect(await defaults()).toEqual([]);
  });

  it('is kept so by the database, too', async () => {
    const { id } = await created(ready);
    const set = (assignment: string) =>
      subgraph.database.query(`UPDATE mail.signature SET ${assignment} WHERE id = $1`, [id]);
    await expect(set(`state = 'DRAFT'`)).rejects.toThrow(/signature_default_check/);
    await expect(set(`missing_variables = '{PHONE}'`)).rejects.toThrow(/signature_ready_check/);
    const other = await created({ text: { plain: 'y' }, state: 'READY' });
    await expect(
      subgraph.database.query('UPDATE mail.signature SET is_default = true WHERE id = $1', [other.id]),
    ).rejects.toThrow(/signature_one_default/);
  });
});

describe('for holders of SIGNATURES', () => {
  const GRANT = [anna.id, collaborator.id] as const;
  const text = { plain: 'x' };

  it('and no others, whatever else they may do with the mailbox', async () => {
    for (const holder of [
      administrator,
      collaborator,
      collaboratorWithoutLogs,
      apiKey('mail:read', 'mail:write'),
    ]) {
      const { id } = await created({ text }, holder);
      expect((await listed(holder)).map((signature) => signature.id)).toContain(id);
    }
    // Bert uses his mailbox, and was granted nothing on it.
    const answer = await read(collaborator, bert.id);
    expect(answer.data!.mailbox.signatures).toBeNull();
    expect(codes(answer)).toEqual(['FORBIDDEN']);
    expect(codes((await create(collaborator, { mailboxId: bert.id, text })).answer)).toEqual(['FORBIDDEN']);

    const { id } = await created({ mailboxId: bert.id, text });
    expect(await update(collaborator, { id, name: 'x' })).toEqual(
      await update(collaborator, { id: 'sig_none', name: 'x' }),
    );
    expect(await remove(collaborator, id)).toEqual(await remove(collaborator, 'sig_none'));
    expect((await listed(administrator, bert.id)).map(({ name }) => name)).toEqual(['Mine']);
  });

  it('so strangers find nothing, as if there were nothing', async () => {
    const { id } = await created({ text });
    expect(await create(stranger, { text })).toEqual(await create(stranger, { mailboxId: 'mbx_none', text }));
    expect(await create(collaborator, { mailboxId: cora.id, text })).toEqual(
      await create(collaborator, { mailboxId: 'mbx_none', text }),
    );
    const attempt = await update(stranger, { id, name: 'x' });
    expect(codes(attempt.answer)).toEqual(['NOT_FOUND']);
    expect(attempt).toEqual(await update(stranger, { id: 'sig_none', name: 'x' }));
    expect(await remove(stranger, id)).toEqual(await remove(stranger, 'sig_none'));
    expect(codes((await create(administrator, { mailboxId: victim.id, text })).answer)).toEqual([
      'NOT_FOUND',
    ]);
  });

  it('and until the right ends: by withdrawal or by itself', async () => {
    const { id } = await created({ text }, collaborator);
    await subgraph.database.query(
      `UPDATE mail.mailbox_grant SET expires_at = now() - interval '1 second'
       WHERE mailbox_id = $1 AND user_id = $2 AND "right" = 'SIGNATURES'`,
      [...GRANT],
    );
    expect(codes((await create(collaborator, { text })).answer)).toEqual(['FORBIDDEN']);
    expect(codes((await update(collaborator, { id, name: 'x' })).answer)).toEqual(['NOT_FOUND']);
    expect(codes(await read(collaborator))).toEqual(['FORBIDDEN']);
    await subgraph.database.query(
      `UPDATE mail.mailbox_grant SET expires_at = NULL WHERE mailbox_id = $1 AND user_id = $2`,
      [...GRANT],
    );
    expect(await updated({ id, name: 'Again' }, collaborator)).toMatchObject({ name: 'Again' });
  });

  it('also where the right is withdrawn while somebody waits for the mailbox', async () => {
    const withdrawing = subgraph.database.createQueryRunner();
    await withdrawing.startTransaction();
    await withdrawing.query('SELECT FROM mail.mailbox WHERE id = $1 FOR NO KEY UPDATE', [anna.id]);
    const waiting = create(collaborator, { text });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await withdrawing.query(
      `DELETE FROM mail.mailbox_grant WHERE mailbox_id = $1 AND user_id = $2 AND "right" = 'SIGNATURES'`,
      [...GRANT],
    );
    await withdrawing.commitTransaction();
    await withdrawing.release();
    expect(codes((await waiting).answer)).toEqual(['FORBIDDEN']);
    expect(await listed(administrator)).toEqual([]);
    await subgraph.database.query(
      `INSERT INTO mail.mailbox_grant (mailbox_id, user_id, "right", granted_by) VALUES ($1, $2, 'SIGNATURES', 'usr_test')`,
      [...GRANT],
    );
  });

  it('whose credential has the scope', async () => {
    const { id } = await created({ text });
    const reader = apiKey('mail:read');
    expect((await read(reader)).data!.mailbox.signatures!.nodes).toHaveLength(1);
    for (const { answer } of [
      await create(reader, { text }),
      await update(reader, { id }),
      await remove(reader, id),
    ]) {
      expect(codes(answer)).toEqual(['FORBIDDEN']);
    }
    const writer = await create(apiKey('mail:write'), { text: { plain: 'secret words' } });
    expect(JSON.stringify(writer.answer)).not.toContain('secret words');
  });
});

it('is gone when it is deleted, and with its mailbox', async () => {
  const { id } = await created({ text: { plain: 'x' } });
  expect((await remove(administrator, id)).outcome).toEqual({ deletedId: id, userErrors: [] });
  expect(codes((await remove(administrator, id)).answer)).toEqual(['NOT_FOUND']);
  await addMailboxes(subgraph.database, EXAMPLE_MAIL_SERVICE.id, 1, collaborator.id);
  const left = await created({ mailboxId: 'mbx_many0', text: { plain: 'x' } });
  await subgraph.database.query(`UPDATE mail.mailbox SET deleted_at = now() WHERE id = 'mbx_many0'`);
  expect(codes((await update(administrator, { id: left.id, name: 'x' })).answer)).toEqual(['NOT_FOUND']);
  await subgraph.database.query(`DELETE FROM mail.mailbox WHERE id = 'mbx_many0'`);
  expect(await subgraph.database.query('SELECT FROM mail.signature')).toHaveLength(0);
});

it('leaves a row in the audit trail for each change, and none for a refusal', async () => {
  const { id } = await created({ text: { plain: '{{phone}}' } }, collaborator);
  await update(administrator, { id, state: 'READY' });
  await update(stranger, { id, name: 'x' });
  await updated({ id, values: [{ variable: 'PHONE', value: '+41 22 555 01 00' }] });
  await remove(administrator, id);
  const rows: unknown = await subgraph.database.query(
    `SELECT action, actor_id, target_type, organization_id FROM mail.audit_event WHERE target_id = $1`,
    [id],
  );
  const common = { target_type: 'SIGNATURE', organization_id: EXAMPLE_MAIL_SERVICE.organizationId };
  expect(rows).toHaveLength(3);
  expect(rows).toEqual(
    expect.arrayContaining([
      { ...common, action: 'CREATE_SIGNATURE', actor_id: collaborator.id },
      { ...common, action: 'UPDATE_SIGNATURE', actor_id: administrator.id },
      { ...common, action: 'DELETE_SIGNATURE', actor_id: administrator.id },
    ]),
  );
});

it('is no more than twenty in a mailbox, however many ask for the last place at once', async () => {
  const insert = (from: number, to: number) =>
    subgraph.database.query(
      `INSERT INTO mail.signature (id, mailbox_id, name, state, source_plain, plain, given_values, missing_variables)
       SELECT format('sig_%s', i), $1, 'x', 'DRAFT', 'x', 'x', '{}', '{}' FROM generate_series($2::integer, $3) AS i`,
      [anna.id, from, to],
    );
  await insert(1, 19);
  const outcomes = await Promise.all([1, 2, 3].map(() => create(administrator, { text: { plain: 'x' } })));
  expect(outcomes.filter(({ outcome }) => outcome!.userErrors.length === 0)).toHaveLength(1);
  expect((await create(administrator, { text: { plain: 'x' } })).outcome!.userErrors).toEqual(
    refused('SIGNATURE_LIMIT_REACHED', 'mailboxId'),
  );
  await expect(insert(20, 20)).rejects.toThrow(/at most 20 rows of signature/);
});

it('is in the list by name, over pages of any size', async () => {
  for (const name of ['B', 'A', 'B']) await created({ name, text: { plain: 'x' } });
  const all = await listed(administrator);
  expect(all.map(({ name }) => name)).toEqual(['A', 'B', 'B']);
  const pages: string[] = [];
  let after: string | null = null;
  do {
    const answer: TestAnswer<{
      mailbox: {
        signatures: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
      };
    }> = await subgraph.ask(
      administrator,
      `query ($id: ID!, $after: String) { mailbox(id: $id) { signatures(first: 1, after: $after) {
         nodes { id } pageInfo { hasNextPage endCursor } } } }`,
      { id: anna.id, after },
    );
    const { nodes, pageInfo } = answer.data!.mailbox.signatures;
    pages.push(...nodes.map(({ id }) => id));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  expect(pages).toEqual(all.map(({ id }) => id));
});

it.each([1, 10, 100])('reads all signatures of %i mailboxes with the same five statements', async (count) => {
  await addMailboxes(subgraph.database, EXAMPLE_MAIL_SERVICE.id, count, collaborator.id);
  const templateId = await template();
  await subgraph.database.query(
    `INSERT INTO mail.signature (id, mailbox_id, name, state, source_plain, plain, given_values, missing_variables,
       template_id, template_version)
     SELECT format('sig_%s_%s', i, j), format('mbx_many%s', i), 'x', 'DRAFT', 'x', 'x', '{}', '{}', $2, 1
     FROM generate_series(0, $1 - 1) AS i CROSS JOIN generate_series(1, 3) AS j`,
    [count, templateId],
  );
  const { data } = await subgraph.askEntities<{ signatures: { nodes: Signature[] } }>(
    administrator,
    `... on Mailbox { signatures(first: 100) { nodes { ${FIELDS} } } }`,
    Array.from({ length: count }, (_, i) => ({ __typename: 'Mailbox', id: `mbx_many${i}` })),
  );
  expect(data!._entities.flatMap((mailbox) => mailbox!.signatures.nodes)).toHaveLength(3 * count);
  // Mailboxes, rights, signatures, templates, their versions.
  expect(subgraph.statements).toHaveLength(5);
  await subgraph.database.query(`DELETE FROM mail.mailbox WHERE id LIKE 'mbx_many%'`);
});

import { DEMO_MAILBOXES, DEMO_PEOPLE, OTHER_MAIL_SERVICE } from '@hostgraph/demo-data';
import type { Principal } from '@hostgraph/principal';
import { codes, refused, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { addMailboxes, startMail } from './mail-world';
import { autoRepliesOf, FIELDS, MAY, TEXT } from './auto-reply-world';

const { administrator, legalResponsible, apiKey, collaborator, collaboratorWithoutLogs, stranger } = MAY;
const { anna, bert, victim } = DEMO_MAILBOXES;

let subgraph: TestSubgraph;
const {
  activate,
  activated,
  update,
  reapply,
  deactivate,
  reset,
  read,
  template,
  changeTemplate,
  mutate,
  clear,
} = autoRepliesOf(() => subgraph);

beforeAll(async () => {
  subgraph = await startMail();
});

beforeEach(clear);

afterAll(() => subgraph.stop());

const query = (sql: string, parameters: readonly unknown[] = []): Promise<unknown> =>
  subgraph.database.query(sql, [...parameters]);

const grant = (right: string, person = DEMO_PEOPLE.collaborator, mailboxId: string = bert.id) =>
  query(
    `INSERT INTO mail.mailbox_grant (mailbox_id, user_id, "right", granted_by) VALUES ($1, $2, $3, 'usr_x')
     ON CONFLICT DO NOTHING`,
    [mailboxId, person.userId, right],
  );
const withdraw = (right: string, mailboxId: string = bert.id) =>
  query(`DELETE FROM mail.mailbox_grant WHERE mailbox_id = $1 AND "right" = $2`, [mailboxId, right]);

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('switched on', () => {
  it('answers at once, everybody, until it is switched off, where nothing else is said', async () => {
    const autoReply = await activated();
    expect(autoReply).toMatchObject({
      id: expect.stringMatching(/^arp_/) as string,
      audience: 'EVERYBODY',
      content: { ...TEXT, html: null, language: 'en', templateVersion: null },
      externalContent: null,
      values: [],
      endsAt: null,
      timeZone: 'Europe/Zurich',
      repeatIntervalDays: 7,
      effectiveState: 'ACTIVE',
      suppressedBecause: null,
      nextTransitionAt: null,
      isOutdated: false,
      deactivatedAt: null,
    });
    expect((await read(administrator)).data).toEqual({ mailbox: { autoReply } });
  });

  it('waits for its first day, and ends after its last, by the clock of the mailbox', async () => {
    await query(`UPDATE mail.mailbox SET time_zone = 'Pacific/Kiritimati' WHERE id = $1`, [anna.id]);
    const autoReply = await activated({ schedule: { firstDay: inDays(10), lastDay: inDays(10) } });
    const startsAt = `${inDays(9)}T10:00:00.000Z`;
    expect(autoReply).toMatchObject({
      timeZone: 'Pacific/Kiritimati',
      startsAt,
      endsAt: `${inDays(10)}T10:00:00.000Z`,
      effectiveState: 'SCHEDULED',
      nextTransitionAt: startsAt,
    });
    await query(`UPDATE mail.mailbox SET time_zone = 'UTC' WHERE id = $1`, [anna.id]);
    expect((await read(administrator)).data!.mailbox!.autoReply).toEqual(autoReply);
    await query(`UPDATE mail.auto_reply SET starts_at = now() - interval '2 days', ends_at = now()`);
    expect((await read(administrator)).data!.mailbox!.autoReply).toMatchObject({
      effectiveState: 'ENDED',
      nextTransitionAt: null,
    });
  });

  it('switches the one before off, which stays in the history', async () => {
    const first = await activated();
    const second = await activated({ audience: 'INTERNAL' });
    const { data } = await subgraph.ask<{ mailbox: { autoReplies: { nodes: unknown[] } } }>(
      administrator,
      'query ($id: ID!) { mailbox(id: $id) { autoReplies(first: 10) { nodes { id effectiveState deactivatedAt } } } }',
      { id: anna.id },
    );
    expect(data!.mailbox.autoReplies.nodes).toEqual([
      { id: second.id, effectiveState: 'ACTIVE', deactivatedAt: null },
      { id: first.id, effectiveState: 'OFF', deactivatedAt: expect.any(String) as string },
    ]);
  });

  it('is one, however many switch one on at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => activate(administrator)));
    expect(answers.map(({ outcome }) => outcome?.userErrors)).toEqual(Array.from({ length: 8 }, () => []));
    expect(
      await query(
        `SELECT count(*)::int AS all, count(*) FILTER (WHERE deactivated_at IS NULL)::int AS on
         FROM mail.auto_reply WHERE mailbox_id = $1`,
        [anna.id],
      ),
    ).toEqual([{ all: 8, on: 1 }]);
  });

  it('is switched on once under one idempotency key, also when it has been switched off since', async () => {
    const idempotencyKey = 'once-and-only-once';
    const first = await activated({ idempotencyKey });
    await deactivate(administrator);
    const again = await activate(administrator, { idempotencyKey });
    expect(again.outcome!.autoReply).toMatchObject({ id: first.id, effectiveState: 'OFF' });
    const other = await activate(administrator, { idempotencyKey, audience: 'INTERNAL' });
    expect(other.outcome).toMatchObject({
      autoReply: null,
      userErrors: refused('IDEMPOTENCY_KEY_REUSED', 'idempotencyKey'),
    });
    // Somebody else's keys are theirs, and so are those of another mailbox.
    expect((await activated({ idempotencyKey }, legalResponsible)).id).not.toBe(first.id);
    expect((await activated({ idempotencyKey, mailboxId: bert.id })).id).not.toBe(first.id);
    expect(await query('SELECT count(*)::int AS count FROM mail.auto_reply')).toEqual([{ count: 3 }]);
  });

  it.each([
    ['neither a text nor a template', { content: { language: 'de' } }, 'CONTENT_NOT_CLEAR', 'content'],
    [
      'both a text and a template',
      { content: { text: TEXT, templateId: 'art_x' } },
      'CONTENT_NOT_CLEAR',
      'content',
    ],
    [
      'another text for external correspondents, who are not answered',
      { audience: 'INTERNAL', externalContent: { text: TEXT } },
      'EXTERNAL_CONTENT_NOT_ACCEPTED',
      'externalContent',
    ],
    ['an end that is past', { schedule: { lastDay: '2020-01-01' } }, 'SCHEDULE_NOT_ACCEPTED', 'schedule'],
    [
      'two beginnings',
      { schedule: { firstDay: '2030-01-01', from: '2030-01-01T00:00:00' } },
      'SCHEDULE_NOT_CLEAR',
      'schedule',
    ],
    [
      'more than a script can hold',
      { externalContent: { text: { ...TEXT, body: '𝒪'.repeat(10_000) } } },
      'REPLY_TOO_LARGE',
      'externalContent',
    ],
    [
      'a variable that there is not',
      { content: { text: { ...TEXT, body: '{{salary}}' } } },
      'UNKNOWN_VARIABLE',
      'content',
    ],
  ])('refuses %s, and leaves on what is on', async (_name, input, code, argument) => {
    const before = await activated();
    const { outcome } = await activate(administrator, input);
    expect(outcome).toMatchObject({ autoReply: null, userErrors: refused(code, argument) });
    expect((await read(administrator)).data!.mailbox!.autoReply).toEqual(before);
  });

  it.each([
    ['a subject with a header behind it', { content: { text: { ...TEXT, subject: 'a\r\nBcc: x@y.test' } } }],
    ['a subject in two lines', { content: { text: { ...TEXT, subject: 'a\u2028b' } } }],
    ['an empty subject', { content: { text: { ...TEXT, subject: '' } } }],
    ['a long subject', { content: { text: { ...TEXT, subject: 'x'.repeat(201) } } }],
    ['a text with a zero byte', { content: { text: { ...TEXT, body: 'a\u0000b' } } }],
    ['a text with half a character', { content: { text: { ...TEXT, body: 'a\udc00b' } } }],
    ['a text of spaces', { content: { text: { ...TEXT, body: ' \n ' } } }],
    ['a long text', { content: { text: { ...TEXT, body: 'x'.repeat(20_001) } } }],
    ['long HTML', { content: { text: { ...TEXT, html: 'x'.repeat(50_001) } } }],
    ['a language that is none', { content: { text: TEXT, language: 'x"; stop; #' } }],
    ['a value in two lines', { variables: [{ variable: 'NAME', value: 'a\nb' }] }],
    ['a value that runs backwards', { variables: [{ variable: 'NAME', value: 'a\u202eb' }] }],
    ['an interval of no day', { repeatIntervalDays: 0 }],
    ['an interval of 31 days', { repeatIntervalDays: 31 }],
    ['a short key', { idempotencyKey: 'short' }],
  ])('refuses %s with a sentence', async (_name, input) => {
    const { answer } = await activate(administrator, input);
    expect(codes(answer)).toEqual(['BAD_USER_INPUT']);
    expect(answer.errors![0]!.message).toMatch(/must be|at most/);
    expect(await query('SELECT FROM mail.auto_reply')).toEqual([]);
  });

  it.each([
    '2026-12-24T12:00:00Z',
    '2026-12-24T12:00:00+01:00',
    'tomorrow',
    "2026-01-01'; DROP TABLE mail.mailbox",
  ])('refuses %s as a time', async (from) => {
    const { answer } = await activate(administrator, { schedule: { from } });
    expect(codes(answer)).toEqual(['BAD_USER_INPUT']);
  });
});

describe('a text from a template', () => {
  it('is filled in, and stays as it is when the template is changed, hidden and deleted', async () => {
    const templateId = await template({
      subject: '{{name}} is away',
      body: 'Back on {{returnDate}}. Ask {{deputy}}.',
      html: '<p>Ask <b>{{deputy}}</b></p>',
    });
    const autoReply = await activated({
      content: { templateId },
      variables: [{ variable: 'DEPUTY', value: 'Bert & {{name}} <bert@example.test>' }],
      schedule: { lastDay: '2027-05-01' },
    });
    expect(autoReply.content).toEqual({
      subject: 'Anna is away',
      body: 'Back on May 2, 2027. Ask Bert & {{name}} <bert@example.test>.',
      html: '<p>Ask <b>Bert &amp; {{name}} &lt;bert@example.test&gt;</b></p>',
      language: 'en',
      templateVersion: 1,
    });
    const now = async () => (await read(administrator)).data!.mailbox!.autoReply!;
    await changeTemplate(templateId, { name: 'Other', visibility: 'HIDDEN' });
    expect(await now()).toEqual(autoReply);
    await changeTemplate(templateId, { texts: [{ language: 'en', ...TEXT }] });
    expect(await now()).toEqual({ ...autoReply, isOutdated: true });
    await mutate(administrator, 'deleteAutoReplyTemplate', { templateId }, 'deletedTemplateId');
    expect(await now()).toEqual(autoReply);
  });

  it('is in the language that is asked for, and so is the date', async () => {
    const texts = ['en', 'de'].map((language) => ({
      language,
      subject: language,
      body: '{{returnDate}}',
    }));
    const templateId = await template({}, { texts });
    const schedule = { lastDay: '2027-05-01' };
    const german = await activated({ content: { templateId, language: 'DE' }, schedule });
    expect(german.content).toMatchObject({ subject: 'de', body: '2. Mai 2027' });
    const first = await activated({ content: { templateId }, schedule });
    expect(first.content).toMatchObject({ subject: 'en', body: 'May 2, 2027' });
    const { outcome } = await activate(administrator, { content: { templateId, language: 'fr' } });
    expect(outcome!.userErrors).toEqual(refused('LANGUAGE_NOT_AVAILABLE', 'content'));
  });

  it('names the variables that have no value, of both texts at once', async () => {
    const templateId = await template({ body: '{{deputy}} {{name}}' });
    const external = await template({ body: '{{returnDate}} {{deputy}}' });
    const { outcome } = await activate(administrator, {
      content: { templateId },
      externalContent: { templateId: external },
    });
    expect(outcome).toMatchObject({ autoReply: null, missingVariables: ['DEPUTY', 'RETURN_DATE'] });
    expect(outcome!.userErrors).toEqual([
      ...(refused('MISSING_VARIABLES', 'content') as unknown[]),
      ...(refused('MISSING_VARIABLES', 'externalContent') as unknown[]),
    ]);
  });

  it('is not taken from one that is hidden, deleted, or of another mail service', async () => {
    await grant('AUTO_REPLIES');
    const hidden = await template({}, { visibility: 'HIDDEN' });
    const byAdministrator = await activate(administrator, { content: { templateId: hidden } });
    expect(byAdministrator.outcome!.userErrors).toEqual(refused('TEMPLATE_HIDDEN', 'content'));
    const foreign = await mutate<{ template: { id: string } }>(
      stranger,
      'createAutoReplyTemplate',
      { mailServiceId: OTHER_MAIL_SERVICE.id, name: 'Theirs', texts: [{ language: 'en', ...TEXT }] },
      'template { id }',
    );
    const absent = await activate(collaborator, { mailboxId: bert.id, content: { templateId: 'art_none' } });
    expect(codes(absent.answer)).toEqual(['NOT_FOUND']);
    for (const templateId of [hidden, foreign.outcome!.template.id]) {
      const { answer } = await activate(collaborator, { mailboxId: bert.id, content: { templateId } });
      expect(answer).toEqual(absent.answer);
    }
    expect(await query('SELECT FROM mail.auto_reply')).toEqual([]);
  });

  it('takes the template anew when its user says so, and not before', async () => {
    const templateId = await template({ body: 'Ask {{deputy}}.' });
    const autoReply = await activated({
      content: { templateId },
      externalContent: { text: { ...TEXT, subject: 'Closed' } },
      variables: [{ variable: 'DEPUTY', value: 'Bert' }],
      schedule: { lastDay: '2027-05-01' },
      repeatIntervalDays: 3,
    });
    await changeTemplate(templateId, {
      texts: [{ language: 'en', ...TEXT, body: '{{deputy}} until {{returnDate}}' }],
    });
    expect((await reapply(administrator)).outcome).toEqual({
      autoReply: {
        ...autoReply,
        content: { ...autoReply.content, body: 'Bert until May 2, 2027', templateVersion: 2 },
      },
      missingVariables: [],
      userErrors: [],
    });

    await activated({ content: { templateId: await template({ body: 'Away.' }, { name: 'Second' }) } });
    const [{ id: second }] = (await query(
      `SELECT id FROM mail.auto_reply_template WHERE name = 'Second'`,
    )) as [{ id: string }];
    await changeTemplate(second, { texts: [{ language: 'en', ...TEXT, body: '{{deputy}}' }] });
    const { outcome } = await reapply(administrator);
    expect(outcome).toMatchObject({ missingVariables: ['DEPUTY'] });
    expect(outcome!.userErrors).toEqual(refused('MISSING_VARIABLES', 'mailboxId'));
    expect((await read(administrator)).data!.mailbox!.autoReply).toMatchObject({
      content: { body: 'Away.' },
      isOutdated: true,
    });
    await changeTemplate(second, { visibility: 'HIDDEN' });
    expect((await reapply(administrator)).outcome!.userErrors).toEqual(
      refused('TEMPLATE_HIDDEN', 'mailboxId'),
    );

    await activated();
    expect((await reapply(administrator)).outcome!.userErrors).toEqual(
      refused('NOT_FROM_TEMPLATE', 'mailboxId'),
    );
  });
});

it('keeps harm out of HTML, also out of what variables bring', async () => {
  const { content } = await activated({
    content: {
      text: {
        ...TEXT,
        html: '<p onclick="x()">{{name}}<script>x()</script><a href="{{deputy}}">a</a></p>',
      },
    },
    variables: [
      { variable: 'NAME', value: '<script>x()</script>' },
      { variable: 'DEPUTY', value: 'javascript:x()' },
    ],
  });
  expect(content.html).toBe('<p>&lt;script&gt;x()&lt;/script&gt;<a>a</a></p>');
});

it('does not let a long value make the subject longer than a subject may be', async () => {
  const text = { ...TEXT, subject: '{{name}}'.repeat(20) };
  const { content } = await activated({
    content: { text },
    variables: [{ variable: 'NAME', value: '😀'.repeat(100) }],
  });
  expect(content.subject).toBe('😀'.repeat(200));
});

describe('changed', () => {
  const handles = (): Promise<unknown> =>
    query(`SELECT id, reset_count FROM mail.auto_reply WHERE deactivated_at IS NULL`);

  it('remembers whom it answered when its text is changed, and forgets it when told to', async () => {
    const { id } = await activated();
    const { outcome } = await update(administrator, {
      content: { text: { ...TEXT, body: 'Still away.' } },
      audience: 'EXTERNAL',
    });
    expect(outcome!.autoReply).toMatchObject({ id, audience: 'EXTERNAL', content: { body: 'Still away.' } });
    expect(await handles()).toEqual([{ id, reset_count: 0 }]);
    expect((await reset(administrator)).outcome!.autoReply).toMatchObject({ id });
    expect(await handles()).toEqual([{ id, reset_count: 1 }]);
  });

  it('is off once it is switched off, and stays so', async () => {
    const { id } = await activated();
    expect((await deactivate(administrator)).outcome).toMatchObject({
      autoReply: { id, effectiveState: 'OFF' },
      userErrors: [],
    });
    expect((await deactivate(administrator)).outcome).toEqual({ autoReply: null, userErrors: [] });
    expect((await read(administrator)).data!.mailbox!.autoReply).toBeNull();
    const refusal = refused('NO_AUTO_REPLY', 'mailboxId');
    expect((await update(administrator)).outcome!.userErrors).toEqual(refusal);
    expect((await reset(administrator)).outcome!.userErrors).toEqual(refusal);
    expect((await reapply(administrator)).outcome!.userErrors).toEqual(refusal);
  });

  it('tells what keeps it from answering', async () => {
    await activated();
    const state = async () => {
      const { effectiveState, suppressedBecause } = (await read(administrator)).data!.mailbox!.autoReply!;
      return [effectiveState, suppressedBecause];
    };
    await query(`UPDATE mail.sieve_publication SET is_overridden = true`);
    expect(await state()).toEqual(['SUPPRESSED', 'HAND_WRITTEN_SCRIPT']);
    await query(`UPDATE mail.mailbox SET state = 'SUSPENDED' WHERE id = $1`, [anna.id]);
    expect(await state()).toEqual(['SUPPRESSED', 'MAILBOX_SUSPENDED']);
  });
});

describe('the right AUTO_REPLIES', () => {
  const attempts = (caller: Principal, mailboxId: string) =>
    Promise.all([
      activate(caller, { mailboxId }),
      update(caller, { mailboxId }),
      reapply(caller, mailboxId),
      deactivate(caller, mailboxId),
      reset(caller, mailboxId),
    ]).then((outcomes) => outcomes.map(({ answer }) => answer));

  it('is that of administrators, and of whom it was granted to', async () => {
    for (const caller of [administrator, legalResponsible, apiKey]) {
      for (const answer of await attempts(caller, anna.id)) expect(answer.errors).toBeUndefined();
    }
    await grant('AUTO_REPLIES');
    for (const answer of await attempts(collaborator, bert.id)) expect(answer.errors).toBeUndefined();
    expect((await read(collaborator, bert.id)).errors).toBeUndefined();
  });

  it('is lacked at the next request after it was withdrawn, or has expired', async () => {
    await grant('AUTO_REPLIES');
    const { id } = await activated({ mailboxId: bert.id }, collaborator);
    await query(
      `UPDATE mail.mailbox_grant SET expires_at = now() - interval '1 second' WHERE "right" = 'AUTO_REPLIES'`,
    );
    expect(codes(await read(collaborator, bert.id))).toEqual(['FORBIDDEN']);
    await withdraw('AUTO_REPLIES');
    for (const answer of await attempts(collaborator, bert.id)) expect(codes(answer)).toEqual(['FORBIDDEN']);
    const answer = await read(collaborator, bert.id);
    expect(codes(answer)).toEqual(['FORBIDDEN']);
    expect(JSON.stringify(answer)).not.toContain(TEXT.subject);
    expect(await query('SELECT id FROM mail.auto_reply WHERE deactivated_at IS NULL')).toEqual([{ id }]);
  });

  it('does not help with mailboxes that one does not see, nor is known from the answer that they exist', async () => {
    const absent = await attempts(collaboratorWithoutLogs, 'mbx_none');
    for (const answer of absent) expect(codes(answer)).toEqual(['NOT_FOUND']);
    for (const mailboxId of [bert.id, victim.id]) {
      expect(await attempts(collaboratorWithoutLogs, mailboxId)).toEqual(absent);
    }
    for (const answer of await attempts(stranger, anna.id)) expect(codes(answer)).toEqual(['NOT_FOUND']);
  });

  it('needs a credential that may write', async () => {
    const reading = { ...administrator, scopes: ['mail:read'] };
    for (const answer of await attempts(reading, anna.id)) expect(codes(answer)).toEqual(['FORBIDDEN']);
    expect((await read(reading)).errors).toBeUndefined();
  });

  it('is out of reach while the mailbox is deleted', async () => {
    await activated();
    await query(`UPDATE mail.mailbox SET deleted_at = now() WHERE id = $1`, [anna.id]);
    try {
      for (const answer of await attempts(administrator, anna.id))
        expect(codes(answer)).toEqual(['NOT_FOUND']);
    } finally {
      await query(`UPDATE mail.mailbox SET deleted_at = NULL WHERE id = $1`, [anna.id]);
    }
  });
});

it('leaves a row in the audit trail for each change, and none for what changed nothing', async () => {
  const { id } = await activated();
  await update(apiKey);
  await reset(administrator);
  await update(administrator, { schedule: { lastDay: '2020-01-01' } });
  await deactivate(administrator);
  await deactivate(administrator);
  expect(
    await query(
      `SELECT action, actor_id, target_type FROM mail.audit_event WHERE target_id = $1 ORDER BY occurred_at, id`,
      [id],
    ),
  ).toEqual(
    [
      ['ACTIVATE_AUTO_REPLY', administrator.id],
      ['UPDATE_AUTO_REPLY', apiKey.id],
      ['RESET_AUTO_REPLY_HISTORY', administrator.id],
      ['DEACTIVATE_AUTO_REPLY', administrator.id],
    ].map(([action, actor_id]) => ({ action, actor_id, target_type: 'AUTO_REPLY' })),
  );
});

it('is brought to the mail server after each change, and not after what changed nothing', async () => {
  const requested = async () =>
    ((await query(`SELECT requested FROM mail.sieve_publication`)) as { requested: number }[])[0]?.requested;
  await deactivate(administrator);
  expect(await requested()).toBeUndefined();
  const changes = [activate, update, reset, deactivate];
  for (const [index, change] of changes.entries()) {
    await (change as (caller: Principal) => Promise<unknown>)(administrator);
    expect(await requested()).toBe(index + 1);
  }
  await update(administrator);
  expect(await requested()).toBe(changes.length);
});

it('of a hundred mailboxes is read by the same statements as of one', async () => {
  await addMailboxes(subgraph.database, anna.mailServiceId, 100, DEMO_PEOPLE.collaborator.userId);
  const templateId = await template();
  await query(
    `INSERT INTO mail.auto_reply (id, mailbox_id, audience, content, variables, starts_at, time_zone,
       repeat_interval_days, activated_by_kind, activated_by_id)
     SELECT 'arp_' || i, 'mbx_many' || i, 'EVERYBODY',
       jsonb_build_object('subject', 'x', 'body', 'x', 'html', null, 'language', 'en', 'templateId', $1::text,
         'templateVersion', 1),
       '{}', now(), 'UTC', 7, 'PERSON', 'usr_x' FROM generate_series(0, 99) AS i`,
    [templateId],
  );
  for (const count of [1, 100]) {
    const { data, errors } = await subgraph.askEntities<{ autoReply: object }>(
      administrator,
      `... on Mailbox { autoReply { ${FIELDS} content { template { name texts { subject } } } mailbox { id } } }`,
      Array.from({ length: count }, (_, i) => ({ __typename: 'Mailbox', id: `mbx_many${i}` })),
    );
    expect(errors).toBeUndefined();
    expect(data!._entities.every((mailbox) => mailbox?.autoReply)).toBe(true);
    // Mailboxes, rights, auto-replies, publications, templates, their versions, their texts.
    expect(subgraph.statements).toHaveLength(7);
  }
});

import { DEMO_MAILBOXES, DEMO_PEOPLE, OTHER_MAIL_SERVICE } from '@hostgraph/demo-data';
import { refused, type TestSubgraph } from '@hostgraph/subgraph-testing';
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
import { bert, NEWSLETTER, RULE, sortingWorld, TO_NEWS } from './sorting-world';

const { anna } = DEMO_MAILBOXES;
const STOP = { kind: 'STOP' };
const subjectHas = (...values: string[]) => ({ field: 'SUBJECT', operator: 'CONTAINS', values });

let subgraph: TestSubgraph;
const {
  createRule,
  deedsTo,
  deleteAllRules,
  deleteAllTemplates,
  deleteRule,
  deleteTemplate,
  grant,
  mutate,
  newRule,
  newTemplate,
  readRules,
  reorder,
  updateRule,
  updateTemplate,
  upgradeRule,
  withdraw,
} = sortingWorld(() => subgraph);

beforeAll(async () => {
  subgraph = await startMail();
});

beforeEach(async () => {
  await deleteAllRules();
  await deleteAllTemplates();
  await withdraw('REDIRECTIONS');
  await grant(['SORTING_RULES']);
});

afterAll(() => subgraph.stop());

const rulesOf = async () => (await readRules(collaborator)).data!.mailbox!.sortingRules!.nodes;
const positions = async () => (await rulesOf()).map(({ name, position }) => [name, position]);

describe('a rule from a template', () => {
  it('has a copy of the conditions, and the actions that its user chose', async () => {
    const template = await newTemplate({ match: 'ANY', conditions: [NEWSLETTER, subjectHas('news')] });
    const rule = await newRule({ templateId: template.id });
    expect(rule).toEqual({
      id: expect.stringMatching(/^srl_/) as unknown,
      name: 'To news',
      position: 1,
      match: 'ANY',
      conditions: template.conditions,
      actions: [{ ...TO_NEWS, address: null }],
      isEnabled: true,
      templateVersion: 1,
      template: { id: template.id, version: 1 },
      shadowedBy: null,
      error: null,
    });
    expect(await deedsTo(rule.id)).toEqual(['CREATE_SORTING_RULE']);
  });

  it('stays as it is when the template is changed, hidden and deleted, until its user upgrades it', async () => {
    const { id: templateId } = await newTemplate();
    const before = await newRule({ templateId });
    await updateTemplate({ id: templateId, conditions: [subjectHas('other')] });
    expect(await rulesOf()).toEqual([{ ...before, template: { id: templateId, version: 2 } }]);

    const upgraded = (await upgradeRule(before.id)).outcome!.sortingRule!;
    expect(upgraded).toMatchObject({ conditions: [subjectHas('other')], templateVersion: 2 });
    await updateTemplate({ id: templateId, visibility: 'HIDDEN', match: 'ANY' });
    expect(await rulesOf()).toEqual([{ ...upgraded, template: null }]);
    expect((await upgradeRule(before.id)).outcome!.userErrors).toEqual(refused('NO_TEMPLATE', 'id'));

    await deleteTemplate(templateId);
    expect(await rulesOf()).toEqual([{ ...upgraded, template: null }]);
    expect((await upgradeRule(before.id)).outcome!.userErrors).toEqual(refused('NO_TEMPLATE', 'id'));
    expect(await deedsTo(before.id)).toEqual(['CREATE_SORTING_RULE', 'UPGRADE_SORTING_RULE']);
  });

  it('is not made of a template that is hidden, deleted, or of another mail service', async () => {
    const hidden = await newTemplate({ visibility: 'HIDDEN' });
    await grant(['SORTING_RULES'], DEMO_PEOPLE.administrator, anna.id);
    await subgraph.database.query(
      `INSERT INTO mail.sorting_rule_template (id, mail_service_id, name, match, conditions, visibility)
       VALUES ('srt_other', $1, 'Other', 'ALL', '[{}]', 'VISIBLE')`,
      [OTHER_MAIL_SERVICE.id],
    );
    for (const templateId of [hidden.id, 'srt_none', 'srt_other', "' OR true --"]) {
      const { outcome, answer } = await createRule({ templateId });
      expect([outcome, codes(answer), answer.errors![0]!.message]).toEqual([
        null,
        ['NOT_FOUND'],
        'Sorting-rule template not found',
      ]);
    }
    // Not even by an administrator for their own mailbox, who sees that it is there.
    const { answer } = await createRule({ mailboxId: anna.id, templateId: hidden.id }, administrator);
    expect(codes(answer)).toEqual(['NOT_FOUND']);
    expect(await rulesOf()).toEqual([]);
  });

  it('takes conditions from nowhere else, and is no copy any more when somebody writes other ones', async () => {
    const { id: templateId } = await newTemplate();
    for (const more of [{ match: 'ALL' }, { conditions: [NEWSLETTER] }]) {
      const { outcome } = await createRule({ templateId, ...more });
      expect(outcome!.userErrors).toEqual(refused('CONDITIONS_OR_TEMPLATE', 'templateId'));
    }
    const { id } = await newRule({ templateId });
    const { outcome } = await updateRule({ id, conditions: [subjectHas('a')] });
    expect(outcome!.sortingRule).toMatchObject({ templateVersion: null, template: null });
  });
});

describe('a rule from nothing', () => {
  it('needs conditions and how they go together', async () => {
    for (const some of [{}, { match: 'ALL' }, { conditions: [NEWSLETTER] }]) {
      expect((await createRule(some)).outcome!.userErrors).toEqual(
        refused('CONDITIONS_OR_TEMPLATE', 'conditions'),
      );
    }
    expect(await newRule()).toMatchObject({ templateVersion: null, template: null, match: 'ALL' });
  });

  it('tells what is wrong with its conditions and actions together, and is not made', async () => {
    const { outcome } = await createRule({
      match: 'ALL',
      conditions: [NEWSLETTER, { ...NEWSLETTER, header: '' }],
      actions: [STOP, { kind: 'MOVE' }],
    });
    expect(outcome!.userErrors.map(({ code, path }) => [code, path.join('.')])).toEqual([
      ['HEADER_NOT_ACCEPTED', 'input.conditions.1.header'],
      ['ACTION_NOT_LAST', 'input.actions.0.kind'],
      ['FOLDER_NOT_ACCEPTED', 'input.actions.1.folder'],
    ]);
    expect(await rulesOf()).toEqual([]);
  });
});

describe('who has the right SORTING_RULES', () => {
  const attempts = (ruleId: string, mailboxId = bert.id) =>
    [
      [
        'createSortingRule',
        { mailboxId, name: 'X', match: 'ALL', conditions: [NEWSLETTER], actions: [STOP] },
      ],
      ['reorderSortingRules', { mailboxId, ruleIds: [ruleId] }],
      ['testSortingRule', { mailboxId, message: 'Subject: a\n\na' }],
      ['updateSortingRule', { id: ruleId, name: 'Y' }],
      ['upgradeSortingRule', { id: ruleId }],
      ['deleteSortingRule', { id: ruleId }],
    ] as const;

  it.each([
    ['an administrator', administrator, 'FORBIDDEN'],
    ['a legal responsible', legalResponsible, 'FORBIDDEN'],
    ['a key', apiKey('mail:read', 'mail:write'), 'FORBIDDEN'],
    ['a collaborator of another mailbox', collaboratorWithoutLogs, 'NOT_FOUND'],
    ['a stranger', stranger, 'NOT_FOUND'],
  ])('is the only one who changes or reads rules: not %s', async (_who, caller, code) => {
    const { id, ...rule } = await newRule();
    for (const [name, input] of attempts(id)) {
      const { outcome, answer } = await mutate(caller, name, input, '__typename');
      expect([name, outcome]).toEqual([name, null]);
      expect([name, codes(answer)]).toEqual([name, ['mailboxId' in input ? code : 'NOT_FOUND']]);
      expect(JSON.stringify(answer)).not.toContain(rule.name);
    }
    const answer = await readRules(caller);
    expect(codes(answer)).toEqual([code]);
    expect(JSON.stringify(answer.data)).not.toContain(id);
    expect(await rulesOf()).toEqual([{ id, ...rule }]);
    expect(await deedsTo(id)).toEqual(['CREATE_SORTING_RULE']);
  });

  it('may be an administrator, on a mailbox of their own', async () => {
    await grant(['SORTING_RULES'], DEMO_PEOPLE.administrator, anna.id);
    await grant(['SORTING_RULES'], DEMO_PEOPLE.administrator, bert.id);
    const make = (mailboxId: string) =>
      createRule({ mailboxId, match: 'ALL', conditions: [NEWSLETTER] }, administrator);
    expect((await make(anna.id)).outcome!.userErrors).toEqual([]);
    // A right that is granted to them on somebody else's mailbox is none.
    expect(codes((await make(bert.id)).answer)).toEqual(['FORBIDDEN']);
  });

  it('has it no longer at the next request after it was withdrawn', async () => {
    const { id } = await newRule();
    await withdraw('SORTING_RULES');
    for (const [name, input] of attempts(id)) {
      const { answer } = await mutate(collaborator, name, input, '__typename');
      expect([name, codes(answer)]).toEqual([name, ['mailboxId' in input ? 'FORBIDDEN' : 'NOT_FOUND']]);
    }
    expect(codes(await readRules(collaborator))).toEqual(['FORBIDDEN']);
  });

  it('needs a credential that may write', async () => {
    const reading = { ...collaborator, scopes: ['mail:read'] };
    const { answer } = await createRule({ match: 'ALL', conditions: [NEWSLETTER] }, reading);
    expect(codes(answer)).toEqual(['FORBIDDEN']);
    expect((await readRules(reading)).errors).toBeUndefined();
  });
});

describe('actions', () => {
  const move = (folder: unknown) => ({ kind: 'MOVE', folder });

  it.each([
    ['a move to nowhere', [{ kind: 'MOVE' }], 'FOLDER_NOT_ACCEPTED', '0.folder'],
    ['a stop with a folder', [{ kind: 'STOP', folder: 'A' }], 'FOLDER_NOT_ACCEPTED', '0.folder'],
    ['an empty folder', [move('')], 'FOLDER_NOT_ACCEPTED', '0.folder'],
    ['a folder in two lines', [move('A\r\nB')], 'FOLDER_NOT_ACCEPTED', '0.folder'],
    ['a folder with a zero byte', [move('A\u0000')], 'FOLDER_NOT_ACCEPTED', '0.folder'],
    ['a folder of spaces', [move(' ')], 'FOLDER_NOT_ACCEPTED', '0.folder'],
    ['a forward to nobody', [{ kind: 'FORWARD' }], 'ADDRESS_NOT_ACCEPTED', '0.address'],
    ['a flag with an address', [{ kind: 'FLAG', address: 'a@b.test' }], 'ADDRESS_NOT_ACCEPTED', '0.address'],
    ['something after a stop', [STOP, { kind: 'FLAG' }], 'ACTION_NOT_LAST', '0.kind'],
    ['something after a discard', [{ kind: 'DISCARD' }, STOP], 'ACTION_NOT_LAST', '0.kind'],
    ['discarding what is moved', [move('A'), { kind: 'DISCARD' }], 'ACTIONS_CONTRADICT', '1.kind'],
    ['discarding what is flagged', [{ kind: 'FLAG' }, { kind: 'DISCARD' }], 'ACTIONS_CONTRADICT', '1.kind'],
    ['two moves', [move('A'), move('B')], 'ACTIONS_CONTRADICT', '1.kind'],
    [
      'a forward without the right',
      [{ kind: 'FORWARD', address: 'a@b.test' }],
      'REDIRECTIONS_NOT_HELD',
      '0.kind',
    ],
  ])('refuse %s', async (_what, actions, code, path) => {
    const { outcome } = await createRule({ match: 'ALL', conditions: [NEWSLETTER], actions });
    expect(outcome!.userErrors).toEqual([
      expect.objectContaining({ code, path: ['input', 'actions', ...path.split('.')] }),
    ]);
    const { id } = await newRule();
    expect((await updateRule({ id, actions })).outcome!.userErrors).toEqual(outcome!.userErrors);
  });

  it('are 1 to 10, with an address that is one', async () => {
    const withActions = async (actions: readonly object[]) =>
      codes((await createRule({ match: 'ALL', conditions: [NEWSLETTER], actions })).answer);
    expect(await withActions([])).toEqual(['BAD_USER_INPUT']);
    expect(await withActions(Array<object>(11).fill({ kind: 'FLAG' }))).toEqual(['BAD_USER_INPUT']);
    expect(await withActions([move('x'.repeat(201))])).toEqual(['BAD_USER_INPUT']);
    for (const address of ['a', 'a@b.test"; stop; #', '@b.test']) {
      expect(await withActions([{ kind: 'FORWARD', address }])).toEqual(['BAD_USER_INPUT']);
    }
  });

  it('forward for who may have mail forwarded, and never to the mailbox itself', async () => {
    await grant(['REDIRECTIONS']);
    const forward = (address: string) => ({
      match: 'ALL',
      conditions: [NEWSLETTER],
      actions: [{ kind: 'FORWARD', address }],
    });
    expect(await newRule(forward('Else@Elsewhere.Test'))).toMatchObject({
      actions: [{ kind: 'FORWARD', folder: null }],
    });
    for (const own of [
      bert.address,
      bert.address.toUpperCase(),
      'bert+x@example.test',
      'BERT+a+b@Example.test',
    ]) {
      const { outcome } = await createRule(forward(own));
      expect(outcome!.userErrors.map(({ code }) => code)).toEqual(['FORWARD_TO_SELF']);
    }
  });

  it('forward to 20 addresses at most, whichever of them do, and to each as often as one likes', async () => {
    await grant(['REDIRECTIONS']);
    const forwardTo = (first: number, count: number) => ({
      actions: Array.from({ length: count }, (_, i) => ({
        kind: 'FORWARD',
        address: `to${first + i}@elsewhere.test`,
      })),
    });
    const full = refused('FORWARD_LIMIT_REACHED', 'actions');
    await newRule(forwardTo(1, 10));
    const { id } = await newRule({ ...forwardTo(11, 10), isEnabled: false });
    await newRule(forwardTo(5, 10));
    const rule = { match: 'ALL', conditions: [NEWSLETTER] };
    expect((await createRule({ ...rule, ...forwardTo(20, 2) })).outcome!.userErrors).toEqual(full);
    expect((await updateRule({ id, ...forwardTo(12, 10) })).outcome!.userErrors).toEqual(full);
    // Whoever had more before may have fewer, if still too many.
    await subgraph.database.query(
      `UPDATE mail.sorting_rule SET actions = (
         SELECT jsonb_agg(jsonb_build_object('kind', 'FORWARD', 'folder', NULL, 'address', format('old%s@elsewhere.test', i)))
         FROM generate_series(1, 10) AS i) WHERE id = $1`,
      [(await newRule()).id],
    );
    expect((await updateRule({ id, ...forwardTo(11, 9) })).outcome!.userErrors).toEqual([]);
    expect((await updateRule({ id, ...forwardTo(11, 10) })).outcome!.userErrors).toEqual(full);
    expect((await updateRule({ id, name: 'Another', isEnabled: true })).outcome!.userErrors).toEqual([]);
  });

  it('look for 100 values in the text of messages at most', async () => {
    const inBody = (...values: string[]) => ({ field: 'BODY', operator: 'CONTAINS', values });
    const fifty = Array.from({ length: 50 }, (_, i) => `value ${i}`);
    const { id } = await newRule({ conditions: [inBody(...fifty), inBody(...fifty.slice(1))] });
    const full = (argument: string) => refused('BODY_LIMIT_REACHED', argument);
    const rule = { match: 'ANY', conditions: [inBody('one', 'two'), subjectHas(...fifty)] };
    expect((await createRule(rule)).outcome!.userErrors).toEqual(full('mailboxId'));
    const conditions = [inBody(...fifty), inBody(...fifty), inBody('one')];
    expect((await updateRule({ id, conditions })).outcome!.userErrors).toEqual(full('id'));
    await newRule({ conditions: [inBody('one')] });
  });

  it('have together no more than the mail server takes as a script', async () => {
    const values = (letter: string) => Array.from({ length: 40 }, () => letter.repeat(500));
    const large = (letter: string) => ({
      match: 'ANY',
      conditions: [subjectHas(...values(letter)), subjectHas(...values(letter))],
    });
    // Two bytes each, and backslashes are written twice: 520,000 bytes.
    for (const letter of ['ü', 'ü', 'ü', 'ü', 'ü', '\\', 'x']) await newRule(large(letter));
    const tooLarge = (argument: string) => refused('RULES_TOO_LARGE', argument);
    expect((await createRule(large('x'))).outcome!.userErrors).toEqual(tooLarge('mailboxId'));
    const { id } = await newRule();
    expect((await updateRule({ id, ...large('x') })).outcome!.userErrors).toEqual(tooLarge('id'));
    const template = await newTemplate(large('x'));
    const fromTemplate = await createRule({ templateId: template.id });
    expect(fromTemplate.outcome!.userErrors).toEqual(tooLarge('mailboxId'));
    await updateTemplate({ id: template.id, conditions: [NEWSLETTER] });
    const copy = await newRule({ templateId: template.id });
    await updateTemplate({ id: template.id, ...large('x') });
    expect((await upgradeRule(copy.id)).outcome!.userErrors).toEqual(tooLarge('id'));
  });

  it('do not forward more once that right is withdrawn: the rule can be switched off, renamed and deleted', async () => {
    await grant(['REDIRECTIONS']);
    const { id: templateId } = await newTemplate();
    const { id } = await newRule({ templateId, actions: [{ kind: 'FORWARD', address: 'a@b.test' }] });
    await withdraw('REDIRECTIONS');
    const refusedNow = [{ isEnabled: true }, { match: 'ANY' }, { conditions: [subjectHas('a')] }];
    for (const change of refusedNow) {
      expect((await updateRule({ id, ...change })).outcome!.userErrors).toEqual(
        refused('REDIRECTIONS_NOT_HELD', 'id'),
      );
    }
    expect((await upgradeRule(id)).outcome!.userErrors).toEqual(refused('REDIRECTIONS_NOT_HELD', 'id'));
    for (const change of [{ name: 'Off' }, { isEnabled: false }]) {
      expect((await updateRule({ id, ...change })).outcome!.sortingRule).toMatchObject(change);
    }
    expect((await deleteRule(id)).outcome!.deletedId).toBe(id);
  });
});

describe('the order', () => {
  const threeRules = async () => {
    const made = [];
    for (const name of ['a', 'b', 'c']) made.push((await newRule({ name })).id);
    return made as [string, string, string];
  };

  it('is that in which rules were made, without gaps when one goes', async () => {
    const [, b] = await threeRules();
    expect(await positions()).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ]);
    await deleteRule(b);
    await newRule({ name: 'd' });
    expect(await positions()).toEqual([
      ['a', 1],
      ['c', 2],
      ['d', 3],
    ]);
  });

  it('is changed as a whole', async () => {
    const [a, b, c] = await threeRules();
    const { outcome } = await reorder([c, a, b]);
    expect(outcome).toEqual({
      sortingRules: [
        { id: c, position: 1 },
        { id: a, position: 2 },
        { id: b, position: 3 },
      ],
      userErrors: [],
    });
    expect(await deedsTo(bert.id)).toContain('REORDER_SORTING_RULES');
    expect((await positions()).map(([name]) => name)).toEqual(['c', 'a', 'b']);
  });

  it('is refused where it is not that of all rules, each once', async () => {
    const [a, b, c] = await threeRules();
    for (const ruleIds of [[a, b], [a, b, b], [a, b, c, 'srl_none'], [a, b, 'srl_none'], []]) {
      expect((await reorder(ruleIds)).outcome!.userErrors).toEqual(refused('ORDER_NOT_COMPLETE', 'ruleIds'));
    }
    expect((await positions()).map(([name]) => name)).toEqual(['a', 'b', 'c']);
  });

  it('holds when many write at once', async () => {
    await threeRules();
    const ids = (await rulesOf()).map(({ id }) => id);
    await Promise.all([
      ...ids.map((id) => deleteRule(id)),
      ...[1, 2, 3].map((i) => newRule({ name: `new ${i}` })),
    ]);
    expect((await positions()).map(([, position]) => position)).toEqual([1, 2, 3]);
  });
});

it('is one of a hundred of its mailbox at most', async () => {
  await subgraph.database.query(
    `INSERT INTO mail.sorting_rule (id, mailbox_id, position, name, match, conditions, actions)
     SELECT format('srl_many%s', i), $1, i, 'Many', 'ALL', $2::jsonb, $3::jsonb FROM generate_series(1, 99) AS i`,
    [bert.id, JSON.stringify([subjectHas('many')]), JSON.stringify([STOP])],
  );
  const make = async () => (await createRule({ match: 'ALL', conditions: [NEWSLETTER] })).outcome!.userErrors;
  expect((await Promise.all([make(), make()])).flat()).toEqual(refused('RULE_LIMIT_REACHED', 'mailboxId'));
});

it('changes what is said, keeps what is not, and can be switched off', async () => {
  const before = await newRule();
  const { outcome } = await updateRule({
    id: before.id,
    isEnabled: false,
    actions: [{ kind: 'FLAG' }, STOP],
  });
  expect(outcome!.sortingRule).toEqual({
    ...before,
    isEnabled: false,
    actions: [
      { kind: 'FLAG', folder: null, address: null },
      { kind: 'STOP', folder: null, address: null },
    ],
  });
  expect(codes((await updateRule({ id: 'srl_none', name: 'X' })).answer)).toEqual(['NOT_FOUND']);
  expect(codes((await updateRule({ id: before.id, name: 'a\u202eb' })).answer)).toEqual(['BAD_USER_INPUT']);
});

it('warns of a rule that an earlier one leaves nothing to do, as long as it does', async () => {
  const first = await newRule({ conditions: [subjectHas('news', 'offer')], actions: [TO_NEWS, STOP] });
  const second = await newRule({ conditions: [subjectHas('news'), NEWSLETTER] });
  const third = await newRule({ conditions: [subjectHas('bill')] });
  const shadows = async () => (await rulesOf()).map(({ shadowedBy }) => shadowedBy?.id ?? null);
  expect(await shadows()).toEqual([null, first.id, null]);
  await updateRule({ id: first.id, isEnabled: false });
  expect(await shadows()).toEqual([null, null, null]);
  await updateRule({ id: first.id, isEnabled: true });
  await reorder([second.id, third.id, first.id]);
  expect(await shadows()).toEqual([null, null, null]);
});

it('tells that no mail server acts on it, where there is none, to those whom it concerns', async () => {
  await newRule();
  const ask = (caller = collaborator) =>
    subgraph.ask<{ mailbox: { sievePublication: object | null } }>(
      caller,
      'query ($id: ID!) { mailbox(id: $id) { sievePublication { state isOverridden serverResponse publishedAt } } }',
      { id: bert.id },
    );
  expect((await ask()).data!.mailbox.sievePublication).toEqual({
    state: 'NOT_CONFIGURED',
    isOverridden: false,
    serverResponse: null,
    publishedAt: null,
  });
  expect(codes(await ask(stranger))).toEqual(['NOT_FOUND']);
});

it('cannot be tried where there is no engine', async () => {
  await newRule();
  const { outcome } = await mutate(
    collaborator,
    'testSortingRule',
    { mailboxId: bert.id, message: 'Subject: a\n\na' },
    'trial { staysInInbox }',
  );
  expect(outcome).toEqual({ trial: null, userErrors: refused('TRIAL_NOT_CONFIGURED', 'message') });
  expect(await deedsTo(bert.id)).toContain('TEST_SORTING_RULE');
});

it('is read with its template and warning by the same statements, however many there are', async () => {
  const { id: templateId } = await newTemplate();
  for (let made = 0; made < 4; made++) await newRule({ templateId, actions: [TO_NEWS, STOP] });
  for (const first of [1, 4]) {
    const { data } = await readRules(collaborator, bert.id, first);
    expect(data!.mailbox!.sortingRules!.nodes).toHaveLength(first);
    // Mailbox, rights, page, templates, all rules.
    expect(subgraph.statements).toHaveLength(5);
  }
});

it('of many mailboxes is read by the same statements as of one', async () => {
  await newRule();
  await grant(['SORTING_RULES'], DEMO_PEOPLE.collaborator, anna.id);
  const { errors } = await subgraph.askEntities(
    collaborator,
    `... on Mailbox { sortingRules(first: 10) { nodes { ${RULE} } } }`,
    [anna, bert].map(({ id }) => ({ __typename: 'Mailbox', id })),
  );
  expect(errors).toBeUndefined();
  expect(subgraph.statements).toHaveLength(4);
});

it('is out of reach while its mailbox is deleted', async () => {
  const { id } = await newRule();
  await subgraph.database.query(`UPDATE mail.mailbox SET deleted_at = now() WHERE id = $1`, [bert.id]);
  try {
    expect(codes((await updateRule({ id, name: 'X' })).answer)).toEqual(['NOT_FOUND']);
    expect(codes(await readRules(collaborator))).toEqual(['NOT_FOUND']);
  } finally {
    await subgraph.database.query(`UPDATE mail.mailbox SET deleted_at = NULL WHERE id = $1`, [bert.id]);
  }
});

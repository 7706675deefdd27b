import { EXAMPLE_MAIL_SERVICE, OTHER_MAIL_SERVICE } from '@hostgraph/demo-data';
import type { TestSubgraph } from '@hostgraph/subgraph-testing';
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
import { type Condition, NEWSLETTER, sortingWorld, TEMPLATE, type Template } from './sorting-world';

let subgraph: TestSubgraph;
const {
  createTemplate,
  deedsTo,
  deleteAllRules,
  deleteAllTemplates,
  deleteTemplate,
  grant,
  newRule,
  newTemplate,
  readTemplates,
  updateTemplate,
} = sortingWorld(() => subgraph);

beforeAll(async () => {
  subgraph = await startMail();
  await grant(['SORTING_RULES']);
});

beforeEach(async () => {
  await deleteAllRules();
  await deleteAllTemplates();
});

afterAll(() => subgraph.stop());

const namesFor = async (...asked: Parameters<typeof readTemplates>) =>
  (await readTemplates(...asked)).data!.mailService!.sortingRuleTemplates.nodes.map(({ name }) => name);

it('is made by administrators and keys of theirs that may write, and by nobody else', async () => {
  for (const caller of [administrator, legalResponsible, apiKey('mail:read', 'mail:write')]) {
    const { outcome } = await createTemplate({}, caller);
    expect(outcome).toEqual({
      sortingRuleTemplate: {
        id: expect.stringMatching(/^srt_/) as unknown,
        name: 'Newsletters',
        match: 'ALL',
        conditions: [{ ...NEWSLETTER, negate: false }],
        visibility: 'VISIBLE',
        version: 1,
        usageCount: 0,
      },
      userErrors: [],
    });
  }
  for (const [caller, code] of [
    [collaborator, 'FORBIDDEN'],
    [stranger, 'NOT_FOUND'],
    [apiKey('mail:read'), 'FORBIDDEN'],
  ] as const) {
    const { outcome, answer } = await createTemplate({}, caller);
    expect(outcome).toBeNull();
    expect(codes(answer)).toEqual([code]);
  }
  const [{ count }] = await subgraph.database.query<[{ count: number }]>(
    'SELECT count(*)::integer FROM mail.sorting_rule_template',
  );
  expect(count).toBe(3);
});

it('is changed and deleted by them alone; to others it is not there, or is not theirs', async () => {
  const visible = await newTemplate();
  const hidden = await newTemplate({ visibility: 'HIDDEN' });
  for (const [caller, { id }, code] of [
    [collaborator, visible, 'FORBIDDEN'],
    [collaborator, hidden, 'NOT_FOUND'],
    [stranger, visible, 'NOT_FOUND'],
  ] as const) {
    expect(codes((await updateTemplate({ id, name: 'Mine' }, caller)).answer)).toEqual([code]);
    expect(codes((await deleteTemplate(id, caller)).answer)).toEqual([code]);
  }
  expect(codes((await deleteTemplate('srt_none')).answer)).toEqual(['NOT_FOUND']);
  expect((await deleteTemplate(hidden.id)).outcome).toEqual({ deletedId: hidden.id, userErrors: [] });
  expect(await namesFor(administrator)).toEqual(['Newsletters']);
  expect(await deedsTo(visible.id)).toEqual(['CREATE_SORTING_RULE_TEMPLATE']);
});

it('is shown to users of mailboxes only while it is visible', async () => {
  await newTemplate({ name: 'Seen' });
  const { id } = await newTemplate({ name: 'Veiled', visibility: 'HIDDEN' });
  expect(await namesFor(administrator)).toEqual(['Seen', 'Veiled']);
  expect(await namesFor(administrator, 'HIDDEN')).toEqual(['Veiled']);
  expect(await namesFor(administrator, 'VISIBLE')).toEqual(['Seen']);
  expect(await namesFor(collaborator)).toEqual(['Seen']);
  expect(await namesFor(collaborator, 'HIDDEN')).toEqual([]);
  const { outcome } = await updateTemplate({ id, visibility: 'VISIBLE' });
  expect(outcome!.sortingRuleTemplate).toMatchObject({ name: 'Veiled', visibility: 'VISIBLE', version: 1 });
  expect(await namesFor(collaboratorWithoutLogs)).toEqual(['Seen', 'Veiled']);
});

it('has a version that rises when what it looks for changes, and only then', async () => {
  const { id } = await newTemplate();
  const versionAfter = async (input: object) =>
    (await updateTemplate({ id, ...input })).outcome!.sortingRuleTemplate!.version;
  expect(await versionAfter({ name: 'Letters' })).toBe(1);
  expect(await versionAfter({ visibility: 'HIDDEN' })).toBe(1);
  expect(await versionAfter({ match: 'ALL', conditions: [NEWSLETTER] })).toBe(1);
  expect(await versionAfter({ match: 'ANY' })).toBe(2);
  expect(await versionAfter({ conditions: [{ field: 'SUBJECT', operator: 'IS', values: ['a'] }] })).toBe(3);
  expect(await deedsTo(id)).toEqual([
    'CREATE_SORTING_RULE_TEMPLATE',
    ...Array<string>(5).fill('UPDATE_SORTING_RULE_TEMPLATE'),
  ]);
});

it('tells how often it is used, to administrators, and not where few uses could be told whose they are', async () => {
  const { id } = await newTemplate();
  const usageFor = async (caller = administrator) =>
    (await readTemplates(caller)).data!.mailService!.sortingRuleTemplates.nodes.map(
      ({ usageCount }) => usageCount,
    );
  const seen: (number | null)[] = [];
  for (let rules = 1; rules <= 5; rules++) {
    await newRule({ templateId: id });
    seen.push(...(await usageFor()));
  }
  expect(seen).toEqual([null, null, null, null, 5]);
  expect(await usageFor(collaborator)).toEqual([null]);
});

it('is kept apart from other organizations', async () => {
  await newTemplate();
  const { answer } = await createTemplate({ mailServiceId: OTHER_MAIL_SERVICE.id });
  expect(codes(answer)).toEqual(['NOT_FOUND']);
  expect(await readTemplates(stranger)).toMatchObject({ data: { mailService: null } });
});

it('is one of a hundred at most, also when they are made at once', async () => {
  await subgraph.database.query(
    `INSERT INTO mail.sorting_rule_template (id, mail_service_id, name, match, conditions, visibility)
     SELECT format('srt_many%s', i), $1, format('Many %s', i), 'ALL', '[{}]', 'HIDDEN' FROM generate_series(1, 99) AS i`,
    [EXAMPLE_MAIL_SERVICE.id],
  );
  const outcomes = await Promise.all([1, 2, 3].map(async () => (await createTemplate()).outcome!));
  expect(outcomes.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
  expect(outcomes.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual([
    'TEMPLATE_LIMIT_REACHED',
    'TEMPLATE_LIMIT_REACHED',
  ]);
});

describe('conditions', () => {
  const subject = (operator: string, ...values: string[]): Condition => ({
    field: 'SUBJECT',
    operator,
    values,
  });

  it.each([
    ['a header without its name', { ...NEWSLETTER, header: null }, 'HEADER_NOT_ACCEPTED', 'header'],
    [
      'a name that begins a command',
      { ...NEWSLETTER, header: 'X" { stop; }' },
      'HEADER_NOT_ACCEPTED',
      'header',
    ],
    ['a name where none belongs', { ...subject('IS', 'a'), header: 'X' }, 'HEADER_NOT_ACCEPTED', 'header'],
    [
      'a size that contains',
      { field: 'SIZE', operator: 'CONTAINS', values: ['1'] },
      'OPERATOR_NOT_APPLICABLE',
      'operator',
    ],
    [
      'an envelope that is there',
      { field: 'ENVELOPE_TO', operator: 'EXISTS', values: [] },
      'OPERATOR_NOT_APPLICABLE',
      'operator',
    ],
    [
      'a size that is a command',
      { field: 'SIZE', operator: 'OVER', values: ['1K) { stop; }'] },
      'VALUES_NOT_ACCEPTED',
      'values',
    ],
    [
      'a size of too many digits',
      { field: 'SIZE', operator: 'OVER', values: ['9999999999'] },
      'VALUES_NOT_ACCEPTED',
      'values',
    ],
    [
      'another class',
      { field: 'MESSAGE_CLASS', operator: 'IS', values: ['HAM'] },
      'VALUES_NOT_ACCEPTED',
      'values',
    ],
    ['no value', subject('IS'), 'VALUES_NOT_ACCEPTED', 'values'],
    ['an empty value', subject('CONTAINS', ''), 'VALUES_NOT_ACCEPTED', 'values'],
    ['a value of two lines', subject('CONTAINS', 'a\r\n.\r\nstop;'), 'VALUES_NOT_ACCEPTED', 'values'],
    ['a zero byte', subject('CONTAINS', 'a\u0000b'), 'VALUES_NOT_ACCEPTED', 'values'],
    ['half a character', subject('CONTAINS', '\ud800'), 'VALUES_NOT_ACCEPTED', 'values'],
    ['a bracket that is not closed', subject('REGEX', '('), 'REGEX_NOT_ACCEPTED', 'values'],
    ['a reference back', subject('REGEX', '(a*)\\1'), 'REGEX_NOT_ACCEPTED', 'values'],
    ['what fills the memory', subject('REGEX', '((a{1,200}){1,200}){1,200}'), 'REGEX_NOT_ACCEPTED', 'values'],
  ])('refuse %s', async (_what, condition, code, part) => {
    const { outcome } = await createTemplate({ conditions: [NEWSLETTER, condition] });
    expect(outcome).toEqual({
      sortingRuleTemplate: null,
      userErrors: [expect.objectContaining({ code, path: ['input', 'conditions', '1', part] })],
    });
  });

  it.each([
    ['none', { conditions: [] }],
    ['21', { conditions: Array<object>(21).fill(NEWSLETTER) }],
    ['a long value', { conditions: [subject('CONTAINS', 'x'.repeat(501))] }],
    ['51 values', { conditions: [subject('IS', ...Array<string>(51).fill('a'))] }],
    ['a name with a control character', { name: 'a\u0007b' }],
    ['a name that is written backwards', { name: 'a\u202eb' }],
    ['a long name', { name: 'x'.repeat(101) }],
  ])('and inputs that are malformed: %s', async (_what, input) => {
    expect(codes((await createTemplate(input)).answer)).toEqual(['BAD_USER_INPUT']);
    const { id } = await newTemplate();
    expect(codes((await updateTemplate({ id, ...input })).answer)).toEqual(['BAD_USER_INPUT']);
  });

  it('are 40,000 characters together at most', async () => {
    // As many as JSON writes with two characters each.
    const most = Array<Condition>(20).fill(subject('CONTAINS', ...Array<string>(4).fill('"'.repeat(500))));
    await newTemplate({ conditions: most });
    const { outcome } = await createTemplate({
      conditions: [...most.slice(1), subject('IS', ...Array<string>(5).fill('x'.repeat(500)))],
    });
    expect(outcome!.userErrors).toEqual([
      expect.objectContaining({
        code: 'VALUES_NOT_ACCEPTED',
        path: ['input', 'conditions', '19', 'values'],
      }),
    ]);
  });

  it('are all stored as they were said', async () => {
    const conditions = [
      { field: 'HEADER', header: 'X-Odd!#', operator: 'CONTAINS', values: ['"', '\\', '${x}', '"; stop; #'] },
      { field: 'FROM', header: null, operator: 'MATCHES', values: ['*@example.*'], negate: true },
      { field: 'BODY', header: null, operator: 'CONTAINS', values: ['déjà vu 🐘'] },
      { field: 'MESSAGE_CLASS', header: null, operator: 'IS', values: ['SPAM', 'ADVERTISING'] },
    ].map((condition) => ({ negate: false, ...condition }));
    expect((await newTemplate({ match: 'ANY', conditions })).conditions).toEqual(conditions);
  });
});

it('refuses what is refused in an update, too, and then changes nothing', async () => {
  const before = await newTemplate();
  const { outcome } = await updateTemplate({
    id: before.id,
    name: 'Other',
    conditions: [{ field: 'SUBJECT', operator: 'REGEX', values: ['['] }],
  });
  expect(outcome!.userErrors).toHaveLength(1);
  expect((await readTemplates(administrator)).data!.mailService!.sortingRuleTemplates.nodes).toEqual([
    before,
  ]);
});

it('reads several templates, with their use, by the same statements as one', async () => {
  const ask = async (first: number) => {
    const { data } = await subgraph.ask<{ mailService: { sortingRuleTemplates: { nodes: Template[] } } }>(
      administrator,
      `query ($id: ID!, $first: Int!) { mailService(id: $id) {
         sortingRuleTemplates(first: $first) { nodes { ${TEMPLATE} } } } }`,
      { id: EXAMPLE_MAIL_SERVICE.id, first },
    );
    return data!.mailService.sortingRuleTemplates.nodes.length;
  };
  for (let made = 0; made < 3; made++) await newTemplate({ name: `Template ${made}` });
  for (const first of [1, 3]) {
    expect(await ask(first)).toBe(first);
    // Service, page, use.
    expect(subgraph.statements).toHaveLength(3);
  }
});

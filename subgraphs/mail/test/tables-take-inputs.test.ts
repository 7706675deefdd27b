import { normaliseEmailAddress } from '@hostgraph/subgraph-kit';
import { type ColumnValues, type TestSubgraph, valuesRefused } from '@hostgraph/subgraph-testing';
import fc from 'fast-check';
import { canonicalTimeZone } from '../src/administration/mailbox-settings/canonical-time-zone';
import { DISPLAY_NAME } from '../src/administration/mailbox-settings/mailbox-settings.inputs';
import { readActions } from '../src/sorting/action/read-actions';
import { SortingActionInput } from '../src/sorting/action/sorting-action.inputs';
import { SortingActionKind } from '../src/sorting/action/sorting-action-kind';
import { readConditions } from '../src/sorting/condition/read-conditions';
import { SortingConditionInput } from '../src/sorting/condition/sorting-condition.inputs';
import { SortingField } from '../src/sorting/condition/sorting-field';
import { SortingOperator } from '../src/sorting/condition/sorting-operator';
import { storableHtml } from '../src/template/html';
import {
  canonicalLanguage,
  HTML,
  LANGUAGE_TAG,
  MAX_HTML,
  MAX_NAME,
  MAX_SUBJECT,
  MAX_TEXT,
  NAME,
  SUBJECT,
  TEXT,
  visibleLine,
  withPlainLineBreaks,
} from '../src/template/text-rules';
import { startMail } from './mail-world';

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await startMail();
});
afterAll(() => subgraph.stop());

const SEED = 20_261_130;
const sample = (texts: fc.Arbitrary<string>, count = 300): string[] =>
  fc.sample(texts, { numRuns: count, seed: SEED });

/** Texts up to what an input takes, which the rule takes, with those of the greatest length among them. */
const textsOf = (rule: RegExp, most: number): string[] =>
  [
    ...sample(fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ maxLength: 100 }))),
    ...['x', 'é', '中', '😀', '&', '"', '<', '\n'].map((character) => character.repeat(most)),
    ...['<p>', '<b>', '<a href="&">', '&#0;', '\u{10ffff}'].map((part) =>
      part.repeat(most / Array.from(part).length),
    ),
  ].filter((text) => Array.from(text).length <= most && rule.test(text));

const label = fc.oneof(
  fc.stringMatching(/^[a-z0-9-]{1,63}$/),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 70 }),
);
const typedAddresses = fc.tuple(
  fc.oneof(
    fc.stringMatching(/^[\w!#$%&'*+/=?^`{|}~.-]{1,66}$/),
    fc.string({ unit: 'binary', maxLength: 66 }),
  ),
  fc.array(label, { minLength: 1, maxLength: 5 }),
);

const addresses = (): string[] =>
  fc
    .sample(typedAddresses, { numRuns: 3_000, seed: SEED })
    .map(([localPart, labels]) => `${localPart}@${labels.join('.')}`)
    .concat(
      `${'a'.repeat(64)}@${'b'.repeat(63)}.test`,
      ...[62, 63, 64, 65].map((length) => `a@${'b'.repeat(length)}.test`),
      ...[184, 185, 186].map((length) => `a@${`${'b'.repeat(60)}.`.repeat(4).slice(0, length)}.test`),
    )
    .flatMap((text) => normaliseEmailAddress(text) ?? []);

const conditions = (): string[] =>
  [
    ...textsOf(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]{1,500}$/u, 500).map((value) => [value]),
    ...['"', '\\', '😀', '\u{10ffff}'].map((character) => Array<string>(4).fill(character.repeat(500))),
  ].flatMap((values) => {
    const read = readConditions(
      Array.from({ length: 20 }, () =>
        Object.assign(new SortingConditionInput(), {
          field: SortingField.HEADER,
          header: '~'.repeat(100),
          operator: SortingOperator.CONTAINS,
          values,
          negate: true,
        }),
      ),
    );
    return read.userErrors.length === 0 ? [JSON.stringify(read.conditions)] : [];
  });

const actions = (): string[] =>
  textsOf(/./, 200).flatMap((folder) => {
    const inputs = Array.from({ length: 10 }, () =>
      Object.assign(new SortingActionInput(), { kind: SortingActionKind.COPY, folder }),
    );
    const read = readActions(inputs, { mayForward: true, ownAddresses: [] });
    return read.userErrors.length === 0 ? [JSON.stringify(read.actions)] : [];
  });

const html = (): string[] => textsOf(HTML, MAX_HTML).flatMap((text) => storableHtml(text) ?? []);
const texts = (): string[] => textsOf(TEXT, MAX_TEXT).map(withPlainLineBreaks);

it.each<[table: string, column: string, values: () => string[]]>([
  ['mail.redirection', 'target', addresses],
  [
    'mail.mailbox_address',
    'local_part',
    () => addresses().map((address) => address.slice(0, address.lastIndexOf('@'))),
  ],
  ['mail.mailbox_address', 'address', addresses],
  ['mail.mailbox', 'display_name', () => textsOf(DISPLAY_NAME, 200)],
  [
    'mail.mailbox',
    'time_zone',
    () => Intl.supportedValuesOf('timeZone').flatMap((name) => canonicalTimeZone(name) ?? []),
  ],
  ['mail.mailbox_grant', 'reason', () => textsOf(visibleLine(500), 500)],
  ['mail.right_change', 'reason', () => textsOf(visibleLine(500), 500)],
  ['mail.sorting_rule', 'name', () => textsOf(NAME, MAX_NAME)],
  ['mail.sorting_rule', 'conditions', conditions],
  ['mail.sorting_rule', 'actions', actions],
  ['mail.sorting_rule_template', 'name', () => textsOf(NAME, MAX_NAME)],
  ['mail.sorting_rule_template', 'conditions', conditions],
  ['mail.auto_reply_template', 'name', () => textsOf(NAME, MAX_NAME)],
  [
    'mail.auto_reply_template_text',
    'language',
    // fast-check knows no regular expression of any case.
    () => sample(fc.stringMatching(new RegExp(LANGUAGE_TAG.source)), 2_000).map(canonicalLanguage),
  ],
  ['mail.auto_reply_template_text', 'subject', () => textsOf(SUBJECT, MAX_SUBJECT)],
  ['mail.auto_reply_template_text', 'body', texts],
  ['mail.auto_reply_template_text', 'html', html],
  ['mail.signature_template', 'name', () => textsOf(NAME, MAX_NAME)],
  ['mail.signature_template', 'plain', texts],
  ['mail.signature_template', 'html', html],
  ['mail.signature', 'name', () => textsOf(NAME, MAX_NAME)],
  ['mail.signature', 'source_plain', texts],
  ['mail.signature', 'source_html', html],
])('%s.%s takes what its input takes', async (table, column, valuesOf) => {
  const given: ColumnValues = { table, column, values: valuesOf() };
  expect(given.values.length).toBeGreaterThan(10);
  expect(await valuesRefused(subgraph.database, given)).toEqual([]);
});

it('would find what a table refuses', async () => {
  const values = ['anna@example.test', `a@${'b'.repeat(64)}.test`];
  const refused = await valuesRefused(subgraph.database, {
    table: 'mail.redirection',
    column: 'target',
    values,
  });
  expect(refused).toEqual(values.slice(1));
});

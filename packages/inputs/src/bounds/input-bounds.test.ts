import { buildSchema, parse } from 'graphql';
import { InputBounds } from './input-bounds';

const bounds = new InputBounds(
  buildSchema(`
    directive @constraint(maxLength: Int, maxItems: Int) on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | SCALAR
    scalar Code @constraint(maxLength: 4)
    scalar Any
    enum Color { RED GREEN }
    input Note {
      title: String @constraint(maxLength: 5)
      tags: [String!] @constraint(maxLength: 3, maxItems: 2)
      codes: [Code] @constraint(maxItems: 2)
    }
    type Query {
      note(input: Note, notes: [Note!] @constraint(maxItems: 2)): Int
      text(text: String @constraint(maxLength: 5), free: String, any: Any): Int
      short(text: String @constraint(maxLength: 2)): Int
      leaves(
        code: Code, color: Color, int: Int, id: ID @constraint(maxLength: 3)
        colors: [Color!] @constraint(maxItems: 2), table: [[Int!]] @constraint(maxItems: 2)
      ): Int
    }`),
);

function excess(query: string, variables: Record<string, unknown> = {}, operationName?: string) {
  const document = parse(query);
  const error =
    bounds.checkDocument(document) ?? bounds.checkVariables({ document, operationName, variables });
  if (error) expect(error.extensions).toEqual({ code: 'BAD_USER_INPUT' });
  return error?.message;
}

const LENGTH = (most: number) => `at most ${most} characters are accepted`;
const ITEMS = (most: number) => `at most ${most} items are accepted`;
const SINGLE = 'a single value is accepted, neither a list nor an object';

it.each<[field: string, argument: string, type: string, value: unknown, path: string, reason: string]>([
  ['text', 'text', 'String', 'sixsix', '', LENGTH(5)],
  ['text', 'text', 'String', ['a'], '', SINGLE],
  ['text', 'text', 'String', { a: 1 }, '', SINGLE],
  ['note', 'input', 'Note', { title: 'sixsix' }, '.title', LENGTH(5)],
  ['note', 'input', 'Note', { tags: ['a', 'b', 'c'] }, '.tags', ITEMS(2)],
  ['note', 'input', 'Note', { tags: ['a', 'four'] }, '.tags.1', LENGTH(3)],
  ['note', 'input', 'Note', { tags: 'four' }, '.tags', LENGTH(3)],
  ['note', 'input', 'Note', { codes: ['fives'] }, '.codes.0', LENGTH(4)],
  ['note', 'notes', '[Note!]', [{}, {}, {}], '', ITEMS(2)],
  ['note', 'notes', '[Note!]', [{}, { title: 'sixsix' }], '.1.title', LENGTH(5)],
  ['leaves', 'code', 'Code', 'fives', '', LENGTH(4)],
  ['leaves', 'color', 'Color', 'YELLOW', '', LENGTH(5)],
  ['leaves', 'colors', '[Color!]', ['RED', 'RED', 'RED'], '', ITEMS(2)],
  ['leaves', 'id', 'ID', 'four', '', LENGTH(3)],
  ['leaves', 'int', 'Int', '1'.repeat(401), '', LENGTH(400)],
  ['leaves', 'table', '[[Int!]]', [[1, 2, 3]], '.0', ITEMS(2)],
  ['leaves', 'table', '[[Int!]]', [[[1]]], '.0.0', SINGLE],
])('%s(%s: %s) does not take %j', (field, argument, type, value, path, reason) => {
  expect(excess(`query ($v: ${type}) { ${field}(${argument}: $v) }`, { v: value })).toBe(
    `Variable "$v" got an invalid value${path && ` at "v${path}"`}; ${reason}`,
  );
  const ofArgument = `Argument "${argument}${path}" has an invalid value; ${reason}`;
  expect(excess(`{ ${field}(${argument}: ${literal(value)}) }`)).toBe(ofArgument);
  // A default is what a variable that is not given has.
  expect(excess(`query ($v: ${type} = ${literal(value)}) { ${field}(${argument}: $v) }`)).toContain(reason);
});

it('counts the fields of an object before their names are looked at', () => {
  const many = Object.fromEntries(Array.from({ length: 44_000 }, (_, index) => [`k${index}`, 1]));
  expect(excess('query ($v: Note) { note(input: $v) }', { v: many })).toBe(
    'Variable "$v" got an invalid value; at most 3 fields are accepted',
  );
  expect(excess('query ($v: Note) { note(input: $v) }', { v: { a: 1, b: 2, c: 3 } })).toBeUndefined();
});

it.each<[string, string, string, unknown]>([
  // Characters are counted, not code units.
  ['text', 'text', 'String', '𝒜𝒜𝒜𝒜𝒜'],
  ['text', 'text', 'String', null],
  ['text', 'free', 'String', 'x'.repeat(100_000)],
  ['text', 'any', 'Any', { a: [{ b: 1 }] }],
  ['note', 'input', 'Note', { title: 'fives', tags: ['abc', 'def'], codes: [null, 'four'] }],
  [
    'leaves',
    'table',
    '[[Int!]]',
    [
      [1, 2],
      [3, 4],
    ],
  ],
  ['leaves', 'table', '[[Int!]]', 1],
])('%s(%s: %s) takes %j', (field, argument, type, value) => {
  expect(excess(`query ($v: ${type}) { ${field}(${argument}: $v) }`, { v: value })).toBeUndefined();
  expect(excess(`{ ${field}(${argument}: ${literal(value)}) }`)).toBeUndefined();
});

it('looks into a value of no known form as deep as anybody means, and no deeper', () => {
  const nested = (depth: number) => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown;
  expect(excess('query ($v: Any) { text(any: $v) }', { v: nested(32) })).toBeUndefined();
  expect(excess('query ($v: Any) { text(any: $v) }', { v: nested(100_000) })).toContain(
    'nested at most 32 deep',
  );
});

it('measures a variable by each argument that it stands in', () => {
  const query = 'query ($v: String) { text(text: $v) ...F } fragment F on Query { short(text: $v) }';
  expect(excess(query, { v: 'abc' })).toContain(LENGTH(2));
  expect(excess(query, { v: 'ab' })).toBeUndefined();
});

it('finds variables inside of what stands in the document', () => {
  const query = 'query ($v: String!) { note(input: { tags: ["a", $v] }) }';
  expect(excess(query, { v: 'four' })).toBe(`Variable "$v" got an invalid value; ${LENGTH(3)}`);
  expect(excess('query ($v: Color) { leaves(color: $v) @skip(if: false) }', { v: 'RED' })).toBeUndefined();
});

it('measures the variables of the operation that is run', () => {
  const query = 'query A($v: String) { text(text: $v) } query B($v: String) { short(text: $v) }';
  expect(excess(query, { v: 'abc' }, 'A')).toBeUndefined();
  expect(excess(query, { v: 'abc' }, 'B')).toContain(LENGTH(2));
});

/** As a value is written in a document. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([name, part]) => `${name}: ${literal(part)}`)
    .join(', ')} }`;
}

import { buildSchema, getVariableValues, Kind, parse, validate } from 'graphql';
import { withoutValue } from './without-value';

const schema = buildSchema(`
  scalar Secret
  enum Color { RED }
  input Inner { secret: Secret! size: Int! color: Color }
  input Outer { inner: [Inner!] secret: Secret }
  type Query { a(input: Outer, sizes: [Int], color: Color): Int }`);
const [operation] = parse('query ($input: Outer) { a(input: $input) }').definitions;

/** What graphql-js says, as it says it. */
function complaints(input: unknown): string[] {
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  const { errors = [] } = getVariableValues(schema, operation.variableDefinitions ?? [], { input });
  return errors.map(({ message }) => message);
}

it.each<[string, unknown, string]>([
  [
    'a field is missing beside it',
    { inner: [{ secret: 'hunter2; at "x"; a' }] },
    'Variable "$input" got an invalid value at "input.inner[0]"; Field "size" of required type "Int!" was not provided.',
  ],
  [
    'there is a field too many',
    { secret: 'hunter2', extra: 1 },
    'Variable "$input" got an invalid value; Field "extra" is not defined by type "Outer".',
  ],
  [
    'it stands where a number is wanted',
    { inner: [{ secret: 'x', size: 'hunter2; a: b' }] },
    'Variable "$input" got an invalid value at "input.inner[0].size"; Int cannot represent non-integer value.',
  ],
  [
    'it stands where a name is wanted',
    { inner: [{ secret: 'x', size: 1, color: 'hunter2; a' }] },
    'Variable "$input" got an invalid value at "input.inner[0].color"; The value does not exist in "Color" enum.',
  ],
  [
    'it stands where an object is wanted',
    'hunter2',
    'Variable "$input" got an invalid value; Expected type "Outer" to be an object.',
  ],
])('does not repeat a secret when %s', (_case, input, expected) => {
  const said = complaints(input);
  expect(said.join()).toContain('hunter2');
  expect(said.map(withoutValue)).toEqual([expected]);
});

it.each([
  ['{ a(sizes: [1, "hunter2: x"]) }', 'Int cannot represent non-integer value.'],
  ['{ a(color: "hunter2") }', 'Enum "Color" cannot represent non-enum value.'],
  ['{ a(color: hunter2) }', 'The value does not exist in "Color" enum.'],
  ['{ a(input: "hunter2") }', 'Expected value of type "Outer", found another'],
])('does not repeat what stands in %s', (document, expected) => {
  const said = validate(schema, parse(document)).map(({ message }) => message);
  expect(said.join()).toContain('hunter2');
  expect(said.map(withoutValue)).toEqual([expected]);
});

it('leaves other messages alone', () => {
  expect(withoutValue('Cannot query field "x"; did you mean "y"?')).toBe(
    'Cannot query field "x"; did you mean "y"?',
  );
});

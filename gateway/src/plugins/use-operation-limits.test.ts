import { buildSchema, type GraphQLError, parse } from 'graphql';
import { LARGE_DOCUMENTS } from '../../test/support/large-documents';
import { useOperationLimits } from './use-operation-limits';

const schema = buildSchema(`
  type Query { events: [String!] parent: Query }
  type Mutation { lock(id: ID): Int unlock(id: ID): Int rename: Int }`);
const LIMITS = {
  tokens: 2_000,
  depth: 12,
  aliases: 50,
  fields: 400,
  directives: 50,
  oncePerRequest: () => new Set(['lock', 'unlock', 'events']),
};
const times = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => part(i)).join(' ');

function limit(text: string): readonly GraphQLError[] | undefined {
  const documentAST = parse(text);
  let result: readonly GraphQLError[] | undefined;
  const payload = {
    params: { schema, documentAST },
    setResult: (errors: readonly GraphQLError[]) => (result = errors),
  };
  (useOperationLimits(LIMITS).onValidate as unknown as (from: typeof payload) => void)(payload);
  return result;
}

describe('limits of an operation', () => {
  // What each costs, bench/operation-limits.ts measures; a walk that is exponential would not end here.
  it.each(LARGE_DOCUMENTS)('refuse %s', (_name, text) => {
    expect(limit(text)).toHaveLength(1);
  });

  it('count what fragments hide', () => {
    const fragment = (fields: number) => `fragment F on Query { ${times(fields, () => 'events')} }`;
    expect(limit(`{ ...F ...F } ${fragment(200)}`)).toBeUndefined();
    expect(limit(`{ ...F ...F } ${fragment(201)}`)?.[0]?.extensions['code']).toBe('TOO_MANY_FIELDS');
    expect(limit(`{ ... { ...F ... on Query { ...F } } } ${fragment(201)}`)?.[0]?.extensions['code']).toBe(
      'TOO_MANY_FIELDS',
    );
  });

  it('see introspection in fragments', () => {
    const fragment = 'fragment S on Query { __schema { queryType { name } } }';
    expect(limit(`{ ...S __typename } ${fragment}`)).toBeUndefined();
    expect(limit(`{ ...S events } ${fragment}`)?.[0]?.extensions['code']).toBe('INTROSPECTION_WITH_DATA');
    expect(limit(`{ events ... { ...S } } ${fragment}`)?.[0]?.extensions['code']).toBe(
      'INTROSPECTION_WITH_DATA',
    );
  });

  const locks = 'fragment L on Mutation { lock }';
  it.each([
    'mutation { a: lock b: lock }',
    'mutation { lock lock }',
    'mutation { lock rename unlock }',
    'mutation { lock rename ... on Mutation { ... { b: lock } } }',
    `mutation { ...L b: lock } ${locks}`,
    `mutation { ...L ...L } ${locks}`,
    `mutation { ...M } fragment M on Mutation { ...L ... { unlock } } ${locks}`,
    'mutation A { rename } mutation B { a: lock b: lock }',
    'mutation { lock b: lock @skip(if: true) }',
    'mutation ($no: Boolean!) { lock ... @include(if: $no) { b: lock } }',
  ])('let a request act once on what is personal: %s', (text) => {
    expect(limit(text)?.[0]?.extensions['code']).toBe('ONE_PER_REQUEST');
  });

  it.each([
    'mutation { lock rename other: rename }',
    'mutation A { lock } mutation B { unlock }',
    '{ events again: events }',
    `mutation { ...L } ${locks}`,
  ])('let it act once, and read as often as it likes: %s', (text) => {
    expect(limit(text)).toBeUndefined();
  });

  it('measure a document again when the supergraph is another one', () => {
    let marked: string[] = [];
    const plugin = useOperationLimits({ ...LIMITS, oncePerRequest: () => new Set(marked) });
    const documentAST = parse('mutation { a: rename b: rename }');
    const measure = () => {
      const setResult = jest.fn();
      const from = { params: { schema: buildSchema('type Query { a: Int }'), documentAST }, setResult };
      (plugin.onValidate as unknown as (payload: typeof from) => void)(from);
      return setResult.mock.calls.length;
    };
    expect(measure()).toBe(0);
    marked = ['rename'];
    expect(measure()).toBe(1);
  });
});

import { buildSchema, type GraphQLError, parse } from 'graphql';
import { LARGE_DOCUMENTS } from '../../test/support/large-documents';
import { useOperationLimits } from './use-operation-limits';

const schema = buildSchema('type Query { events: [String!] parent: Query }');
const LIMITS = { tokens: 2_000, depth: 12, aliases: 50, fields: 400, directives: 50 };
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
});

import { buildSchema, type DocumentNode, type GraphQLError, parse } from 'graphql';
import { useOperationLimits } from './use-operation-limits';

const schema = buildSchema('type Query { events: [String!] parent: Query }');
const LIMITS = { tokens: 2_000, depth: 12, aliases: 50, fields: 400, directives: 50 };
const times = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => part(i)).join(' ');

function limit(text: string): readonly GraphQLError[] | undefined {
  return limitDocument(parse(text));
}

function limitDocument(documentAST: DocumentNode): readonly GraphQLError[] | undefined {
  let result: readonly GraphQLError[] | undefined;
  const payload = {
    params: { schema, documentAST },
    setResult: (errors: readonly GraphQLError[]) => (result = errors),
  };
  (useOperationLimits(LIMITS).onValidate as unknown as (from: typeof payload) => void)(payload);
  return result;
}

describe('limits of an operation', () => {
  it.each([
    [
      'fragments that double 900 times over',
      `{ ...F0 } ${times(180, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} fragment F180 on Query { events }`,
    ],
    ['fields repeated as often as the tokens allow', `{ ${times(1_990, () => 'events')} }`],
    [
      'fragments in a circle',
      `{ ...F0 } ${times(300, (i) => `fragment F${i} on Query { ...F${(i + 1) % 300} }`)}`,
    ],
    ['nesting as deep as the tokens allow', `{ ${'parent { '.repeat(900)} events ${'} '.repeat(900)} }`],
    ['as many directives as the tokens allow', `{ events ${times(300, () => '@skip(if: false)')} }`],
  ])('refuse %s in under 50 ms of processor time', (_name, text) => {
    const document = parse(text);
    // The code is compiled on first use, which is not what an attacker can repeat.
    for (let i = 0; i < 5; i++) limit(text);
    const before = process.cpuUsage();
    const errors = limitDocument(document);
    const { user, system } = process.cpuUsage(before);
    expect(errors).toHaveLength(1);
    expect((user + system) / 1_000).toBeLessThan(50);
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

import { parse, print } from 'graphql';
import { stateCosts } from './state-costs';

const TYPES = `
  type Edge { node: Int }
  type Page { edges: [Edge!]! nodes: [Int] notices: [String!] }`;
const stated = (fields: string): string =>
  print(stateCosts(parse(`${TYPES} type Query { ${fields} }`)))
    .split('type Query')[1]!
    .replace(/\s+/g, ' ');

it('says of each list that takes `first` which lists are as long', () => {
  expect(stated('page(first: Int = 20, after: String): Page!')).toContain(
    'page(first: Int = 20, after: String): Page! @listSize(slicingArguments: ["first"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)',
  );
  expect(stated('items(first: Int = 20): [Edge!]!')).toContain(
    '@listSize(slicingArguments: ["first"], requireOneSlicingArgument: false)',
  );
  expect(stated('page(id: ID!): Page')).not.toContain('@listSize');
});

it('tells in words what is dear, as clients do not see the directives', () => {
  const text = stated(
    '"Reads." dear("Part." text: String @cost(weight: 7)): Int @cost(weight: 40) cheap: Int',
  );
  expect(text).toContain('Reads. (Request cost: 40.)');
  expect(text).toContain('Part. (Request cost: 7 more.)');
  expect(text).toContain('@cost(weight: 40)');
});

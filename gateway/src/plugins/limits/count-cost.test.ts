import { buildSchema, getIntrospectionQuery, parse } from 'graphql';
import { readFieldCosts } from '../../supergraph/field-costs';
import { countCost } from './count-cost';

const SDL = `
  directive @cost(weight: Int!) on FIELD_DEFINITION | ARGUMENT_DEFINITION
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!]) on FIELD_DEFINITION
  interface Node { id: ID! dear: Int @cost(weight: 9) }
  type Item implements Node { id: ID! dear: Int @cost(weight: 9) name: String tags: [Tag!]! @listSize(assumedSize: 4) owner: Owner! }
  type Owner { id: ID! things(first: Int = 10): [Item!]! }
  type Tag { text: String }
  type ItemEdge { node: Item! }
  type ItemPage { nodes: [Item!]! edges: [ItemEdge!]! notices: [Tag!]! info: Owner }
  type Query {
    item: Item
    node: Node
    number: Int
    dear: Item @cost(weight: 50)
    page(first: Int = 20, text: String @cost(weight: 30)): ItemPage
      @listSize(slicingArguments: ["first"], sizedFields: ["nodes", "edges"])
    undescribed(first: Int = 20): ItemPage
    latest(first: Int, last: Int): [Item!] @listSize(slicingArguments: ["first", "last"], assumedSize: 6)
  }
  type Mutation { change: Item hash: Boolean @cost(weight: 2000) }
  type Subscription { changes: Item }`;
const schema = buildSchema(SDL);
const costs = readFieldCosts(parse(SDL));

const count = (text: string, variableValues: Record<string, unknown> = {}) =>
  countCost({ schema, document: parse(text), variableValues }, costs);

it.each([
  ['{ number }', 1],
  ['{ __typename }', 1],
  ['{ item { id } }', 1],
  ['{ item { owner { id } tags { text } } }', 1 + 1 + 4],
  ['{ a: item { id } b: item { id } }', 2],
  ['{ dear { id } }', 50],
  ['{ item { dear } }', 1 + 9],
  ['{ node { dear } }', 1 + 9],
  ['{ node { ... on Item { dear } } }', 1 + 9],
  ['{ page { nodes { id } } }', 1 + 20],
  ['{ page(first: 3) { nodes { id } edges { node { id } } } }', 1 + 3 + 3 + 3],
  ['{ page(first: 3) { notices { text } info { id } } }', 1 + 1 + 1],
  ['{ page(first: 3, text: "a") { nodes { dear } } }', 1 + 30 + 3 + 3 * 9],
  ['{ page(first: 3, text: null) { nodes { id } } }', 1 + 3],
  ['{ page(first: 3) { nodes { owner { things(first: 5) { tags { text } } } } } }', 1 + 3 + 3 + 15 + 60],
  ['{ undescribed(first: 3) { nodes { id } notices { text } } }', 1 + 3 + 3],
  ['{ latest(first: 2, last: 8) { id } }', 8],
  ['{ latest { id } }', 6],
  ['{ page(first: -5) { nodes { id } } }', 1 + 1],
  ['mutation { change { id } }', 10],
  ['mutation { a: hash b: hash }', 4000],
  ['subscription { changes { id } }', 1],
  [getIntrospectionQuery(), 150],
  ['{ ...F ...F } fragment F on Query { dear { id } }', 100],
])('%s costs %i', (text, cost) => {
  expect(count(text).cost).toBe(cost);
});

it('takes lengths from variables, be they given or left to their default', () => {
  const text = 'query ($n: Int = 7, $text: String) { page(first: $n, text: $text) { nodes { id } } }';
  expect(count(text).cost).toBe(1 + 7);
  expect(count(text, { n: 4, text: 'a' }).cost).toBe(1 + 30 + 4);
  expect(count(text, { n: null, text: null }).cost).toBe(1 + 20);
});

it('counts objects apart from what they cost', () => {
  expect(count('{ dear { id } page(first: 3) { nodes { dear } } }').nodes).toBe(1 + 1 + 3);
});

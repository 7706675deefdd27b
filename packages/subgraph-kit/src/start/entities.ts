import { type GraphQLSchema, isUnionType } from 'graphql';
import { badUserInput } from '../errors/coded-error';

/**
 * Lets each representation fail by itself: null in its place, and an error with its path (GraphQL, section 6.4.4).
 * @apollo/subgraph throws at the first that is none, and so the whole list would be null.
 */
export function resolveEntitiesOneByOne(schema: GraphQLSchema): void {
  const field = schema.getQueryType()?.getFields()['_entities'];
  const resolveAll = field?.resolve;
  const union = schema.getType('_Entity');
  // A subgraph without entities has neither.
  if (!field || !resolveAll || !isUnionType(union)) return;
  const entities = new Set(union.getTypes().map(({ name }) => name));

  field.resolve = (source, args: { representations: readonly unknown[] }, ctx, info): unknown =>
    args.representations.map((representation) => {
      if (!isOneOf(entities, representation)) return badUserInput('This names no entity of the subgraph');
      try {
        const [entity] = resolveAll(source, { representations: [representation] }, ctx, info) as unknown[];
        return entity;
      } catch (error) {
        return error;
      }
    });
}

const isOneOf = (names: ReadonlySet<string>, representation: unknown): boolean =>
  typeof representation === 'object' &&
  representation !== null &&
  '__typename' in representation &&
  names.has(String(representation.__typename));

import 'reflect-metadata';
import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import { CONSTRAINT_DESCRIPTION, DateTime } from '@hostgraph/inputs';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { type DocumentNode, type GraphQLSchema, Kind, parse, print } from 'graphql';
import { buildSchema as buildTypeGraphQLSchema, createResolversMap, type PubSub } from 'type-graphql';
import { stateBounds } from '../schema/bounds/state-bounds';
import type { RequestContext } from '../context/request-context';
import { stateCosts } from '../schema/cost/state-costs';
import { checkScopes } from '../schema/scopes/scopes';
import { undeclaredResolvers } from '../schema/scopes/undeclared-resolvers';
import { resolveEntitiesOneByOne } from './entities';
import type { SubgraphDefinition } from './subgraph-definition';

/** The federation specification that our directives come from, and those of them that we use. */
const FEDERATION_LINK = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.9"
  import: [
    "@key", "@shareable", "@external", "@requires", "@inaccessible", "@tag", "@authenticated", "@requiresScopes",
    "@composeDirective", "@cost", "@listSize"
  ]
)`;

/** Our own directive: composition keeps it only if told to, and knows it by an address, at which nothing need be. */
const CONSTRAINT_LINK = `extend schema
  @link(url: "https://hostgraph.example/constraint/v1.0", import: ["@constraint"])
  @composeDirective(name: "@constraint")

"${CONSTRAINT_DESCRIPTION}"
directive @constraint(
  "How many characters a text has at most."
  maxLength: Int
  "How many items a list has at most."
  maxItems: Int
) on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | SCALAR`;

/** The SDL of a subgraph as the composer and `schema.graphql` see it, and the resolvers that belong to it. */
export async function describeSubgraph(definition: SubgraphDefinition) {
  const undeclared = undeclaredResolvers(definition.resolvers);
  if (undeclared.length > 0) {
    throw new Error(`Say who may call ${undeclared.join(', ')}: @Public, @Authenticated or @RequireScope`);
  }
  const schema = await buildTypeGraphQLSchema({
    resolvers: definition.resolvers,
    ...(definition.orphanedTypes && { orphanedTypes: definition.orphanedTypes }),
    authChecker: checkScopes,
    scalarsMap: [{ type: Date, scalar: DateTime }],
    validate: { forbidUnknownValues: false },
    pubSub: NO_PUB_SUB,
    // A subgraph need not have queries of its own, and graphql-js does not know federation's directives.
    skipCheck: true,
  });
  // The printed `schema { … }` block would define the schema a second time beside the federation link.
  const types = printSchemaWithDirectives(schema).replace(/^schema\s*\{[^}]*\}\s*/m, '');
  const stated = stateBounds(parse(types));
  const sdl = print(stateCosts(parse(`${FEDERATION_LINK}\n\n${CONSTRAINT_LINK}\n\n${print(stated)}`)));
  return { sdl: `${sdl}\n`, resolvers: createResolversMap(schema) };
}

/** Subscriptions bring a source of their own; type-graphql wants to be given one all the same. */
const NO_PUB_SUB: PubSub = {
  publish: () => undefined,
  subscribe: () => {
    throw new Error('A subscription names no source');
  },
};

const EMPTY: DocumentNode = { kind: Kind.DOCUMENT, definitions: [] };

/** Builds the executable federated schema of a subgraph. */
export async function buildSchema(definition: SubgraphDefinition): Promise<GraphQLSchema> {
  const { sdl, resolvers } = await describeSubgraph(definition);
  const references = Object.entries(definition.references).map(([type, resolve]) => ({
    typeDefs: EMPTY,
    resolvers: {
      [type]: {
        // Ids of ours are texts; anything else names nothing, and must not fail the batch that it is in.
        __resolveReference: (reference: { id: string }, ctx: RequestContext) =>
          typeof reference.id === 'string' ? resolve(ctx, reference) : null,
      },
    },
  }));
  const schema = buildSubgraphSchema([
    { typeDefs: parse(sdl), resolvers: resolvers as GraphQLResolverMap },
    ...references,
  ]);
  resolveEntitiesOneByOne(schema);
  return schema;
}

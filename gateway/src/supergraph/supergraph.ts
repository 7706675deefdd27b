import { buildASTSchema, type GraphQLSchema, Kind, parse, print, visit } from 'graphql';
import { type FieldCosts, readFieldCosts } from './field-costs';
import { fieldsOncePerRequest } from './one-per-request';
import { withoutRouterDirectives } from './router-directives';
import { checkScalars } from './scalars';
import { type ScopedFields, scopedFields } from './scoped-fields';

export interface SupergraphSubgraph {
  readonly name: string;
  /** Name of the subgraph in environment variables: its name in the enum join__Graph, such as `ACCOUNTS`. */
  readonly environmentName: string;
  readonly url: string;
}

export interface Supergraph {
  /** As the engine plans with it. */
  readonly sdl: string;
  readonly subgraphs: readonly SupergraphSubgraph[];
  /** As it was composed, with the bounds of what clients send; to check that with, not to execute. */
  readonly inputs: GraphQLSchema;
  /** Fields of Mutation of which a request can hold one. */
  readonly oncePerRequest: ReadonlySet<string>;
  readonly scopedFields: ScopedFields;
  /** What the subgraphs say that their fields cost. */
  readonly costs: FieldCosts;
}

/**
 * Reads a supergraph as written by a Federation 2 composition (join spec v0.3 or later).
 *
 * @throws when the text is no supergraph
 */
export function parseSupergraph(sdl: string): Supergraph {
  const composed = parse(sdl);
  const inputs = checkScalars(buildASTSchema(composed));
  if (!inputs.getQueryType()) throw new Error('It has no query type.');
  const document = withoutRouterDirectives(composed);
  const subgraphs: SupergraphSubgraph[] = [];
  visit(document, {
    EnumTypeDefinition: (node) => (node.name.value === 'join__Graph' ? undefined : false),
    EnumValueDefinition(value) {
      const argumentsByName = new Map(
        value.directives
          ?.find((directive) => directive.name.value === 'join__graph')
          ?.arguments?.map(({ name, value }) => [name.value, value.kind === Kind.STRING ? value.value : '']),
      );
      const name = argumentsByName.get('name');
      if (name === undefined) throw new Error(`The subgraph ${value.name.value} has no name.`);
      subgraphs.push({ name, environmentName: value.name.value, url: argumentsByName.get('url') ?? '' });
    },
  });
  if (subgraphs.length === 0) throw new Error('It names no subgraph (enum join__Graph).');
  return {
    sdl: print(document),
    subgraphs,
    inputs,
    oncePerRequest: fieldsOncePerRequest(composed),
    scopedFields: scopedFields(composed),
    costs: readFieldCosts(composed),
  };
}

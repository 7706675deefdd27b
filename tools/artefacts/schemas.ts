import { CONSTRAINT_DESCRIPTION, CONSTRAINT_DIRECTIVE } from '@hostgraph/inputs';
import { describeSubgraph } from '@hostgraph/subgraph-kit';
import {
  composeServices,
  compositionHasErrors,
  transformSupergraphToPublicSchema,
} from '@theguild/federation-composition';
import { parse, print } from 'graphql';
import { SUBGRAPHS } from './subgraphs';

export const SUPERGRAPH_FILE = 'schema/supergraph.graphql';
export const API_FILE = 'schema/api.graphql';

/**
 * Makes the schemas from the subgraphs' classes: each one's own, the supergraph that the gateway plans with, and
 * the API as clients see it.
 *
 * @returns contents by file name, relative to the repository
 * @throws Error that says why the subgraphs do not fit together
 */
export async function makeSchemas(): Promise<Map<string, string>> {
  const services = await Promise.all(
    SUBGRAPHS.map(async ({ definition, url }) => ({
      name: definition.name,
      url,
      typeDefs: parse((await describeSubgraph(definition)).sdl),
    })),
  );
  const composed = composeServices(services);
  if (compositionHasErrors(composed)) {
    throw new Error(composed.errors.map(({ message }) => message).join('\n'));
  }
  const supergraph = withDirectiveDescribed(composed.supergraphSdl);
  const api = transformSupergraphToPublicSchema(parse(supergraph));
  return new Map([
    ...services.map(
      ({ name, typeDefs }) => [`subgraphs/${name}/schema.graphql`, `${print(typeDefs)}\n`] as const,
    ),
    [SUPERGRAPH_FILE, `${supergraph.trim()}\n`],
    [API_FILE, `${print(api)}\n`],
  ]);
}

/** Composition leaves out what the subgraphs say of a directive of their own. */
function withDirectiveDescribed(supergraph: string): string {
  const definition = `directive @${CONSTRAINT_DIRECTIVE}(`;
  return supergraph.replace(definition, `"""\n${CONSTRAINT_DESCRIPTION}\n"""\n${definition}`);
}

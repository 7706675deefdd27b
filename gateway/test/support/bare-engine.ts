import { text } from 'node:stream/consumers';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { buildSchema, graphql, parse, print } from 'graphql';
import type { SubgraphDefinition } from './subgraph';
import { composeToyGraph } from './toy-graph';

/**
 * A program: the engine and its planner as they come, over two small subgraphs. Its input is a JSON list of documents,
 * its output the list of their answers, with the message in place of an answer where one failed.
 */
const FEDERATION = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])\n`;

const parcel = { id: 'p', sender: 'Sender', city: 'Bern', stops: [{ kind: 'depot', city: 'Bern' }] };

const parcels: SubgraphDefinition = {
  name: 'parcels',
  typeDefs: `${FEDERATION}
    type Query { lorry: Lorry parcel(id: ID): Parcel tags: [String!] }
    type Lorry { parcel: Parcel }
    type Parcel @key(fields: "id") { id: ID! sender: String city: String stops: [Stop!] }
    type Stop { kind: String city: String }`,
  resolvers: {
    Query: {
      lorry: () => ({ parcel }),
      parcel: () => parcel,
      tags: () => ['tag'],
    },
  },
};

const labels: SubgraphDefinition = {
  name: 'labels',
  typeDefs: `${FEDERATION}
    type Parcel @key(fields: "id") {
      id: ID!
      city: String @external
      stops: [Stop!] @external
      label: String @requires(fields: "city")
      route: String @requires(fields: "stops { city }")
    }
    type Stop { city: String @external }`,
  resolvers: {
    Parcel: {
      label: ({ city }: { city: string }) => `To ${city}`,
      route: ({ stops }: { stops: { city: string }[] }) => stops.map(({ city }) => city).join(),
    },
  },
};

async function main(): Promise<void> {
  const definitions = [parcels, labels];
  const supergraph = composeToyGraph(definitions.map((definition) => ({ definition, url: 'http://unused' })));
  const schemas = new Map(
    definitions.map(({ name, typeDefs, resolvers }) => [
      name,
      buildSubgraphSchema([{ typeDefs: parse(typeDefs), resolvers }]),
    ]),
  );
  const { executor } = await unifiedGraphHandler({
    unifiedGraph: buildSchema(supergraph, { assumeValid: true }),
    getUnifiedGraphSDL: () => supergraph,
    onSubgraphExecute: (name, { document, variables }) =>
      graphql({
        schema: schemas.get(name)!,
        source: print(document),
        variableValues: variables as Record<string, unknown>,
      }) as never,
  });
  const answers: unknown[] = [];
  for (const document of JSON.parse(await text(process.stdin)) as string[]) {
    try {
      answers.push(await executor!({ document: parse(document), context: {} }));
    } catch (error) {
      answers.push((error as Error).message);
    }
  }
  console.log(JSON.stringify(answers));
}

void main();

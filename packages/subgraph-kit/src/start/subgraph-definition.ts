import type { MigrationInterface } from 'typeorm';
import type { NonEmptyArray } from 'type-graphql';
import type { RequestContext } from '../context/request-context';
import type { FindDownload } from '../downloads/download';
import type { JobDefinition } from '../jobs/job';
import type { Round } from '../jobs/rounds';

/** How the gateway's references to an entity are resolved: `{ __typename, id }` in, the object or null out. */
export type ReferenceResolver = (ctx: RequestContext, reference: { readonly id: string }) => unknown;

/** All that makes one subgraph differ from the next. */
export interface SubgraphDefinition {
  /** Its name in the supergraph, and of its PostgreSQL schema. */
  readonly name: string;
  // type-graphql takes resolver classes as `Function`.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type
  readonly resolvers: NonEmptyArray<Function>;
  /** Object types that no query of this subgraph reaches, such as other subgraphs' entities that it extends. */
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type
  readonly orphanedTypes?: Function[];
  /** By GraphQL type name: the entities that the gateway may ask for by key. */
  readonly references: Readonly<Record<string, ReferenceResolver>>;
  readonly entities: readonly (new () => object)[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** What it does beside answering. */
  readonly jobs?: readonly JobDefinition[];
  /** What it does again and again by itself. */
  readonly rounds?: readonly Round[];
  /** What its download links lead to. */
  readonly downloads?: FindDownload;
  /** PostgreSQL's settings for each of its connections, such as those of the planner. */
  readonly databaseSettings?: Readonly<Record<string, string>>;
}

import type { NonEmptyArray } from 'type-graphql';
import type { RequestContext } from '../context/request-context';
import type { DatabaseDefinition } from '../database/open-database';
import type { FindDownload } from '../downloads/download';
import type { JobDefinition } from '../jobs/job';
import type { Round } from '../jobs/rounds';

/** How the gateway's references to an entity are resolved: `{ __typename, id }` in, the object or null out. */
export type ReferenceResolver = (ctx: RequestContext, reference: { readonly id: string }) => unknown;

/** All that makes one subgraph differ from the next. */
export interface SubgraphDefinition extends DatabaseDefinition {
  // type-graphql takes resolver classes as `Function`.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type
  readonly resolvers: NonEmptyArray<Function>;
  /** Object types that no query of this subgraph reaches, such as other subgraphs' entities that it extends. */
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type
  readonly orphanedTypes?: Function[];
  /** By GraphQL type name: the entities that the gateway may ask for by key. */
  readonly references: Readonly<Record<string, ReferenceResolver>>;
  /** What it does beside answering. */
  readonly jobs?: readonly JobDefinition[];
  /** What it does again and again by itself. */
  readonly rounds?: readonly Round[];
  /** What its download links lead to. */
  readonly downloads?: FindDownload;
}

import { isScopeDeclared } from './scopes';

interface ResolverMetadata {
  readonly target: object;
  readonly methodName: string;
  /** Field resolvers only: `internal` ones are plain properties of an object type. */
  readonly kind?: 'internal' | 'external';
}

interface MetadataStorage {
  readonly queries: readonly ResolverMetadata[];
  readonly mutations: readonly ResolverMetadata[];
  readonly subscriptions: readonly ResolverMetadata[];
  readonly fieldResolvers: readonly ResolverMetadata[];
}

/**
 * Names every resolver method (`Class.method`) of the given classes that does not say who may call it.
 * A subgraph refuses to start with one, so a forgotten decorator can never open a field.
 */
export function undeclaredResolvers(resolverClasses: readonly object[]): string[] {
  // Where type-graphql keeps its metadata, the same for every copy of it in a process.
  const { queries, mutations, subscriptions, fieldResolvers }: MetadataStorage =
    globalThis.TypeGraphQLMetadataStorage;
  return [
    ...queries,
    ...mutations,
    ...subscriptions,
    ...fieldResolvers.filter(({ kind }) => kind === 'external'),
  ]
    .filter(
      ({ target, methodName }) => resolverClasses.includes(target) && !isScopeDeclared(target, methodName),
    )
    .map(({ target, methodName }) => `${(target as { name: string }).name}.${methodName}`);
}

import { type DocumentNode, type FieldNode, GraphQLError, Kind, visit } from 'graphql';

/** No field's name begins with it: names with two underscores are GraphQL's own (section 2.1.9). */
const PREFIX = 'alias__';

/** A field that every type has, under a name that is no client's; `restoreAliases` takes it out of the answer. */
export const FILLER: FieldNode = {
  kind: Kind.FIELD,
  alias: { kind: Kind.NAME, value: PREFIX },
  name: { kind: Kind.NAME, value: '__typename' },
};

/**
 * Keeps clients' aliases from being taken for fields.
 *
 * router-runtime 1.4.23 looks up the fields that a subgraph `@requires` by response key, so the alias
 * `viewerMayViewLogs: displayName` took the place of the right that it names; and its planner (router-query-planner
 * 0.0.38, merge_path.rs:173) ends the process when an alias in a list that is required too is the name of a field,
 * be it another field's (`addresses { address: kind }`) or its own (`addresses { address: address }`). So no alias of
 * a client's is planned with: one that says what the field is called anyway is left out, and every other one gets a
 * prefix that no field has, which `restoreAliases` takes off again in the answer.
 *
 * @returns the document itself where it has no alias
 */
export const withoutClientAliases = (document: DocumentNode): DocumentNode =>
  visit(document, { Field: withoutClientAlias });

function withoutClientAlias(field: FieldNode): FieldNode | undefined {
  const { alias, ...unaliased } = field;
  if (!alias) return undefined;
  if (alias.value === field.name.value) return unaliased;
  return { ...field, alias: { ...alias, value: PREFIX + alias.value } };
}

interface Result {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLError[] | undefined;
}

/** Gives a result, and the paths of its errors, the names that the client chose, and no more than the client chose. */
export const restoreAliases = <R extends Result>(result: R): R => ({
  ...result,
  ...(result.data !== undefined && { data: restoreKeys(result.data) }),
  ...(result.errors && { errors: result.errors.map(restorePath) }),
});

const restorePath = ({ message, path, nodes, source, positions, originalError, extensions }: GraphQLError) =>
  new GraphQLError(message, {
    path: path?.map(restoreName) ?? null,
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    originalError: originalError ?? null,
    extensions,
  });

const restoreName = <Name extends string | number>(name: Name): Name =>
  (typeof name === 'string' && name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name) as Name;

function restoreKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(restoreKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== PREFIX)
      .map(([key, part]) => [restoreName(key), restoreKeys(part)]),
  );
}

import { type DocumentNode, GraphQLError, type GraphQLSchema, isObjectType, visit } from 'graphql';

/**
 * Keeps clients' aliases from being taken for fields.
 *
 * router-runtime 1.4.23 looks up the fields that a subgraph `@requires` by response key, so the alias
 * `viewerMayViewLogs: displayName` took the place of the right that it names, and `addresses { address: kind }`
 * ended the process in its planner (router-query-planner 0.0.38, merge_path.rs:173). So an alias that is the name
 * of any field, or looks like one of the engine's own, is planned with under another name, and put back afterwards.
 */
export class MisleadingAliases {
  readonly #fieldNames: ReadonlySet<string>;
  /** By document: plans are remembered by document, so the same one must come out for the same one. */
  readonly #renamed = new WeakMap<DocumentNode, DocumentNode>();

  constructor(schema: GraphQLSchema) {
    const types = Object.values(schema.getTypeMap()).filter(isObjectType);
    this.#fieldNames = new Set(types.flatMap((type) => Object.keys(type.getFields())));
  }

  /** The document with other aliases where they mislead; itself where none does. */
  rename(document: DocumentNode): DocumentNode {
    let renamed = this.#renamed.get(document);
    if (!renamed) {
      renamed = visit(document, {
        Field: (field) =>
          field.alias && field.alias.value !== field.name.value && this.#isMisleading(field.alias.value)
            ? { ...field, alias: { ...field.alias, value: field.alias.value + SUFFIX } }
            : undefined,
      });
      this.#renamed.set(document, renamed);
    }
    return renamed;
  }

  #isMisleading(alias: string): boolean {
    return alias.startsWith('_') || alias.endsWith(SUFFIX) || this.#fieldNames.has(alias);
  }
}

/** No field's name has it: names with two underscores are GraphQL's own (section 2.1.9). */
const SUFFIX = '__alias';

interface Result {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLError[] | undefined;
}

/** Gives a result of a renamed document, and the paths of its errors, the names that the client chose. */
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
  (typeof name === 'string' && name.endsWith(SUFFIX) ? name.slice(0, -SUFFIX.length) : name) as Name;

function restoreKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(restoreKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [restoreName(key), restoreKeys(part)]),
  );
}

import { type ConstValueNode, type DocumentNode, Kind } from 'graphql';

/** The scopes, all of which a field needs, by `Type.field`. */
export type ScopedFields = ReadonlyMap<string, readonly string[]>;

/** What the subgraphs say with `@requiresScopes` (federation specification), which each enforces for its own fields. */
export function scopedFields(supergraph: DocumentNode): ScopedFields {
  const scoped = new Map<string, readonly string[]>();
  for (const type of supergraph.definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const { name, directives } of type.fields ?? []) {
      const scopes = (directives ?? [])
        .filter((directive) => directive.name.value === 'requiresScopes')
        .flatMap((directive) => (directive.arguments ?? []).flatMap(({ value }) => textsIn(value)));
      if (scopes.length > 0) scoped.set(`${type.name.value}.${name.value}`, scopes);
    }
  }
  return scoped;
}

function textsIn(value: ConstValueNode): string[] {
  if (value.kind === Kind.LIST) return value.values.flatMap(textsIn);
  return value.kind === Kind.STRING ? [value.value] : [];
}

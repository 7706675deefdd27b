import { Kind, parse } from 'graphql';

/** Coordinates of the fields of a supergraph for which a subgraph `@requires` other subgraphs' fields. */
export function requiringFields(supergraph: string): Set<string> {
  const types = parse(supergraph).definitions.filter(({ kind }) => kind === Kind.OBJECT_TYPE_DEFINITION);
  return new Set(
    types.flatMap((type) =>
      type.kind === Kind.OBJECT_TYPE_DEFINITION
        ? (type.fields ?? [])
            .filter(({ directives }) =>
              directives?.some(
                ({ name, arguments: given }) =>
                  name.value === 'join__field' &&
                  given?.some((argument) => argument.name.value === 'requires'),
              ),
            )
            .map((field) => `${type.name.value}.${field.name.value}`)
        : [],
    ),
  );
}

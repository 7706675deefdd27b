import {
  type ConstValueNode,
  getNamedType,
  type GraphQLField,
  type GraphQLSchema,
  isObjectType,
  isRequiredArgument,
  Kind,
  OperationTypeNode,
} from 'graphql';
import { documentFor } from './operations';

/** A mutation, and a field of its answer that needs a scope which the mutation does not. */
export interface UnreadableSelection {
  readonly mutation: string;
  /** Such as `mailbox.timeZone`. */
  readonly path: string;
  readonly document: string;
  /** Those of the mutation alone. */
  readonly scopes: readonly string[];
}

/** So deep that every object of an answer and what hangs on it is looked at. */
const DEPTH = 3;

/** Every field in every mutation’s answer that a credential with the mutation’s scopes alone may not read. */
export function unreadableSelections(schema: GraphQLSchema): UnreadableSelection[] {
  return Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap((mutation) => {
    const scopes = scopesOf(mutation);
    return unreadableIn(mutation, scopes, DEPTH).map((path) => ({
      mutation: mutation.name,
      path: path.join('.'),
      scopes,
      document: documentFor(OperationTypeNode.MUTATION, mutation, `{ ${nested(path)} }`),
    }));
  });
}

/** All scopes that fields of a schema need. */
export const scopesIn = (schema: GraphQLSchema): string[] => [
  ...new Set(
    Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .flatMap((type) => Object.values(type.getFields()).flatMap(scopesOf)),
  ),
];

type Field = GraphQLField<unknown, unknown>;

function unreadableIn(field: Field, held: readonly string[], depth: number): string[][] {
  const type = getNamedType(field.type);
  if (!isObjectType(type) || depth === 0) return [];
  return Object.values(type.getFields()).flatMap((inner) => {
    if (inner.args.some(isRequiredArgument)) return [];
    if (scopesOf(inner).some((scope) => !held.includes(scope))) {
      return [[isObjectType(getNamedType(inner.type)) ? `${inner.name} { __typename }` : inner.name]];
    }
    return unreadableIn(inner, held, depth - 1).map((path) => [inner.name, ...path]);
  });
}

const nested = ([first = '', ...rest]: readonly string[]): string =>
  rest.length === 0 ? first : `${first} { ${nested(rest)} }`;

function scopesOf({ astNode }: Field): string[] {
  const directive = astNode?.directives?.find(({ name }) => name.value === 'requiresScopes');
  return (directive?.arguments ?? []).flatMap(({ value }) => textsIn(value));
}

function textsIn(value: ConstValueNode): string[] {
  if (value.kind === Kind.LIST) return value.values.flatMap(textsIn);
  return value.kind === Kind.STRING ? [value.value] : [];
}

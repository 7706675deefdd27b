import {
  type FieldNode,
  getNamedType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  isObjectType,
  Kind,
} from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields';

/** A field that an answer is to have, and a scope that it needs and the caller lacks. */
export interface Unreadable {
  /** From the field that was asked for, such as `mailbox.timeZone`. */
  readonly path: string;
  readonly scope: string;
}

/**
 * Looks through what is selected of a field's answer, as far as this schema knows it, for what the caller may not read.
 * Each level is collected as execution does it, so what `@skip` leaves out is no matter, and nothing is asked twice.
 */
export function findUnreadable(info: GraphQLResolveInfo, held: readonly string[]): Unreadable | undefined {
  return inAnswerOf(info, getNamedType(info.returnType), info.fieldNodes, held);
}

function inAnswerOf(
  info: GraphQLResolveInfo,
  type: unknown,
  fieldNodes: readonly FieldNode[],
  held: readonly string[],
): Unreadable | undefined {
  // This API has neither interfaces nor unions.
  if (!isObjectType(type)) return undefined;
  const selected = collectSubfields(info.schema, info.fragments, info.variableValues, type, [...fieldNodes]);
  for (const nodes of selected.values()) {
    const name = nodes[0]?.name.value ?? '';
    const field = type.getFields()[name];
    if (!field) continue;
    const scope = scopesOf(type, name).find((needed) => !held.includes(needed));
    if (scope !== undefined) return { path: name, scope };
    const inside = inAnswerOf(info, getNamedType(field.type), nodes, held);
    if (inside) return { ...inside, path: `${name}.${inside.path}` };
  }
  return undefined;
}

/** As the schema says them (`@requiresScopes`): `RequireScope` writes one list, all of which are needed. */
function scopesOf(type: GraphQLObjectType, field: string): string[] {
  const directive = type
    .getFields()
    [field]?.astNode?.directives?.find(({ name }) => name.value === 'requiresScopes');
  const scopes = directive?.arguments?.find(({ name }) => name.value === 'scopes')?.value;
  if (scopes?.kind !== Kind.LIST) return [];
  return scopes.values
    .flatMap((all) => (all.kind === Kind.LIST ? all.values : []))
    .flatMap((scope) => (scope.kind === Kind.STRING ? [scope.value] : []));
}

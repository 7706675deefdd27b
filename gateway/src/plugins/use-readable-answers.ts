import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import {
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getOperationAST,
  getVariableValues,
  isObjectType,
  Kind,
  OperationTypeNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields';
import { gatewayError } from '../errors/gateway-error';
import type { RequestContext } from '../request/request-context';
import type { ScopedFields } from '../supergraph/scoped-fields';
import type { Execution } from './limits/count-cost';

/**
 * Refuses a mutation whose answer is to have fields that the credential lacks a scope for, before it does anything. Each
 * subgraph refuses its own, but fields of others are joined to the answer behind the change: FORBIDDEN would stand beside
 * what has been done, and a client would do it again.
 */
export function useReadableAnswers(scoped: () => ScopedFields): GatewayPlugin<RequestContext> {
  return {
    onExecute({ args, context, setResultAndStopExecution }) {
      const { kind, scopes } = (context as unknown as RequestContext).caller.principal;
      // Whoever is nobody hears of the subgraph that they are to sign in.
      if (kind === 'ANONYMOUS') return;
      const unreadable = findUnreadable(args, scoped(), scopes);
      if (!unreadable) return;
      const { path, scope } = unreadable;
      const message = `This credential lacks the scope ${scope}, which ${path.join('.')} needs; nothing was done`;
      setResultAndStopExecution({ data: null, errors: [gatewayError('FORBIDDEN', { message, path })] });
    },
  };
}

interface Unreadable {
  readonly path: readonly string[];
  readonly scope: string;
}

function findUnreadable(
  { schema, document, operationName, variableValues }: Execution,
  scoped: ScopedFields,
  held: readonly string[],
): Unreadable | undefined {
  const operation = getOperationAST(document, operationName);
  const mutation = schema.getMutationType();
  if (operation?.operation !== OperationTypeNode.MUTATION || !mutation) return undefined;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variableValues ?? {});
  // Execution says what is wrong with them.
  if (!coerced) return undefined;
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }

  /** @param nodes selections of one field, as execution merges them */
  const inside = (answer: unknown, nodes: readonly FieldNode[]): Unreadable | undefined => {
    if (!isObjectType(answer)) return undefined;
    for (const [key, selected] of collectSubfields(schema, fragments, coerced, answer, [...nodes])) {
      const field = answer.getFields()[selected[0]?.name.value ?? ''];
      // `__typename`
      if (!field) continue;
      const scope = scoped.get(`${answer.name}.${field.name}`)?.find((needed) => !held.includes(needed));
      if (scope !== undefined) return { path: [key], scope };
      const further = inside(getNamedType(field.type), selected);
      if (further) return { ...further, path: [key, ...further.path] };
    }
    return undefined;
  };

  for (const [key, nodes] of collectFields(schema, fragments, coerced, mutation, operation.selectionSet)) {
    const field = mutation.getFields()[nodes[0]?.name.value ?? ''];
    if (!field) continue;
    const own = scoped.get(`${mutation.name}.${field.name}`) ?? [];
    // Its subgraph refuses the mutation as such.
    if (!own.every((scope) => held.includes(scope))) continue;
    const found = inside(getNamedType(field.type), nodes);
    if (found) return { ...found, path: [key, ...found.path] };
  }
  return undefined;
}

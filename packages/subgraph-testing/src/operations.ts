import {
  getNamedType,
  type GraphQLField,
  type GraphQLSchema,
  isInputObjectType,
  isObjectType,
  OperationTypeNode,
} from 'graphql';
import { type Examples, exampleOf, idKindOf } from './example-values';

/** A field of Query or Mutation, and how to ask it. */
export interface Operation {
  readonly name: string;
  readonly kind: OperationTypeNode;
  readonly document: string;
  /** Which ids it takes, at whatever depth. */
  readonly idKinds: readonly string[];
  /** @throws when the schema and the examples do not say what a good value is */
  variables(examples: Examples): Record<string, unknown>;
}

/** What federation adds to a subgraph’s schema. */
const FEDERATIONS = new Set(['_entities', '_service']);

/** All queries and mutations of a schema, so that a test which walks them cannot forget a new one. */
export function operationsOf(schema: GraphQLSchema): Operation[] {
  return [OperationTypeNode.QUERY, OperationTypeNode.MUTATION].flatMap((kind) =>
    Object.values(schema.getRootType(kind)?.getFields() ?? {})
      .filter(({ name }) => !FEDERATIONS.has(name))
      .map((field) => operationOf(kind, field)),
  );
}

/** @param selection what to select of the answer; what tells how it went where it is left out */
export function documentFor(
  kind: OperationTypeNode,
  { name, args, type }: GraphQLField<unknown, unknown>,
  selection = usualSelection(type),
): string {
  const declared = args.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(', ');
  const passed = args.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  const [variables, given] = args.length > 0 ? [`(${declared})`, `(${passed})`] : ['', ''];
  return `${kind} ${variables} { ${name}${given} ${selection} }`;
}

function usualSelection(type: GraphQLField<unknown, unknown>['type']): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  return 'userErrors' in named.getFields() ? '{ userErrors { code } }' : '{ __typename }';
}

function operationOf(kind: OperationTypeNode, field: GraphQLField<unknown, unknown>): Operation {
  return {
    name: field.name,
    kind,
    document: documentFor(kind, field),
    idKinds: [...new Set(field.args.flatMap((argument) => idKindsIn(field.name, argument)))],
    variables: (examples) =>
      Object.fromEntries(
        field.args.map((argument) => [argument.name, exampleOf(field.name, argument, examples)]),
      ),
  };
}

type Argument = Pick<GraphQLField<unknown, unknown>['args'][number], 'name' | 'type' | 'description'>;

function idKindsIn(owner: string, argument: Argument): string[] {
  const type = getNamedType(argument.type);
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).flatMap((field) => idKindsIn(type.name, field));
  }
  return type.name === 'ID' ? [idKindOf(owner, argument)] : [];
}

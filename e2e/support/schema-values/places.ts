import {
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isLeafType,
  isObjectType,
  OperationTypeNode,
} from 'graphql';

type Field = GraphQLField<unknown, unknown>;

/** A field that takes arguments, and the shortest way to it from the root. */
export interface Place {
  readonly operation: OperationTypeNode;
  /** From the root; the last one is the field itself. */
  readonly steps: readonly Field[];
  /** Such as `Mailbox.activityLog`. */
  readonly name: string;
}

export const fieldOf = ({ steps }: Place): Field => steps.at(-1)!;

/** Whether the answer is a stream of events. */
export const isStream = ({ operation }: Place): boolean => operation === OperationTypeNode.SUBSCRIPTION;

/** All fields of the schema that take arguments; those that every object has are looked for from Query only. */
export function placesOf(schema: GraphQLSchema): Place[] {
  const roots = Object.values(OperationTypeNode).flatMap((operation) => {
    const root = schema.getRootType(operation);
    return root ? placesAt(root, operation, []) : [];
  });
  const found = new Map<string, Place>();
  const open = [...roots];
  const visited = new Set<GraphQLObjectType>();
  for (let place = open.shift(); place; place = open.shift()) {
    const field = fieldOf(place);
    if (field.args.length > 0 && !found.has(place.name)) found.set(place.name, place);
    const type = getNamedType(field.type);
    if (place.operation !== OperationTypeNode.QUERY || !isObjectType(type) || visited.has(type)) continue;
    visited.add(type);
    open.push(...placesAt(type, place.operation, place.steps));
  }
  return [...found.values()];
}

const placesAt = (type: GraphQLObjectType, operation: OperationTypeNode, way: readonly Field[]): Place[] =>
  Object.values(type.getFields()).map((field) => ({
    operation,
    steps: [...way, field],
    name: `${type.name}.${field.name}`,
  }));

/** What to select of an object: its own leaves without arguments, and those of the objects in it, `depth` levels. */
export function selectionOf(type: GraphQLObjectType, depth = 2): string {
  const parts = Object.values(type.getFields()).flatMap((field) => {
    const named = getNamedType(field.type);
    if (field.args.length > 0) return [];
    if (isLeafType(named)) return [field.name];
    return isObjectType(named) && depth > 1 ? [`${field.name} ${selectionOf(named, depth - 1)}`] : [];
  });
  return `{ ${['__typename', ...parts].join(' ')} }`;
}

import {
  type DocumentNode,
  Kind,
  type ObjectTypeDefinitionNode,
  OperationTypeNode,
  type ConstDirectiveNode,
} from 'graphql';

/** The `@tag` (federation specification) by which a subgraph says that a request can hold the field only once. */
const TAG = 'one-per-request';

/** The names of the fields of Mutation that a supergraph marks with it. */
export function fieldsOncePerRequest(supergraph: DocumentNode): ReadonlySet<string> {
  const mutations = supergraph.definitions.filter(
    (node): node is ObjectTypeDefinitionNode =>
      node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === mutationType(supergraph),
  );
  const marked = mutations
    .flatMap(({ fields }) => fields ?? [])
    .filter(({ directives }) => directives?.some(isMark));
  return new Set(marked.map(({ name }) => name.value));
}

function mutationType({ definitions }: DocumentNode): string {
  const types = definitions.flatMap((node) =>
    node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION
      ? (node.operationTypes ?? [])
      : [],
  );
  return (
    types.find(({ operation }) => operation === OperationTypeNode.MUTATION)?.type.name.value ?? 'Mutation'
  );
}

const isMark = ({ name, arguments: given }: ConstDirectiveNode): boolean =>
  name.value === 'tag' &&
  given?.some(({ value }) => value.kind === Kind.STRING && value.value === TAG) === true;

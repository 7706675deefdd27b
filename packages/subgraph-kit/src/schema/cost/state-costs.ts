import {
  type ASTNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  parse,
  type StringValueNode,
  type TypeNode,
  visit,
} from 'graphql';

/** The lists of a page (Relay Cursor Connections, and `nodes` beside them). */
const LISTS_OF_A_PAGE = ['edges', 'nodes'];

/**
 * States what the schema already implies about costs: how long a list is that takes `first`, so that no list of ours can
 * be forgotten; and, in the descriptions, what each field and argument with a weight costs, as clients do not see the
 * directives.
 */
export function stateCosts(document: DocumentNode): DocumentNode {
  return visit(document, {
    FieldDefinition: {
      leave: (field) =>
        withListSize(
          withCostDescribed(field, (weight) => `(Request cost: ${weight}.)`),
          document,
        ),
    },
    InputValueDefinition: {
      leave: (argument) => withCostDescribed(argument, (weight) => `(Request cost: ${weight} more.)`),
    },
  });
}

type Described = ASTNode & {
  readonly description?: StringValueNode | undefined;
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
};

function withCostDescribed<Node extends Described>(node: Node, inWords: (weight: string) => string): Node {
  const weight = node.directives
    ?.find(({ name }) => name.value === 'cost')
    ?.arguments?.find(({ name }) => name.value === 'weight')?.value;
  if (weight?.kind !== Kind.INT) return node;
  const value = `${node.description?.value ?? ''} ${inWords(weight.value)}`.trim();
  return { ...node, description: { kind: Kind.STRING, value, block: value.includes('\n') } };
}

function withListSize(field: FieldDefinitionNode, document: DocumentNode): FieldDefinitionNode {
  if (!field.arguments?.some(({ name }) => name.value === 'first')) return field;
  const sized = isList(field.type) ? [] : listsOfPage(nameOf(field.type), document);
  const sizedFields = sized.length > 0 ? `, sizedFields: ${JSON.stringify(sized)}` : '';
  return { ...field, directives: [...(field.directives ?? []), listSize(sizedFields)] };
}

/** `first` may be left out, so it is not required. */
const listSize = (sizedFields: string): ConstDirectiveNode =>
  directiveOf(`@listSize(slicingArguments: ["first"]${sizedFields}, requireOneSlicingArgument: false)`);

function directiveOf(text: string): ConstDirectiveNode {
  const [type] = parse(`type T ${text} { x: Int }`, { noLocation: true }).definitions;
  const directive = type?.kind === Kind.OBJECT_TYPE_DEFINITION ? type.directives?.[0] : undefined;
  if (!directive) throw new Error(`${text} is no directive`);
  return directive;
}

function listsOfPage(name: string, { definitions }: DocumentNode): string[] {
  const fields = definitions.flatMap((node) =>
    node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === name ? (node.fields ?? []) : [],
  );
  return fields
    .filter((field) => LISTS_OF_A_PAGE.includes(field.name.value) && isList(field.type))
    .map((field) => field.name.value);
}

const isList = (type: TypeNode): boolean =>
  type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && isList(type.type));

const nameOf = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);

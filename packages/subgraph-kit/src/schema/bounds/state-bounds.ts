import {
  type Constraint,
  CONSTRAINT_DIRECTIVE,
  constraintOf,
  MAX_ID_LENGTH,
  printConstraint,
} from '@hostgraph/inputs';
import {
  type ConstDirectiveNode,
  type DocumentNode,
  type InputValueDefinitionNode,
  Kind,
  parse,
  type TypeNode,
  visit,
} from 'graphql';

/** GraphQL's own scalars whose values are bounded by what they are. */
const NUMBERS = new Set(['Int', 'Float', 'Boolean']);

/**
 * Writes into a schema what goes without saying of every id and every list of enum values, and makes sure that
 * nothing else takes as much as somebody sends.
 *
 * @throws Error that names the arguments and input fields of which nobody has said how much they take at most
 */
export function stateBounds(document: DocumentNode): DocumentNode {
  const enums = new Map<string, number>();
  const bounded = new Set([...NUMBERS, 'ID']);
  for (const definition of document.definitions) {
    if (definition.kind === Kind.ENUM_TYPE_DEFINITION) {
      enums.set(definition.name.value, definition.values?.length ?? 0);
      bounded.add(definition.name.value);
    } else if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
      bounded.add(definition.name.value);
    } else if (definition.kind === Kind.SCALAR_TYPE_DEFINITION && constraintOf(definition).maxLength) {
      bounded.add(definition.name.value);
    }
  }

  const unbounded: string[] = [];
  const parents: string[] = [];
  const named = {
    enter: ({ name }: { name: { value: string } }) => void parents.push(name.value),
    leave: () => void parents.pop(),
  };
  const stated = visit(document, {
    ObjectTypeDefinition: named,
    ObjectTypeExtension: named,
    InputObjectTypeDefinition: named,
    FieldDefinition: named,
    DirectiveDefinition: () => false,
    InputValueDefinition(node) {
      const type = namedType(node.type);
      const given = constraintOf(node);
      const constraint: Constraint = {
        ...(type === 'ID' && { maxLength: MAX_ID_LENGTH }),
        ...(enums.has(type) && isList(node.type) && { maxItems: enums.get(type) ?? 0 }),
        ...given,
      };
      const isBounded =
        (constraint.maxLength !== undefined || bounded.has(type)) &&
        (constraint.maxItems !== undefined || !isList(node.type));
      if (!isBounded) unbounded.push([...parents, node.name.value].join('.'));
      return Object.keys(constraint).length === Object.keys(given).length
        ? undefined
        : constrain(node, constraint);
    },
  });
  if (unbounded.length > 0) {
    throw new Error(`Say how much ${unbounded.join(', ')} may have at most: @Constrained`);
  }
  return stated;
}

function constrain(node: InputValueDefinitionNode, constraint: Constraint): InputValueDefinitionNode {
  const others = node.directives?.filter(({ name }) => name.value !== CONSTRAINT_DIRECTIVE) ?? [];
  return { ...node, directives: [...others, directiveOf(constraint)] };
}

function directiveOf(constraint: Constraint): ConstDirectiveNode {
  const [scalar] = parse(`scalar Any ${printConstraint(constraint)}`).definitions;
  if (scalar?.kind !== Kind.SCALAR_TYPE_DEFINITION || !scalar.directives?.[0])
    throw new Error('No directive');
  return scalar.directives[0];
}

const namedType = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);

const isList = (type: TypeNode): boolean =>
  type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && isList(type.type));

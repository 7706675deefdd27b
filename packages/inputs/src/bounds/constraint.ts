import type { ConstDirectiveNode, InputValueDefinitionNode, ScalarTypeDefinitionNode } from 'graphql';
import { Kind } from 'graphql';

/** The most that an argument, an input field or a scalar takes. */
export interface Constraint {
  /** Characters (Unicode code points) of a text; of each one, where it is a list of texts. */
  readonly maxLength?: number;
  /** Items of a list; of each one, where it is a list of lists. */
  readonly maxItems?: number;
}

/** No id of ours is longer than half of it. */
export const MAX_ID_LENGTH = 100;

export const CONSTRAINT_DIRECTIVE = 'constraint';

/** What the directive means, for whoever reads the schema. */
export const CONSTRAINT_DESCRIPTION =
  'The most that is accepted: `maxLength` characters (Unicode code points) of a text, or of each text in a list, and ' +
  '`maxItems` items of a list. A request with more is answered BAD_USER_INPUT before anything of it is done. A scalar ' +
  `has its own everywhere, an id ${MAX_ID_LENGTH} characters, a list of enum values as many items as the enum has.`;

/** A constraint as it stands in a schema. */
export function printConstraint({ maxLength, maxItems }: Constraint): string {
  const parts = [
    ...(maxLength === undefined ? [] : [`maxLength: ${maxLength}`]),
    ...(maxItems === undefined ? [] : [`maxItems: ${maxItems}`]),
  ];
  return `@${CONSTRAINT_DIRECTIVE}(${parts.join(', ')})`;
}

type Constrained = Pick<InputValueDefinitionNode | ScalarTypeDefinitionNode, 'directives'>;

const NOTHING: Constraint = {};
const read = new WeakMap<Constrained, Constraint>();

/** What a definition in a schema says of itself. */
export function constraintOf(definition: Constrained | null | undefined): Constraint {
  if (!definition) return NOTHING;
  let constraint = read.get(definition);
  if (!constraint) {
    const directive = definition.directives?.find(({ name }) => name.value === CONSTRAINT_DIRECTIVE);
    constraint = directive ? argumentsOf(directive) : NOTHING;
    read.set(definition, constraint);
  }
  return constraint;
}

const argumentsOf = (directive: ConstDirectiveNode): Constraint =>
  Object.fromEntries(
    directive.arguments?.flatMap(({ name, value }) =>
      value.kind === Kind.INT ? [[name.value, Number(value.value)]] : [],
    ) ?? [],
  );

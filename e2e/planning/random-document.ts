import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  OperationTypeNode,
} from 'graphql';
import type { Random } from '../support/schema-values/random';

type Field = GraphQLField<unknown, unknown>;

export interface RandomDocumentOptions {
  readonly schema: GraphQLSchema;
  readonly random: Random;
  /** Coordinates of fields that are to come often, such as `Mailbox.activityLog`. */
  readonly preferred: ReadonlySet<string>;
}

/** Fields of a document, fragments counted where they are written; the gateway lets through ten times as many. */
const MAX_FIELDS = 40;
const MAX_DEPTH = 9;
const CONDITIONS = ['$yes', '$no', '$often', 'true', 'false'];
const ODD_ALIASES = ['_a', '__alias', 'alias__id', 'a', 'b', '_0', '_internal_qp_alias_0', 'representations'];

/** Writes one document of the schema: aliases of every kind, fragments within fragments, conditions, variables. */
export function randomDocument({ schema, random, preferred }: RandomDocumentOptions): string {
  let fieldsLeft = 3 + random.below(MAX_FIELDS);
  const fragments: { name: string; type: string; text: string }[] = [];
  /** By type and name in the answer: the field and its arguments. */
  const meanings = new Map<string, string>();
  const variables: string[] = ['$yes: Boolean!', '$no: Boolean = false', '$often: Boolean! = true'];

  function selections(type: GraphQLObjectType, depth: number): string {
    const count = 1 + random.below(depth === 0 ? 3 : 6);
    const parts = Array.from({ length: count }, () => selection(type, depth));
    return `{ ${parts.join(' ')} }`;
  }

  function selection(type: GraphQLObjectType, depth: number): string {
    const draw = random.next();
    if (draw < 0.12 && depth > 0) {
      const condition = random.chance(0.5) ? ` on ${type.name}` : '';
      return `...${condition}${directives()} ${selections(type, depth)}`;
    }
    if (draw < 0.24 && depth > 0) return `...${fragmentOn(type, depth)}${directives()}`;
    return field(type, depth);
  }

  function fragmentOn(type: GraphQLObjectType, depth: number): string {
    const known = fragments.filter((fragment) => fragment.type === type.name);
    if (known.length > 0 && random.chance(0.4)) return random.pick(known)!.name;
    const text = selections(type, depth);
    const name = `F${fragments.length}`;
    fragments.push({ name, type: type.name, text });
    return name;
  }

  function field(type: GraphQLObjectType, depth: number, conditions = directives): string {
    fieldsLeft -= 1;
    const isAtEnd = depth >= MAX_DEPTH || fieldsLeft <= 0;
    const all = Object.values(type.getFields());
    const leaves = all.filter((candidate) => isLeafType(getNamedType(candidate.type)));
    const choices = isAtEnd ? leaves : all;
    const favourites = choices.filter(({ name }) => preferred.has(`${type.name}.${name}`));
    const chosen =
      favourites.length > 0 && random.chance(0.4) ? random.pick(favourites) : random.pick(choices);
    const named = chosen && nameFor(type, chosen);
    if (!named || random.chance(0.06))
      return `${random.chance(0.5) ? '__typename: ' : ''}__typename${conditions()}`;
    const inner = getNamedType(chosen.type);
    const inside = isObjectType(inner) ? ` ${selections(inner, depth + 1)}` : '';
    return `${named}${conditions()}${inside}`;
  }

  /** The field with a new alias or none, and arguments; undefined where its name means another field already. */
  function nameFor(type: GraphQLObjectType, { name, args: possible }: Field): string | undefined {
    const written = `${name}${args(possible)}`;
    for (const prefix of [alias(type, name), '']) {
      const key = `${type.name}.${prefix.replace(': ', '') || name}`;
      const known = meanings.get(key) ?? written;
      // The same field again has the same arguments: else the two could not be merged (GraphQL, section 5.3.2).
      if (known.split('(')[0] !== name) continue;
      meanings.set(key, known);
      return prefix + known;
    }
    return undefined;
  }

  /** None, the field's own name, another field's, or one that looks like the planner's. */
  function alias(type: GraphQLObjectType, name: string): string {
    const draw = random.next();
    if (draw < 0.55) return '';
    if (draw < 0.7) return `${name}: `;
    if (draw < 0.85) return `${random.pick(Object.keys(type.getFields()))}: `;
    return `${random.pick(ODD_ALIASES)}: `;
  }

  function directives(): string {
    if (random.chance(0.88)) return '';
    return ` @${random.chance(0.5) ? 'skip' : 'include'}(if: ${random.pick(CONDITIONS)})`;
  }

  function args(possible: readonly GraphQLArgument[]): string {
    const given = possible.filter((argument) => isRequiredArgument(argument) || random.chance(0.2));
    if (given.length === 0) return '';
    return `(${given.map(({ name, type }) => `${name}: ${argument(type)}`).join(' ')})`;
  }

  function argument(type: GraphQLInputType): string {
    // A secret is accepted as a variable only.
    if (random.chance(0.7) && getNamedType(type).name !== 'Secret') return literal(type);
    variables.push(`$v${variables.length}: ${String(type)}`);
    return `$v${variables.length - 1}`;
  }

  function literal(type: GraphQLInputType): string {
    if (isNonNullType(type)) return literal(type.ofType);
    if (isListType(type)) {
      return `[${Array.from({ length: random.below(3) }, () => literal(type.ofType)).join(' ')}]`;
    }
    if (isEnumType(type)) return random.pick(type.getValues())!.name;
    if (isInputObjectType(type)) {
      const given = Object.values(type.getFields()).filter(
        (part: GraphQLInputField) => isRequiredInputField(part) || random.chance(0.2),
      );
      const parts = given.map((part) =>
        getNamedType(part.type).name === 'Secret'
          ? `${part.name}: ${argument(part.type)}`
          : `${part.name}: ${literal(part.type)}`,
      );
      return `{ ${parts.join(' ')} }`;
    }
    return random.pick(LITERALS[type.name] ?? []) ?? '"x"';
  }

  const operation = operationOf(random);
  const root = schema.getRootType(operation);
  if (!isObjectType(root)) throw new Error(`The schema has no ${operation}`);
  // A subscription has one field, with no condition on it (GraphQL, section 5.2.4.1).
  const body =
    operation === OperationTypeNode.SUBSCRIPTION ? `{ ${field(root, 0, () => '')} }` : selections(root, 0);
  const written = fragments.map(({ name, type, text }) => `fragment ${name} on ${type} ${text}`);
  return [`${operation} Random(${variables.join(' ')}) ${body}`, ...written].join('\n');
}

const LITERALS: Readonly<Record<string, readonly string[]>> = {
  ID: ['"m"', '7', '9223372036854775808', '"\\ud83d\\ude00"'],
  String: ['"x"', '""', '"""a\n "b" """', '"\\u{1F600}"'],
  Int: ['1', '5', '-1'],
  Boolean: ['true', 'false'],
};

function operationOf(random: Random): OperationTypeNode {
  const draw = random.next();
  if (draw < 0.75) return OperationTypeNode.QUERY;
  return draw < 0.9 ? OperationTypeNode.MUTATION : OperationTypeNode.SUBSCRIPTION;
}

import {
  getNamedType,
  type GraphQLInputType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { argumentsText, documentOf, Variables } from '../../support/schema-values/document';
import { fieldOf } from '../../support/schema-values/places';
import type { Random } from '../../support/schema-values/random';
import { isList, isObject, Leaf, NULL, toLiteral, type Value } from '../../support/schema-values/value';
import { type Choices, valuesOf } from '../../support/schema-values/value-of';
import type { LargeValue } from './large-values';
import type { Position } from './positions';

export type Form = 'variable' | 'literal';

/** Stands where the value will: no text of ours, and the same in JSON, in a document, and in a document in JSON. */
const MARK = '@@value@@';

/** A request in which everything is in order but for one value, which is yet to be put in. */
export class RequestAround {
  readonly #before: Buffer;
  readonly #after: Buffer;

  constructor(
    readonly position: Position,
    readonly form: Form,
    random: Random,
    choices: Choices,
  ) {
    const { place, path } = position;
    const variables = new Variables();
    const literally = (value: Value) =>
      toLiteral(value, ({ json }) => variables.add('Secret!', new Leaf(json)));
    const types = new Map(fieldOf(place).args.map(({ name, type }) => [name, type]));
    const args = place.steps.map((step, index) => {
      const values = valuesOf(step.args, step.name, random, choices);
      if (index < place.steps.length - 1) return argumentsText(values, literally);
      const [name, ...rest] = path as [string, ...(string | 0)[]];
      const type = types.get(name)!;
      const marked = { ...values, [name]: put(values[name], type, rest, random, choices) };
      return argumentsText(marked, (value, argument) =>
        form === 'literal' ? literally(value) : `$${variables.add(String(types.get(argument)), value)}`,
      );
    });
    const query = documentOf(place, args, variables, selectionOf(position));
    const [before, after] = `{"query":${JSON.stringify(query)},"variables":${variables.json}}`.split(MARK);
    this.#before = Buffer.from(before!);
    this.#after = Buffer.from(after!);
  }

  with(value: Buffer): Buffer {
    return Buffer.concat([this.#before, value, this.#after]);
  }

  withLarge({ json, literal }: LargeValue): Buffer {
    return this.with(this.form === 'literal' ? literal : json);
  }
}

/** The mark at a path; what is missing on the way is made. */
function put(
  value: Value | undefined,
  type: GraphQLInputType,
  [step, ...rest]: readonly (string | 0)[],
  random: Random,
  choices: Choices,
): Value {
  if (step === undefined) return new Leaf(MARK);
  if (isNonNullType(type)) return put(value, type.ofType, [step, ...rest], random, choices);
  if (isListType(type)) {
    const items = value !== undefined && isList(value) ? value : [];
    return [put(items[0], type.ofType, rest, random, choices), ...items.slice(1)];
  }
  if (!isInputObjectType(type)) return NULL;
  const fields =
    value !== undefined && isObject(value)
      ? value
      : valuesOf(Object.values(type.getFields()), type.name, random, choices);
  return { ...fields, [step]: put(fields[step], type.getFields()[step]!.type, rest, random, choices) };
}

function selectionOf({ place }: Position): string {
  const type = getNamedType(fieldOf(place).type);
  if (!isObjectType(type)) return '';
  return 'userErrors' in type.getFields() ? '{ __typename userErrors { code } }' : '{ __typename }';
}

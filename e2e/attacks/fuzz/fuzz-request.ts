import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  isInputObjectType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { argumentsText, documentOf, type Request, Variables } from '../../support/schema-values/document';
import { fieldOf, type Place, selectionOf } from '../../support/schema-values/places';
import { isObject, Leaf, type ObjectValue, toLiteral, type Value } from '../../support/schema-values/value';
import type { Caller } from '../attacked-stack';

/** How the arguments are given: in the document, as variables, as their defaults, or each part as a variable. */
export const FORMS = ['literals', 'variables', 'defaults', 'parts'] as const;
export type Form = (typeof FORMS)[number];

/** A request in its parts, so that it can be made smaller. */
export interface FuzzRequest {
  readonly place: Place;
  readonly caller: Caller;
  readonly form: Form;
  /** Of each step to the place, and of the place itself. */
  readonly args: readonly ObjectValue[];
  /** 0 selects `__typename` only. */
  readonly selectionDepth: number;
  /** What stands before the operation and means nothing. */
  readonly preamble: string;
}

/** An argument or a field of an input object; undefined where the schema knows none of this name. */
type Part = Pick<GraphQLArgument | GraphQLInputField, 'type' | 'defaultValue'> | undefined;

export function written({ place, form, args, selectionDepth, preamble }: FuzzRequest): Request {
  const variables = new Variables();
  const literally = (value: Value) =>
    toLiteral(value, ({ json }) => variables.add('Secret!', new Leaf(json)));
  const write = (value: Value, part: Part): string => {
    // What is unknown has no type that a variable could be of.
    if (form === 'literals' || !part) return literally(value);
    if (form === 'defaults') return `$${variables.add(nullable(part.type), undefined, literally(value))}`;
    if (form === 'variables') return `$${variables.add(String(part.type), value)}`;
    const named = getNamedType(part.type);
    if (!isInputObjectType(named) || !isObject(value)) return `$${variables.add(typeOf(part), value)}`;
    return `{${argumentsText(value, (field, name) => write(field, named.getFields()[name]))}}`;
  };
  const texts = place.steps.map(({ args: known }, index) =>
    argumentsText(args[index] ?? {}, (value, name) =>
      write(
        value,
        known.find((part) => part.name === name),
      ),
    ),
  );
  const query = documentOf(place, texts, variables, selection(place, selectionDepth));
  return { query: preamble + query, variables: variables.json };
}

const nullable = (type: GraphQLInputType): string => String(isNonNullType(type) ? type.ofType : type);

/** A schema allows a variable that may be null where the place has a default, and clients declare such variables. */
const typeOf = ({ type, defaultValue }: NonNullable<Part>): string =>
  defaultValue === undefined ? String(type) : nullable(type);

function selection(place: Place, depth: number): string {
  const type = getNamedType(fieldOf(place).type);
  if (!isObjectType(type)) return '';
  return depth > 0 ? selectionOf(type, depth) : '{ __typename }';
}

/** A value as it is written in both places where a client can write one: in the variables, and in the document. */
export type Value = Leaf | readonly Value[] | ObjectValue;

export interface ObjectValue {
  readonly [name: string]: Value;
}

export class Leaf {
  /**
   * @param json in the variables
   * @param literal in the document; null where it is taken as a variable only
   */
  constructor(
    readonly json: string,
    readonly literal: string | null = json,
  ) {}
}

// What JSON.stringify writes for a text is a string of GraphQL, too: it knows all of JSON's escapes.
export const leafOf = (value: string | number | boolean | null): Leaf => new Leaf(JSON.stringify(value));

export const enumLeaf = (name: string): Leaf => new Leaf(JSON.stringify(name), name);

export const NULL = leafOf(null);

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

export const isObject = (value: Value): value is ObjectValue => !(value instanceof Leaf) && !isList(value);

export function toJson(value: Value): string {
  if (value instanceof Leaf) return value.json;
  if (isList(value)) return `[${value.map(toJson).join(',')}]`;
  const fields = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}:${toJson(field)}`);
  return `{${fields.join(',')}}`;
}

/** @param variableOf names a variable for what may not be written into a document */
export function toLiteral(value: Value, variableOf: (leaf: Leaf) => string): string {
  if (value instanceof Leaf) return value.literal ?? `$${variableOf(value)}`;
  if (isList(value)) return `[${value.map((item) => toLiteral(item, variableOf)).join(' ')}]`;
  const fields = Object.entries(value).map(([name, field]) => `${name}: ${toLiteral(field, variableOf)}`);
  return `{${fields.join(' ')}}`;
}

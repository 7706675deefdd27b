import type { Place } from './places';
import { type ObjectValue, toJson, type Value } from './value';

/** A document and the JSON text of its variables: as text, because JSON can say what no JavaScript value is. */
export interface Request {
  readonly query: string;
  readonly variables: string;
}

/** Variables of one document, as arguments come to need them. */
export class Variables {
  readonly #declarations: string[] = [];
  readonly #values: string[] = [];

  /** @returns the name of a new variable */
  add(type: string, value: Value | undefined, fallback?: string): string {
    const name = `v${this.#declarations.length}`;
    this.#declarations.push(`$${name}: ${type}${fallback === undefined ? '' : ` = ${fallback}`}`);
    if (value !== undefined) this.#values.push(`"${name}":${toJson(value)}`);
    return name;
  }

  get declarations(): string {
    return this.#declarations.length > 0 ? ` (${this.#declarations.join(' ')})` : '';
  }

  get json(): string {
    return `{${this.#values.join(',')}}`;
  }
}

/**
 * The document that asks for one place.
 *
 * @param args of each step, written as text, without parentheses
 * @param selection of the object that the place is, with its braces
 */
export function documentOf(
  { operation, steps }: Place,
  args: readonly string[],
  variables: Variables,
  selection: string,
): string {
  const body = steps.reduceRight((inner, { name }, index) => {
    const own = args[index] ? `(${args[index]})` : '';
    return `{ ${name}${own} ${inner} }`;
  }, selection);
  return `${operation}${variables.declarations} ${body}`;
}

export const argumentsText = (args: ObjectValue, write: (value: Value, name: string) => string): string =>
  Object.entries(args)
    .map(([name, value]) => `${name}: ${write(value, name)}`)
    .join(' ');

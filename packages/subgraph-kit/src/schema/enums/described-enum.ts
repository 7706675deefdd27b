import { registerEnumType } from 'type-graphql';

/** What a value means; also how the code and the database write it, where that is not its name in the graph. */
type Meaning = string | { readonly value: string; readonly description: string };

type Enum<Meanings extends Readonly<Record<string, Meaning>>> = {
  readonly [Name in keyof Meanings]: Meanings[Name] extends { readonly value: infer Value } ? Value : Name;
};

/** The type of a described enum's values: `type MailStatus = ValueOf<typeof MailStatus>`. */
export type ValueOf<Values> = Values[keyof Values];

/**
 * A closed set of values, each named once: for TypeScript, for GraphQL and, by `quoted`, for the database.
 *
 * @param name its name in the graph
 * @param meanings what each value means, for explorers of the graph
 */
export function describedEnum<const Meanings extends Readonly<Record<string, Meaning>>>(
  name: string,
  description: string,
  meanings: Meanings,
): Enum<Meanings> {
  const entries = Object.entries<Meaning>(meanings).map(
    ([key, meaning]) =>
      [key, typeof meaning === 'string' ? { value: key, description: meaning } : meaning] as const,
  );
  const values = Object.fromEntries(entries.map(([key, { value }]) => [key, value]));
  registerEnumType(values, {
    name,
    description,
    valuesConfig: Object.fromEntries(entries.map(([key, { description }]) => [key, { description }])),
  });
  return Object.freeze(values) as Enum<Meanings>;
}

/**
 * The values as SQL lists them, for a CHECK: `state IN (${quoted(MailboxState)})`.
 *
 * @param computed those that are never stored
 */
export const quoted = <Values extends Readonly<Record<string, string>>>(
  values: Values,
  ...computed: readonly ValueOf<Values>[]
): string =>
  Object.values(values)
    .filter((value) => !computed.includes(value as ValueOf<Values>))
    .map((value) => `'${value}'`)
    .join(', ');

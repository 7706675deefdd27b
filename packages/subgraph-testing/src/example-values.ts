import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isScalarType,
} from 'graphql';

/** What a schema cannot say of good values. */
export interface Examples {
  /** Ids by what `idKindOf` calls them, such as `mbx`. */
  readonly ids: Readonly<Record<string, string>>;
  /** Values by `Type.field`, or by the name of the field wherever it stands; undefined leaves it out. */
  readonly values?: Readonly<Record<string, unknown>>;
}

/** Which id is asked for, as descriptions say it. */
const ID_PREFIX = /`([a-z]{3})_…`/;

/** Which ids an argument takes: the prefix that its description tells, or its own name, such as `RollApiKeyInput.id`. */
export const idKindOf = (
  owner: string,
  { name, description }: Pick<GraphQLArgument, 'name' | 'description'>,
): string => ID_PREFIX.exec(description ?? '')?.[1] ?? `${owner}.${name}`;

const SCALARS: Readonly<Record<string, unknown>> = {
  Boolean: true,
  Int: 1,
  Float: 1,
  SafeInt: 1_073_741_824,
  String: 'Example',
  DateTime: new Date(Date.now() + 86_400_000).toISOString(),
  EmailAddress: 'somebody@example.test',
  LocalDate: '2026-12-24',
  LocalDateTime: '2026-12-24T12:00:00',
  Secret: 'seven rivers under a paper moon',
};

/**
 * A value for an argument or an input field, with all that is optional in it: the schema's own, or one of `examples`.
 *
 * @param owner the type or operation that it belongs to
 * @throws when neither says what a good value is: then the test that asks has to
 */
export function exampleOf(
  owner: string,
  argument: Pick<GraphQLArgument | GraphQLInputField, 'name' | 'type' | 'description'>,
  examples: Examples,
): unknown {
  const { name, type } = argument;
  const given = examples.values ?? {};
  for (const key of [`${owner}.${name}`, name]) if (key in given) return given[key];
  return valueOf(type);

  function valueOf(wanted: GraphQLInputType): unknown {
    const nullable = getNullableType(wanted);
    if (isListType(nullable)) return [valueOf(nullable.ofType)];
    if (isEnumType(nullable)) return nullable.getValues()[0]?.name;
    if (isInputObjectType(nullable)) {
      return Object.fromEntries(
        Object.values(nullable.getFields()).map((field) => [
          field.name,
          exampleOf(nullable.name, field, examples),
        ]),
      );
    }
    const example = isScalarType(nullable)
      ? nullable.name === 'ID'
        ? examples.ids[idKindOf(owner, argument)]
        : SCALARS[nullable.name]
      : undefined;
    if (example === undefined) throw new Error(`Nobody says what a good ${owner}.${name} is`);
    return example;
  }
}

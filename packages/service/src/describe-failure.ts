import { StartupError } from './startup-error';

/** What PostgreSQL says of an error beside its text (protocol, "Error and Notice Message Fields"), and no value. */
interface Refusal {
  readonly code: string;
  readonly constraint?: string;
  readonly schema?: string;
  readonly table?: string;
  readonly column?: string;
}

/**
 * What a program prints when it ends for an error: one line where the operator can help it. An error of the database
 * is told by its code and by what refused it, as its text, its parameters and its statement can hold the data, be it
 * the hash of a password or somebody's address. Of other errors no properties are printed either.
 */
export function describeFailure(name: string, error: unknown): string {
  if (error instanceof StartupError) return `${name}: ${error.message}`;
  const refusal = refusalIn(error);
  if (refusal) return `${name}: the database refused a statement (${wordsOf(refusal)})`;
  return error instanceof Error ? (error.stack ?? error.name) : `${name}: it failed`;
}

/** Also of errors that others were made of, as an error's `stack` begins with its text. */
function refusalIn(error: unknown): Refusal | undefined {
  if (!(error instanceof Error)) return undefined;
  // Node's own errors have codes, too, but no severity.
  if ('severity' in error && 'code' in error) return error as unknown as Refusal;
  if (error instanceof AggregateError) return error.errors.map(refusalIn).find((one) => one !== undefined);
  return refusalIn(error.cause);
}

function wordsOf({ code, constraint, schema, table, column }: Refusal): string {
  const place = [schema, table, column].filter((part) => part !== undefined).join('.');
  return [
    `SQLSTATE ${code}`,
    ...(constraint === undefined ? [] : [`constraint ${constraint}`]),
    ...(place === '' ? [] : [`of ${place}`]),
  ].join(', ');
}

/** graphql-js, `coerceVariableValues`: `Variable "$a" got invalid value 1 at "a.b"; Expected type "C".` */
const QUOTING = /^(Variable "\$\w+") got invalid value ([^]*); ([^;]*)$/;
const PLACE = / at "[\w.[\]]+"$/;

/**
 * What graphql-js says of a variable that does not fit, without the value. It quotes an input object whole when one of
 * its fields is missing, and so the password beside it.
 */
export function withoutValue(message: string): string {
  const [, variable, value = '', reason] = QUOTING.exec(message) ?? [];
  if (variable === undefined || reason === undefined) return message;
  const [place = ''] = PLACE.exec(value) ?? [];
  return `${variable} got an invalid value${place}; ${reason}`;
}

/** graphql-js, `coerceVariableValues`: `Variable "$a" got invalid value 1 at "a.b"; Expected type "C".` */
const VARIABLE = /^(Variable "\$\w+") got invalid value /;
const PLACE = / at "[\w.[\]]+"$/;

/** Reasons of `coerceInputValue` that quote nothing. */
const OF_OBJECT =
  /; ((?:Expected non-nullable type "[^"]+" not to be null|Expected type "\w+" to be an object|Field "\w+" (?:of required type "[^"]+" was not provided|is not defined by type "\w+"|must be non-null))\.(?: Did you mean [\w", ]+\?)?)$/;
/** GraphQL's own scalars, and enums: `Int cannot represent non-integer value: "hunter2"`. */
const OF_SCALAR =
  /(?:Expected type "\w+"\. )?(?:Enum "\w+"|Int|Float|String|Boolean|ID) cannot represent ([\w -]{1,60}): /;
/** `Value "hunter2" does not exist in "Color" enum. Did you mean the enum value "RED"?` */
const OF_ENUM = /" does not exist in ("\w+" enum\.(?: Did you mean [\w", ]+\?)?)$/;
/** What a scalar of ours says after the value. */
const OF_OUR_SCALAR = /; ([^;]*)$/;
/** `ValuesOfCorrectTypeRule`. */
const FOUND = /^(Expected value of type "[^"]+"), found /;
/** `getArgumentValues`. */
const OF_ARGUMENT = /^(Argument "\w+") has invalid value /;

/**
 * What graphql-js says of a value that does not fit, without the value. It quotes an input object whole when one of
 * its fields is missing, and so the password beside it.
 *
 * Messages can be as long as requests: what is looked for has a fixed beginning or end.
 */
export function withoutValue(message: string): string {
  const [, variable] = VARIABLE.exec(message) ?? [];
  const reason = reasonIn(message);
  if (variable === undefined) return reason?.text ?? withoutQuote(message);
  const { index, text } = reason ?? ourReasonIn(message) ?? { index: message.length, text: undefined };
  const [place = ''] = PLACE.exec(message.slice(0, index)) ?? [];
  return `${variable} got an invalid value${place}${text === undefined ? '' : `; ${text}`}`;
}

interface Reason {
  /** Where the value and its place end. */
  readonly index: number;
  readonly text: string;
}

function reasonIn(message: string): Reason | undefined {
  const ofObject = OF_OBJECT.exec(message);
  if (ofObject?.[1] !== undefined) return { index: ofObject.index, text: ofObject[1] };
  const ofEnum = OF_ENUM.exec(message);
  if (ofEnum?.[1] !== undefined) {
    return { index: beforeReason(message, 'Value "'), text: `The value does not exist in ${ofEnum[1]}` };
  }
  const ofScalar = OF_SCALAR.exec(message);
  if (ofScalar?.[1] === undefined) return undefined;
  const end = message.startsWith('; ', ofScalar.index - 2) ? ofScalar.index - 2 : ofScalar.index;
  return { index: end, text: ofScalar[0].slice(0, -2) + '.' };
}

const beforeReason = (message: string, start: string): number =>
  Math.max(message.lastIndexOf(`; ${start}`), 0);

function ourReasonIn(message: string): Reason | undefined {
  const found = OF_OUR_SCALAR.exec(message);
  return found?.[1] === undefined ? undefined : { index: found.index, text: found[1] };
}

function withoutQuote(message: string): string {
  const [, expected] = FOUND.exec(message) ?? [];
  if (expected !== undefined) return `${expected}, found another`;
  const [, argument] = OF_ARGUMENT.exec(message) ?? [];
  return argument === undefined ? message : `${argument} has an invalid value.`;
}

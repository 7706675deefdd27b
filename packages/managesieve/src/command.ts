/** A quoted string has 1,024 octets at most, and neither CR, LF nor NUL (RFC 5804 section 4). */
const QUOTABLE = /^[^\0\r\n]*$/;
const MAX_QUOTED_BYTES = 1024;

/** A string as the server reads it, whatever is in it. */
export function sieveString(text: string): string {
  return QUOTABLE.test(text) && Buffer.byteLength(text) <= MAX_QUOTED_BYTES
    ? `"${text.replace(/[\\"]/g, String.raw`\$&`)}"`
    : literal(text);
}

/** Sent without asking first (section 4, `literal-c2s`). */
export const literal = (text: string): string => `{${Buffer.byteLength(text)}+}\r\n${text}`;

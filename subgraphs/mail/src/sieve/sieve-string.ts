/** A text that no Sieve script can hold. */
export class UnwritableText extends Error {
  constructor() {
    super('A string of Sieve cannot hold the character U+0000');
    this.name = 'UnwritableText';
  }
}

const LINE_BREAK = /\r\n|\r|\n/g;

/**
 * Writes a text as a quoted string of Sieve (RFC 5228, 2.4.2). **All that comes from people goes through here, and
 * nothing else writes strings**: the two characters that mean something inside quotes are escaped, so a text can
 * neither end its string nor begin a command. Line breaks become CRLF, the only ones that a string may have; the
 * multi-line form can say nothing that this one cannot.
 *
 * A script must not require `variables` or `encoded-character`: then `${…}` would mean something as well (RFC 5229,
 * section 3; RFC 5228, 2.4.2.4). `SieveExtension` does not have them.
 *
 * @throws UnwritableText
 */
export function sieveString(text: string): string {
  if (text.includes('\u0000')) throw new UnwritableText();
  return `"${text.replace(/["\\]/g, String.raw`\$&`).replace(LINE_BREAK, '\r\n')}"`;
}

/** A list of strings, or one where there is one. */
export const sieveStrings = (texts: readonly string[]): string =>
  texts.length === 1 ? texts.map(sieveString).join('') : `[${texts.map(sieveString).join(', ')}]`;

/** A number (RFC 5228, 2.4.1): digits only, at most 2^31 - 1, which every implementation takes. */
export function sieveNumber(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value > 0x7f_ff_ff_ff)
    throw new Error('Not a valid Sieve number');
  return String(value);
}

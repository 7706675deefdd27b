export const MAX_NAME = 100;
export const MAX_SUBJECT = 200;
export const MAX_TEXT = 20_000;
export const MAX_HTML = 50_000;
export const MAX_VALUE = 200;

/**
 * One line that shows what it is: no control or format characters, such as the right-to-left override that makes one
 * name look like another (Unicode Technical Report 36, 2.6), and no space at either end.
 */
export const visibleLine = (longest: number): RegExp =>
  new RegExp(`^(?!\\p{Z})[^\\p{C}\\p{Zl}\\p{Zp}]{1,${longest}}(?<!\\p{Z})$`, 'u');

/** What somebody calls a template, a rule or a signature. */
export const NAME = visibleLine(MAX_NAME);
export const NAME_RULE = { message: `name must be 1 to ${MAX_NAME} visible characters` };

/**
 * A subject: one line, for no header can have a line break (RFC 5322, 2.2). Format characters are allowed, because
 * scripts and emoji are joined by them.
 */
export const SUBJECT = new RegExp(
  `^(?!\\p{Z})[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]{1,${MAX_SUBJECT}}(?<!\\p{Z})$`,
  'u',
);

/** Text of any lines; of the control characters it has line breaks and tabs. */
export const TEXT = new RegExp(`^(?=[^]*\\S)(?:[^\\p{Cc}\\p{Cs}]|[\\t\\r\\n]){1,${MAX_TEXT}}$`, 'u');
export const HTML = new RegExp(`^(?=[^]*\\S)(?:[^\\p{Cc}\\p{Cs}]|[\\t\\r\\n]){1,${MAX_HTML}}$`, 'u');

/** A language with its script and region where they matter: `de`, `fr-CH`, `zh-Hant-TW` (RFC 5646, 2.1). */
export const MAX_LANGUAGE = 'gsw-Latn-756'.length;
export const LANGUAGE_TAG = /^[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?$/i;

/** One way to end a line, whatever the program that sent it has. */
export const withPlainLineBreaks = (text: string): string => text.replace(/\r\n?/g, '\n');

/** The usual capitals: `fr-CH` for `FR-ch` (RFC 5646, 2.1.1). */
export const canonicalLanguage = (tag: string): string => Intl.getCanonicalLocales(tag)[0] ?? tag;

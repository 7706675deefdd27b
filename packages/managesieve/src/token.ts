import { ManageSieveFailure } from './errors';

/** A piece of a line (RFC 5804 section 4): `ACTIVE`, a quoted or literal string, a parenthesis. */
export type Token =
  | { readonly kind: 'atom'; readonly text: string }
  | { readonly kind: 'string'; readonly bytes: Buffer }
  | { readonly kind: '(' }
  | { readonly kind: ')' };

export interface LinePart {
  readonly tokens: readonly Token[];
  /** The octets of a literal that follows behind the end of the line. */
  readonly literalBytes: number | null;
}

/** Sticky, so that each is tried where the one before has ended. Read as Latin-1: a character is an octet. */
const SPACE = / +/y;
const ATOM = /[^\x00-\x20"(){}\\\x7f-\xff]+/y;
// A quoted string has neither CR nor LF (section 4), so a line ends at the first CRLF outside of literals.
const QUOTED = /"((?:[^"\\\x00\r\n]|\\[^\x00\r\n])*)"/y;
const LITERAL = /\{(\d{1,10})\+?\}$/y;
const PARENTHESIS = /[()]/y;

/** @throws ManageSieveFailure INVALID_ANSWER */
export function tokenize(line: Buffer): LinePart {
  const text = line.toString('latin1');
  const tokens: Token[] = [];
  let position = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = position;
    const found = pattern.exec(text);
    if (found) position = pattern.lastIndex;
    return found;
  };
  while (position < text.length) {
    if (take(SPACE)) continue;
    const literal = take(LITERAL);
    if (literal) return { tokens, literalBytes: Number(literal[1]) };
    tokens.push(takeToken(take));
  }
  return { tokens, literalBytes: null };
}

function takeToken(take: (pattern: RegExp) => RegExpExecArray | null): Token {
  const atom = take(ATOM);
  if (atom) return { kind: 'atom', text: atom[0] };
  const quoted = take(QUOTED)?.[1];
  if (quoted !== undefined)
    return { kind: 'string', bytes: Buffer.from(quoted.replace(/\\(.)/gs, '$1'), 'latin1') };
  const parenthesis = take(PARENTHESIS);
  if (parenthesis) return { kind: parenthesis[0] as '(' | ')' };
  throw new ManageSieveFailure('INVALID_ANSWER', 'the server sent a line that is not ManageSieve');
}

/** What a token says; octets that are not UTF-8 are replaced. */
export function textOf(token: Token): string {
  if (token.kind === 'string') return token.bytes.toString('utf8');
  return token.kind === 'atom' ? token.text : token.kind;
}

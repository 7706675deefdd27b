import { ManageSieveFailure } from './errors';
import type { Response, Row } from './response';
import { type Token, tokenize } from './token';

/** Twice the size of a script that a server takes at most by default (Pigeonhole, `sieve_max_script_size`). */
export const MAX_RESPONSE_BYTES = 2 * 1_048_576;
/** Literals apart. A quoted string has 1,024 octets at most (RFC 5804 section 4). */
const MAX_LINE_BYTES = 65_536;

const CR = 0x0d;
const LF = 0x0a;

/**
 * Reads answers from the octets of a connection, however they are cut. What it holds is bounded, and no octet is
 * looked at again for each that follows.
 */
export class ResponseParser {
  #chunks: Buffer[] = [];
  /** Of `#chunks`, all together. */
  #bytes = 0;
  /** Of the answer that is being read, already taken out of `#chunks`. */
  #taken = 0;
  /** Whether there is an end of a line in `#chunks`. */
  #hasLine = false;
  #literalBytes: number | null = null;
  #line: Token[] = [];
  #rows: Row[] = [];

  /** Whether nothing has come that belongs to no complete answer yet. */
  get isEmpty(): boolean {
    return this.#bytes === 0 && this.#taken === 0;
  }

  /** @throws ManageSieveFailure INVALID_ANSWER when the answer is longer than any should be */
  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    this.#hasLine ||= chunk.includes(LF);
    if (this.#taken + this.#bytes > MAX_RESPONSE_BYTES) throw tooLong();
  }

  /**
   * @returns the next complete answer, or undefined while there is none
   * @throws ManageSieveFailure INVALID_ANSWER; what comes behind cannot be understood either
   */
  next(): Response | undefined {
    for (;;) {
      if (this.#literalBytes !== null) {
        if (this.#bytes < this.#literalBytes) return undefined;
        this.#line.push({ kind: 'string', bytes: this.#take(this.#literalBytes) });
        this.#literalBytes = null;
      }
      if (!this.#hasLine) return undefined;
      const response = this.#endLine();
      if (response) return response;
    }
  }

  /** Reads on to the end of a line; it ends an answer, or a literal follows, or another line. */
  #endLine(): Response | undefined {
    const line = this.#takeLine();
    if (line === undefined) return undefined;
    const { tokens, literalBytes } = tokenize(line);
    for (const token of tokens) this.#line.push(token);
    if (literalBytes !== null) {
      if (this.#taken + literalBytes > MAX_RESPONSE_BYTES) throw tooLong();
      this.#literalBytes = literalBytes;
      return undefined;
    }
    const [first, ...rest] = this.#line;
    this.#line = [];
    if (first === undefined) throw invalid('an empty line');
    if (first.kind === 'string') {
      this.#rows.push([first, ...rest]);
      return undefined;
    }
    const response = { ...statusOf(first, rest), rows: this.#rows };
    this.#rows = [];
    this.#taken = 0;
    return response;
  }

  #takeLine(): Buffer | undefined {
    const end = this.#joined().indexOf(LF);
    if (end === -1) {
      this.#hasLine = false;
      return undefined;
    }
    if (end > MAX_LINE_BYTES) throw invalid('a line that is far too long');
    const line = this.#take(end + 1);
    if (line.at(-2) !== CR) throw invalid('a line that does not end with CRLF');
    return line.subarray(0, -2);
  }

  #take(length: number): Buffer {
    const joined = this.#joined();
    const rest = joined.subarray(length);
    this.#chunks = [rest];
    this.#bytes = rest.length;
    this.#taken += length;
    // Whether it is so will be seen.
    this.#hasLine = true;
    return joined.subarray(0, length);
  }

  /** What waits, in one piece; copied only when something has come. */
  #joined(): Buffer {
    const [only, ...more] = this.#chunks;
    if (only && more.length === 0) return only;
    const joined = Buffer.concat(this.#chunks);
    this.#chunks = [joined];
    return joined;
  }
}

/** `response-ok`, `response-nobye` (RFC 5804 section 4). */
function statusOf(first: Token, rest: readonly Token[]): Omit<Response, 'rows'> {
  const status = first.kind === 'atom' ? first.text.toUpperCase() : '';
  if (status !== 'OK' && status !== 'NO' && status !== 'BYE') throw invalid('neither data nor OK, NO or BYE');
  const { code, length } = codeOf(rest);
  const [responseText, ...more] = rest.slice(length);
  if (more.length > 0 || (responseText && responseText.kind !== 'string'))
    throw invalid(`something behind ${status}`);
  return { status, code, responseText: responseText?.bytes.toString('utf8') ?? '' };
}

/** `"(" resp-code-name [SP extension-data] ")"`, whose data may have parentheses of their own. */
function codeOf(tokens: readonly Token[]): { readonly code: string | null; readonly length: number } {
  if (tokens[0]?.kind !== '(') return { code: null, length: 0 };
  const name = tokens[1];
  if (name?.kind !== 'atom') throw invalid('a response code without a name');
  let depth = 0;
  for (const [index, { kind }] of tokens.entries()) {
    if (kind === '(') depth += 1;
    if (kind === ')') depth -= 1;
    if (depth === 0) return { code: name.text.toUpperCase(), length: index + 1 };
  }
  throw invalid('a response code without an end');
}

const tooLong = (): ManageSieveFailure =>
  new ManageSieveFailure('INVALID_ANSWER', `the server’s answer has more than ${MAX_RESPONSE_BYTES} octets`);

const invalid = (what: string): ManageSieveFailure =>
  new ManageSieveFailure('INVALID_ANSWER', `the server sent ${what}`);

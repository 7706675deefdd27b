import type { Token } from './token';

/** What the server answers to one command (RFC 5804 section 1.2). */
export interface Response {
  readonly status: 'OK' | 'NO' | 'BYE';
  /** The response code in upper case, without its arguments, such as `QUOTA/MAXSIZE` (section 1.3). */
  readonly code: string | null;
  /** For people; '' where the server said nothing. */
  readonly responseText: string;
  /** The lines before it: capabilities, names of scripts, a script. Each has at least one token. */
  readonly rows: readonly Row[];
}

export type Row = readonly [Token, ...Token[]];

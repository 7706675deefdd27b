/** What scripts of ours may require. Neither `variables` nor `encoded-character`: see `sieveString`. */
export type SieveExtension =
  | 'body' // RFC 5173
  | 'copy' // RFC 3894
  | 'date' // RFC 5260
  | 'envelope' // RFC 5228, 5.4
  | 'fileinto' // RFC 5228, 4.1
  | 'imap4flags' // RFC 5232
  | 'mailbox' // RFC 5490
  | 'regex' // draft-murchison-sieve-regex-08, as Pigeonhole has it
  | 'relational' // RFC 5231
  | 'vacation'; // RFC 5230

/** A piece of a script: commands, and what they require. */
export interface SievePart {
  readonly requires: readonly SieveExtension[];
  readonly text: string;
}

/** What of a part a server does not know. */
export const missingExtensions = ({ requires }: SievePart, announced: readonly string[]): SieveExtension[] =>
  requires.filter((extension) => !announced.includes(extension));

/** For how long a source has told of no message. Numbers of lines are more than 32 bits, and so texts here (node-postgres). */
export interface Silence {
  readonly path: string;
  /** All that have come. */
  readonly lines: string;
  /** Of these, the ones behind the last that told of a message. */
  readonly silentLines: string;
}

/** A log of another kind, or in a format that is not read, tells nothing from the beginning. */
const LINES_AT_FIRST = 100;
/** Between two messages of a quiet night, sign-ins and connections fill fewer. */
const LINES_LATER = 10_000;

/** Whether lines come of which none tells of a message, though by now one should. */
export function isSilent({ lines, silentLines }: Pick<Silence, 'lines' | 'silentLines'>): boolean {
  return Number(silentLines) >= (silentLines === lines ? LINES_AT_FIRST : LINES_LATER);
}

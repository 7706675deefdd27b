/** What a server says of one line of a script. */
export interface ScriptMessage {
  /** From 1 on; null for what is said of the whole script. */
  readonly line: number | null;
  readonly text: string;
}

/** RFC 5804 leaves the words to the server. Pigeonhole's: `name: line 3: error: unknown command 'foo'.` */
const OF_LINE = /^(?:.*?: )?line (\d{1,9}): (?:(?:error|warning|info): )?(.*)$/;

/** Reads a server's words about a script; those of another form than Pigeonhole's are kept as they stand. */
export const scriptMessages = (responseText: string): readonly ScriptMessage[] =>
  responseText
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, number, text] = OF_LINE.exec(line) ?? [];
      return number === undefined || text === undefined
        ? { line: null, text: line.trim() }
        : { line: Number(number), text: text.trim() };
    });

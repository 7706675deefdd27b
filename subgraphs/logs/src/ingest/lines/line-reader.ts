import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { StartupError } from '@hostgraph/service';

/** rsyslog's default limit is 8 KiB; nothing a mail server logs in one line comes near this one. */
export const MAX_LINE_BYTES = 64 * 1024;
const LINE_FEED = 0x0a;
/** Nearly all lines are printable ASCII, which needs no decoding. */
const NOT_PLAIN = /[^\x20-\x7e]/;
// PostgreSQL text cannot hold NUL, and no other control character is of use in a log line.

const CONTROL_CHARACTERS = /[\u0000-\u0008\u000a-\u001f\u007f]/g;

export interface RawLine {
  /** Decoded text, control characters replaced by U+FFFD; null for a line that is too long to be one. */
  readonly text: string | null;
  /** Bytes of the line in the file, line feed included. */
  readonly bytes: number;
  /** False for the last line of a file that has no line feed yet: it may still be being written. */
  readonly isComplete: boolean;
}

/**
 * Reads a file line by line, holding one chunk and the beginning of one line in memory however long the lines
 * are. Lines come by chunks, as waiting for each would cost more than reading it. Bytes that are not UTF-8
 * become U+FFFD.
 *
 * @throws StartupError naming the file, for a missing or forbidden file or a directory
 */
export async function* readLines(path: string): AsyncGenerator<Iterable<RawLine>> {
  const splitter = new LineSplitter();
  try {
    for await (const chunk of createReadStream(path)) yield splitter.split(chunk as Buffer);
  } catch (error) {
    throw toUnreadable(path, error);
  }
  const rest = splitter.takeRest();
  if (rest !== undefined) yield [rest];
}

/** When the file was last written; the reference for timestamps without a year. @throws StartupError */
export async function modifiedAt(path: string): Promise<Date> {
  try {
    return (await stat(path)).mtime;
  } catch (error) {
    throw toUnreadable(path, error);
  }
}

/** @throws StartupError unless the file exists, may be read and is no directory */
export async function checkReadable(path: string): Promise<void> {
  try {
    const file = await open(path, 'r');
    const isDirectory = (await file.stat()).isDirectory();
    await file.close();
    if (!isDirectory) return;
  } catch (error) {
    throw toUnreadable(path, error);
  }
  throw new StartupError(`cannot read ${path}: it is a directory`);
}

/** Cuts a stream of bytes into lines; between chunks it holds the beginning of one line at most. */
export class LineSplitter {
  #parts: Buffer[] = [];
  #length = 0;

  /** @param chunk is kept until its last line has ended, so it must not be written to again */
  split(chunk: Buffer): RawLine[] {
    const lines: RawLine[] = [];
    let start = 0;
    for (
      let end = chunk.indexOf(LINE_FEED);
      end !== -1;
      start = end + 1, end = chunk.indexOf(LINE_FEED, start)
    ) {
      const isHere = this.#length === 0 && end - start <= MAX_LINE_BYTES;
      const text = isHere ? chunk.toString('latin1', start, end) : null;
      if (text !== null && !NOT_PLAIN.test(text)) {
        lines.push({ text, bytes: end - start + 1, isComplete: true });
      } else {
        this.#add(chunk.subarray(start, end));
        lines.push(this.#take(true));
      }
    }
    if (start < chunk.length) this.#add(chunk.subarray(start));
    return lines;
  }

  /** What stands after the last line feed. */
  takeRest(): RawLine | undefined {
    return this.#length > 0 ? this.#take(false) : undefined;
  }

  #add(part: Buffer): void {
    this.#length += part.length;
    if (this.#length <= MAX_LINE_BYTES) this.#parts.push(part);
    else this.#parts = [];
  }

  #take(isComplete: boolean): RawLine {
    const text = this.#length > MAX_LINE_BYTES ? null : decodeLine(Buffer.concat(this.#parts, this.#length));
    const bytes = this.#length + (isComplete ? 1 : 0);
    this.#parts = [];
    this.#length = 0;
    return { text, bytes, isComplete };
  }
}

/** Bytes as the text of one line, without the carriage return at its end. */
export function decodeLine(bytes: Buffer): string {
  return replaceControls(
    bytes.at(-1) === 0x0d ? bytes.toString('utf8', 0, bytes.length - 1) : bytes.toString('utf8'),
  );
}

export function replaceControls(text: string): string {
  return text.replace(CONTROL_CHARACTERS, '\ufffd');
}

const REASONS = new Map([
  ['ENOENT', 'no such file'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['EISDIR', 'it is a directory'],
]);

/** The error of a system call on a file as one line for the operator; any other as it is. */
export function toUnreadable(path: string, error: unknown): unknown {
  // Only the file system's own errors name the system call that failed.
  if (typeof error !== 'object' || error === null || !('code' in error) || !('syscall' in error))
    return error;
  const code = String(error.code);
  return new StartupError(`cannot read ${path}: ${REASONS.get(code) ?? code}`, { cause: error });
}

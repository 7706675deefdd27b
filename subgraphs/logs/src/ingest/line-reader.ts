import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { StartupError } from '@hostgraph/service';

/** rsyslog's default limit is 8 KiB; nothing a mail server logs in one line comes near this one. */
const MAX_LINE_BYTES = 64 * 1024;
const LINE_FEED = 0x0a;
const FIRST_PRINTABLE = 0x20;
const LAST_PRINTABLE = 0x7e;
// PostgreSQL text cannot hold NUL, and no other control character is of use in a log line.

const CONTROL_CHARACTERS = /[\u0000-\u0008\u000a-\u001f\u007f]/g;

export interface RawLine {
  /** Decoded text, control characters replaced by U+FFFD; null for a line that is too long to be one. */
  text: string | null;
  /** Bytes of the line in the file, line feed included. */
  bytes: number;
  /** False for the last line of a file that has no line feed yet: it may still be being written. */
  isComplete: boolean;
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
  private parts: Buffer[] = [];
  private length = 0;

  /** @param chunk is kept until its last line has ended, so it must not be written to again */
  *split(chunk: Buffer): Generator<RawLine> {
    let start = 0;
    // One pass finds the ends of lines and which of them are printable ASCII, which is nearly all.
    let isPlain = true;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] ?? LINE_FEED;
      if (byte >= FIRST_PRINTABLE && byte <= LAST_PRINTABLE) continue;
      if (byte !== LINE_FEED) {
        isPlain = false;
        continue;
      }
      if (isPlain && this.length === 0 && at - start <= MAX_LINE_BYTES) {
        yield { text: chunk.toString('latin1', start, at), bytes: at - start + 1, isComplete: true };
      } else {
        this.add(chunk.subarray(start, at));
        yield this.take(true);
      }
      start = at + 1;
      isPlain = true;
    }
    if (start < chunk.length) this.add(chunk.subarray(start));
  }

  /** What stands after the last line feed. */
  takeRest(): RawLine | undefined {
    return this.length > 0 ? this.take(false) : undefined;
  }

  private add(part: Buffer): void {
    this.length += part.length;
    if (this.length <= MAX_LINE_BYTES) this.parts.push(part);
    else this.parts = [];
  }

  private take(isComplete: boolean): RawLine {
    const text = this.length > MAX_LINE_BYTES ? null : decode(Buffer.concat(this.parts, this.length));
    const bytes = this.length + (isComplete ? 1 : 0);
    this.parts = [];
    this.length = 0;
    return { text, bytes, isComplete };
  }
}

function decode(bytes: Buffer): string {
  const text = bytes.at(-1) === 0x0d ? bytes.toString('utf8', 0, bytes.length - 1) : bytes.toString('utf8');
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

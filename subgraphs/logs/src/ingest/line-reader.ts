import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { StartupError } from '@hostgraph/service';

/** rsyslog's default limit is 8 KiB; nothing a mail server logs in one line comes near this one. */
const MAX_LINE_BYTES = 64 * 1024;
const LINE_FEED = 0x0a;
// PostgreSQL text cannot hold NUL, and no other control character is of use in a log line.

const CONTROL_CHARACTERS = /[\u0000-\u0008\u000a-\u001f\u007f]/g;

export interface RawLine {
  /** Decoded text, control characters replaced by U+FFFD; null for a line that is too long to be one. */
  text: string | null;
  /** False for the last line of a file that has no line feed yet: it may still be being written. */
  isComplete: boolean;
}

/**
 * Reads a file line by line, holding at most one line of it in memory however long the lines are.
 * Bytes that are not UTF-8 become U+FFFD.
 *
 * @throws StartupError naming the file, for a missing or forbidden file or a directory
 */
export async function* readLines(path: string): AsyncGenerator<RawLine> {
  try {
    yield* readChunks(createReadStream(path));
  } catch (error) {
    throw toUnreadable(path, error);
  }
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

async function* readChunks(chunks: AsyncIterable<Buffer>): AsyncGenerator<RawLine> {
  let parts: Buffer[] = [];
  let length = 0;
  const take = (isComplete: boolean): RawLine => {
    const text = length > MAX_LINE_BYTES ? null : decode(Buffer.concat(parts, length));
    parts = [];
    length = 0;
    return { text, isComplete };
  };
  const add = (part: Buffer): void => {
    length += part.length;
    if (length <= MAX_LINE_BYTES) parts.push(part);
    else parts = [];
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      add(chunk.subarray(start, end));
      yield take(true);
      start = end + 1;
    }
    if (start < chunk.length) add(chunk.subarray(start));
  }
  if (length > 0) yield take(false);
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

function toUnreadable(path: string, error: unknown): unknown {
  // Only the file system's own errors name the system call that failed.
  if (typeof error !== 'object' || error === null || !('code' in error) || !('syscall' in error))
    return error;
  const code = String(error.code);
  return new StartupError(`cannot read ${path}: ${REASONS.get(code) ?? code}`, { cause: error });
}

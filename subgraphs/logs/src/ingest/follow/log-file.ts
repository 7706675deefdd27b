import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { LineSplitter, type RawLine, toUnreadable } from '../lines/line-reader';
import type { FileMark } from '../store/source-store';

const HEAD_BYTES = 1024;
const CHUNK_BYTES = 256 * 1024;

/** An open log file and how far it has been read; renaming or deleting it does not take it away. */
export class LogFile {
  readonly #splitter = new LineSplitter();
  /** Bytes handed to the splitter. */
  #position: number;

  private constructor(
    private readonly handle: FileHandle,
    readonly path: string,
    readonly fileId: string,
    private readonly timeZone: string,
    private head: Buffer,
    /** End of the last line that was given. */
    private offset: number,
    private modifiedAt: Date,
    /** Bytes in the file when it was opened. */
    readonly size: number,
  ) {
    this.#position = offset;
  }

  /** Undefined where there is no such file. @throws StartupError for one that cannot be read */
  static async open(path: string, timeZone: string): Promise<LogFile | undefined> {
    return LogFile.#openAt(path, 0, timeZone);
  }

  /** The file in which a mark was made, or a copy of it; undefined if this is neither. */
  static async reopen(path: string, mark: FileMark): Promise<LogFile | undefined> {
    const file = await LogFile.#openAt(path, mark.offset, mark.timeZone);
    if (file === undefined) return undefined;
    // Of a file of which nothing has been read, only the inode is known.
    const isSame = mark.offset === 0 ? file.fileId === mark.fileId : digestOf(file.head) === mark.headDigest;
    if (isSame && file.size >= mark.offset) return file;
    await file.close();
    return undefined;
  }

  static async #openAt(path: string, offset: number, timeZone: string): Promise<LogFile | undefined> {
    let handle: FileHandle | undefined;
    try {
      handle = await open(path, 'r');
      const head = await readHead(handle, offset);
      const { fileId, modifiedAt, size } = await statusOf(handle);
      return new LogFile(handle, path, fileId, timeZone, head, offset, modifiedAt, size);
    } catch (error) {
      await handle?.close();
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw toUnreadable(path, error);
    }
  }

  get mark(): FileMark {
    const { fileId, offset, modifiedAt, timeZone } = this;
    const headDigest = digestOf(this.head.subarray(0, offset));
    return { fileId, headDigest, offset, modifiedAt, timeZone };
  }

  /** Whether what was read still stands there: copytruncate empties a file under its name. */
  async isIntact(): Promise<boolean> {
    const { size, modifiedAt } = await statusOf(this.handle);
    this.modifiedAt = modifiedAt;
    return size >= this.#position && this.head.equals(await readHead(this.handle, this.#position));
  }

  /** The lines that have ended since the last time, in portions. */
  async *lines(): AsyncGenerator<Iterable<RawLine>> {
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const { bytesRead } = await this.handle.read(chunk, 0, CHUNK_BYTES, this.#position);
      if (bytesRead === 0) break;
      const bytes = chunk.subarray(0, bytesRead);
      if (this.#position < HEAD_BYTES)
        this.head = Buffer.concat([this.head, bytes.subarray(0, HEAD_BYTES - this.#position)]);
      this.#position += bytesRead;
      yield this.#advance(this.#splitter.split(bytes));
    }
    this.modifiedAt = (await statusOf(this.handle)).modifiedAt;
  }

  /** What stands after the last line feed of a file that will not grow any more. */
  *rest(): Generator<RawLine> {
    const rest = this.#splitter.takeRest();
    if (rest !== undefined) yield* this.#advance([rest]);
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  *#advance(lines: Iterable<RawLine>): Generator<RawLine> {
    for (const line of lines) {
      this.offset += line.bytes;
      yield line;
    }
  }
}

async function statusOf(handle: FileHandle): Promise<{ fileId: string; modifiedAt: Date; size: number }> {
  // An inode may be larger than a double can tell apart.
  const { dev, ino, mtime, size } = await handle.stat({ bigint: true });
  return { fileId: `${dev}:${ino}`, modifiedAt: mtime, size: Number(size) };
}

/** The first bytes of those before `end`. */
async function readHead(handle: FileHandle, end: number): Promise<Buffer> {
  const head = Buffer.alloc(Math.min(end, HEAD_BYTES));
  const { bytesRead } = await handle.read(head, 0, head.length, 0);
  return head.subarray(0, bytesRead);
}

function digestOf(head: Buffer): string {
  return createHash('sha256').update(head.subarray(0, HEAD_BYTES)).digest('base64url');
}

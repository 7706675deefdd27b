import { decodeLine, MAX_LINE_BYTES, type RawLine } from '../lines/line-reader';

const LINE_FEED = 0x0a;
/** `MSG-LEN SP` and the `<` with which every SYSLOG-MSG begins (RFC 6587 section 3.4.1). */
const COUNTED = /^([1-9]\d{0,8}) </;
const MAYBE_COUNTED = /^[1-9]\d{0,8} ?$/;
const COUNT_LENGTH = 11;
/** Separators that senders add to frames whose length they have counted, too. */
const BETWEEN_FRAMES = new Set([0x0a, 0x0d, 0x00]);
/** A frame longer than this is no mistake in configuration any more. */
const MAX_SKIPPED_BYTES = 16 * 1024 * 1024;

/**
 * Cuts what comes over a connection into syslog messages. Senders count octets or end messages with a line feed
 * (RFC 6587 sections 3.4.1 and 3.4.2); nothing announces which, so each frame is looked at by itself. Holds at most
 * one frame, and of one that is too long nothing.
 */
export class FrameSplitter {
  #parts: Buffer[] = [];
  #length = 0;
  /** Bytes that the counted frame in hand still lacks; undefined in one that a line feed will end. */
  #missing: number | undefined;
  #isInFrame = false;

  /** Something has begun that has not ended. */
  get isOpen(): boolean {
    return this.#isInFrame || this.#length > 0;
  }

  /** The frame in hand is longer than anything anybody would send on purpose. */
  get isEndless(): boolean {
    return this.#length > MAX_SKIPPED_BYTES || (this.#missing ?? 0) > MAX_SKIPPED_BYTES;
  }

  split(chunk: Buffer): RawLine[] {
    const lines: RawLine[] = [];
    let rest = chunk;
    if (!this.#isInFrame && this.#length > 0) rest = Buffer.concat([...this.#takeParts(), chunk]);
    while (rest.length > 0) {
      const frame: Buffer | undefined = this.#isInFrame ? rest : this.#begin(rest);
      if (frame === undefined) break;
      const end = this.#missing ?? frame.indexOf(LINE_FEED);
      if (end === -1 || end > frame.length) {
        this.#add(frame);
        break;
      }
      const isCounted = this.#missing !== undefined;
      this.#add(frame.subarray(0, end));
      rest = frame.subarray(isCounted ? end : end + 1);
      lines.push(this.#take(true));
    }
    return lines;
  }

  /** What stands after the last frame when the sender has hung up. */
  takeRest(): RawLine | undefined {
    if (!this.isOpen) return undefined;
    const isCut = this.#missing !== undefined;
    const line = this.#take(false);
    return isCut ? { ...line, text: null } : line;
  }

  /** Finds out how the next frame ends. @returns the rest of its bytes; undefined where more are needed to tell */
  #begin(bytes: Buffer): Buffer | undefined {
    let start = 0;
    while (start < bytes.length && BETWEEN_FRAMES.has(bytes[start] ?? -1)) start++;
    const frame = bytes.subarray(start);
    if (frame.length === 0) return undefined;
    const head = frame.toString('latin1', 0, COUNT_LENGTH);
    if (frame.length < COUNT_LENGTH && MAYBE_COUNTED.test(head)) {
      this.#parts = [frame];
      this.#length = frame.length;
      return undefined;
    }
    this.#isInFrame = true;
    const count = COUNTED.exec(head)?.[1];
    if (count === undefined) return frame;
    this.#missing = Number(count);
    return frame.subarray(count.length + 1);
  }

  #add(part: Buffer): void {
    this.#length += part.length;
    if (this.#missing !== undefined) this.#missing -= part.length;
    if (this.#length <= MAX_LINE_BYTES) this.#parts.push(part);
    else this.#parts = [];
  }

  #take(isComplete: boolean): RawLine {
    const bytes = this.#length;
    const text = bytes > MAX_LINE_BYTES ? null : decodeLine(Buffer.concat(this.#takeParts()));
    this.#takeParts();
    this.#missing = undefined;
    this.#isInFrame = false;
    return { text, bytes, isComplete };
  }

  #takeParts(): Buffer[] {
    const parts = this.#parts;
    this.#parts = [];
    this.#length = 0;
    return parts;
  }
}

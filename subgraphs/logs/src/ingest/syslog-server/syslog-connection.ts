import type { Socket } from 'node:net';
import type { Source } from '../batch/batch';
import type { RawLine } from '../lines/line-reader';
import { FrameSplitter } from './frame-splitter';

/**
 * One sender's connection. A chunk is read only when the lines of the one before have been taken, so what is not
 * stored yet waits with the sender: TCP's flow control is the back-pressure.
 */
export class SyslogConnection {
  readonly #splitter = new FrameSplitter();
  #lines: RawLine[] = [];
  #frameBegan: number | undefined;
  #isClosed = false;

  /** @param tell is called when there are lines to take, and when it has closed */
  constructor(
    private readonly socket: Socket,
    readonly source: Source,
    private readonly tell: () => void,
  ) {
    socket.on('data', (chunk) => {
      this.#receive(chunk);
    });
    socket.on('end', () => {
      this.#endLast();
    });
    socket.on('close', () => {
      this.#endLast();
      this.#isClosed = true;
      tell();
    });
    // `close` follows. Why a peer went away is its own business.
    socket.on('error', () => undefined);
  }

  /** Nothing will come any more, and nothing is left to take. */
  get isOver(): boolean {
    return this.#isClosed && this.#lines.length === 0;
  }

  /** The lines that have come since the last time; then the next ones are read. */
  take(): RawLine[] {
    const lines = this.#lines;
    this.#lines = [];
    if (this.socket.isPaused()) this.socket.resume();
    return lines;
  }

  /** Whether it has been within one frame since before a time. */
  isStuckSince(time: number): boolean {
    return this.#frameBegan !== undefined && this.#frameBegan < time;
  }

  /** Tells the sender that nothing more is wanted; what it has sent by then still comes. */
  end(): void {
    this.socket.end();
  }

  destroy(): void {
    this.socket.destroy();
  }

  #receive(chunk: Buffer): void {
    this.#lines.push(...this.#splitter.split(chunk));
    const isNewFrame = this.#lines.length > 0 || this.#frameBegan === undefined;
    if (!this.#splitter.isOpen) this.#frameBegan = undefined;
    else if (isNewFrame) this.#frameBegan = performance.now();
    if (this.#splitter.isEndless) this.destroy();
    if (this.#lines.length === 0) return;
    this.socket.pause();
    this.tell();
  }

  #endLast(): void {
    const rest = this.#splitter.takeRest();
    if (rest !== undefined) this.#lines.push(rest);
    if (this.#lines.length > 0) this.tell();
  }
}

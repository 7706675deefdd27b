import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Slower than any line that a file of this kind is read over. */
const LEAST_BYTES_PER_SECOND = 8_192;

export interface PassOnOptions {
  /** How long a reader may be slower than that on average. */
  readonly patienceMs: number;
  readonly signal: AbortSignal;
}

/** Passes a file on as fast as its reader takes it, and breaks off when that is too slow: it holds a connection. */
export async function passOn(
  file: Readable,
  reader: Writable,
  { patienceMs, signal }: PassOnOptions,
): Promise<void> {
  const leastBytes = (LEAST_BYTES_PER_SECOND * patienceMs) / 1000;
  let bytes = 0;
  const timer = setInterval(() => {
    if (bytes < leastBytes) file.destroy(new Error('The file is read too slowly'));
    bytes = 0;
  }, patienceMs);
  const counted = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      yield chunk;
    }
  };
  try {
    await pipeline(file, counted, reader, { signal });
  } finally {
    clearInterval(timer);
  }
}

import type { IncomingMessage } from 'node:http';
import { PassThrough, type Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { IntakeError } from './intake-errors';
import type { Reservation } from './memory-budget';

/** The largest batch that Vector sends unless told otherwise is 10 MB; compressed ones count as they are inflated. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/**
 * Reads a body as far as it is allowed to go, compressed or not.
 *
 * @throws IntakeError
 */
export async function readBody(request: IncomingMessage, reservation: Reservation): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES)
    throw new IntakeError('PAYLOAD_TOO_LARGE');
  const decoder = decoderOf(request.headers['content-encoding']);
  // `pipe` ends what it fills only if its source ends well.
  request.once('close', () => {
    if (!request.complete) decoder.destroy(new IntakeError('BAD_REQUEST'));
  });
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of request.pipe(decoder) as AsyncIterable<Buffer>) {
      length += part.length;
      if (length > MAX_BODY_BYTES) throw new IntakeError('PAYLOAD_TOO_LARGE');
      reservation.add(part.length);
      parts.push(part);
    }
  } catch (error) {
    // What else a decoder throws is zlib's: Z_DATA_ERROR, or Z_BUF_ERROR for a body that ends too early.
    throw error instanceof IntakeError ? error : new IntakeError('MALFORMED_BODY');
  }
  return Buffer.concat(parts, length);
}

function decoderOf(encoding: string | undefined): Transform {
  switch (encoding?.trim().toLowerCase() ?? 'identity') {
    case 'identity':
      return new PassThrough();
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    default:
      throw new IntakeError('UNSUPPORTED_MEDIA_TYPE');
  }
}

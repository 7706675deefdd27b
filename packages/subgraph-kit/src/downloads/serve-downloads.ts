import { Readable } from 'node:stream';
import type { FastifyInstance, RouteShorthandOptions } from 'fastify';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { CodedError } from '../errors/coded-error';
import type { ReceivedRequest } from '../context/authenticate';
import type { FindDownload } from './download';

/**
 * Downloads of what one owner made that are served at once. A download holds a megabyte here, and a connection to the
 * gateway, for as long as its reader likes to take.
 */
const DOWNLOADS_PER_OWNER = 2;

/** Answers the gateway, and nobody else, on `/downloads/<token>`. */
export function serveDownloads(
  app: FastifyInstance,
  find: FindDownload,
  options: {
    readonly database: DataSource;
    /** Throws unless the gateway asks. */
    readonly authenticate: (request: ReceivedRequest) => unknown;
    readonly log: Logger;
  },
): void {
  const served = new Map<string, number>();
  const errorHandler: NonNullable<RouteShorthandOptions['errorHandler']> = (error, _request, reply) => {
    const isRefused = error instanceof CodedError;
    if (!isRefused) options.log.error({ err: error }, 'a download failed');
    void reply.code(isRefused ? 401 : 503).send();
  };
  app.get<{ Params: { token: string } }>('/downloads/:token', { errorHandler }, async (request, reply) => {
    const { token } = request.params;
    options.authenticate({ headers: request.headers, content: token });
    const download = await find(options.database, token);
    if (!download) return reply.code(404).send();
    // Gone meanwhile, and so there will be no event that tells it.
    if (reply.raw.destroyed) return reply;
    const { owner } = download;
    const others = served.get(owner) ?? 0;
    if (others >= DOWNLOADS_PER_OWNER) return reply.code(429).send();
    served.set(owner, others + 1);
    reply.raw.once('close', () => {
      const left = (served.get(owner) ?? 1) - 1;
      if (left === 0) served.delete(owner);
      else served.set(owner, left);
    });
    return reply
      .headers({
        'content-type': download.mediaType,
        'content-length': download.byteLength,
        'content-disposition': `attachment; filename="${download.fileName}"`,
      })
      .send(Readable.from(download.content, { objectMode: false }));
  });
}

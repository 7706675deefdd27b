import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyInstance, RouteShorthandOptions } from 'fastify';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { CodedError } from '../errors/coded-error';
import type { FindDownload } from './download';

/** Answers the gateway, and nobody else, on `/downloads/<token>`. */
export function serveDownloads(
  app: FastifyInstance,
  find: FindDownload,
  options: {
    readonly database: DataSource;
    /** Throws unless the gateway asks. */
    readonly authenticate: (headers: IncomingHttpHeaders) => Promise<unknown>;
    readonly log: Logger;
  },
): void {
  const errorHandler: NonNullable<RouteShorthandOptions['errorHandler']> = (error, _request, reply) => {
    const isRefused = error instanceof CodedError;
    if (!isRefused) options.log.error({ err: error }, 'a download failed');
    void reply.code(isRefused ? 401 : 503).send();
  };
  app.get<{ Params: { token: string } }>('/downloads/:token', { errorHandler }, async (request, reply) => {
    await options.authenticate(request.headers);
    const download = await find(options.database, request.params.token);
    if (!download) return reply.code(404).send();
    return reply
      .headers({
        'content-type': download.mediaType,
        'content-length': download.byteLength,
        'content-disposition': `attachment; filename="${download.fileName}"`,
      })
      .send(Readable.from(download.content, { objectMode: false }));
  });
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { ANONYMOUS } from '@hostgraph/principal';
import type { GatewayErrorCode } from '../errors/gateway-error-codes';
import type { SubgraphClient } from '../transport/subgraph-client';
import { SubgraphFailure } from '../transport/subgraph-failure';
import { passOn } from './pass-on';

/**
 * `/downloads/<subgraph>/<token>`. The token is all that is asked for, as a browser that follows a link sends nothing
 * else; so it stands in no log, and the page is neither kept nor told to others.
 */
const PATH = /^\/downloads\/([a-z][a-z0-9-]{0,62})\/([A-Za-z0-9_-]{1,200})$/;

const PASSED_ON = ['content-type', 'content-length', 'content-disposition'] as const;

export const isDownload = (path: string): boolean => path.startsWith('/downloads/');

/** How often a link may be followed at once: a browser that begins again before it has given up. */
const DOWNLOADS_PER_LINK = 2;

export interface DownloadOptions {
  readonly client: SubgraphClient;
  /** GraphQL endpoints by subgraph name; the files lie beside them. */
  readonly urls: ReadonlyMap<string, string>;
  /** How long a reader may be too slow. */
  readonly patienceMs: number;
  readonly log: Logger;
}

export interface DownloadRequest {
  readonly path: string;
  readonly requestId: string;
  readonly signal: AbortSignal;
}

/** Passes a file on from the subgraph that has it; as fast as the client takes it, and no faster. */
export type ServeDownload = (
  req: IncomingMessage,
  res: ServerResponse,
  request: DownloadRequest,
) => Promise<GatewayErrorCode | undefined>;

/** @returns serves a file, or tells why not, when nothing has been sent */
export function createServeDownload({ client, urls, patienceMs, log }: DownloadOptions): ServeDownload {
  const followed = new Map<string, number>();

  return async (req, res, { path, requestId, signal }) => {
    const [, subgraph = '', token = ''] = PATH.exec(path) ?? [];
    const endpoint = urls.get(subgraph);
    if (req.method !== 'GET' || endpoint === undefined) return 'NOT_FOUND';
    const others = followed.get(token) ?? 0;
    if (others >= DOWNLOADS_PER_LINK) return 'TOO_MANY_DOWNLOADS';
    followed.set(token, others + 1);
    try {
      const file = await client.download({
        subgraph,
        url: endpoint,
        principal: ANONYMOUS,
        requestId,
        token,
        signal,
      });
      if (!file) return 'NOT_FOUND';
      res.writeHead(200, {
        ...Object.fromEntries(
          PASSED_ON.flatMap((name) => (file.headers[name] ? [[name, file.headers[name]]] : [])),
        ),
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        // Should a browser show it all the same, nothing in it runs.
        'content-security-policy': 'sandbox',
      });
      await passOn(file.body, res, { patienceMs, signal });
      return undefined;
    } catch (error) {
      // The client has gone, or the file broke off: what was sent is less than was announced, which tells the client.
      if (signal.aborted || isPrematureClose(error)) return undefined;
      if (!res.headersSent && error instanceof SubgraphFailure) {
        log.warn({ requestId, subgraph, reason: error.reason, err: error.cause }, error.code);
        return error.code;
      }
      log.warn({ requestId, subgraph, err: error }, 'a download broke off');
      res.destroy();
      return undefined;
    } finally {
      const left = (followed.get(token) ?? 1) - 1;
      if (left > 0) followed.set(token, left);
      else followed.delete(token);
    }
  };
}

/** Whether the other end of a stream was closed before it came to its own. */
const isPrematureClose = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';

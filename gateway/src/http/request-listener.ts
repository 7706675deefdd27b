import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { isDownload, type ServeDownload, withoutToken } from '../downloads/serve-download';
import { GATEWAY_ERROR_CODES, type GatewayErrorCode } from '../errors/gateway-error-codes';
import type { ExplorerFiles } from '../explorer/explorer-files';
import { requestIdFrom } from '../request-id';
import type { Drain } from './drain';
import type { ServeLimits } from './serve-limits';

/** Answers a GraphQL request; `signal` aborts when nobody waits for the answer any more. */
export type HandleGraphql = (
  req: IncomingMessage,
  res: ServerResponse,
  context: { requestId: string; signal: AbortSignal; stopping: AbortSignal },
) => Promise<unknown>;

export interface RequestListenerOptions {
  explorer: ExplorerFiles;
  graphql: HandleGraphql;
  download: ServeDownload;
  limits: ServeLimits;
  drain: Drain;
  log: Logger;
}

export function createRequestListener({
  explorer,
  graphql,
  download,
  limits,
  drain,
  log,
}: RequestListenerOptions): RequestListener {
  return (req, res) => {
    const startedAt = performance.now();
    const requestId = requestIdFrom(req.headers['x-request-id']);
    const path = req.url?.split('?', 1)[0] ?? '/';
    res.setHeader('x-request-id', requestId);
    res.setHeader('x-content-type-options', 'nosniff');
    const signal = drain.track(res);

    // No address, no user agent, no query string: anonymous reports must not be traceable to anybody.
    res.once('close', () => {
      const milliseconds = Math.round(performance.now() - startedAt);
      // Probes come every few seconds and say nothing when they succeed.
      const level = path === '/health' || path === '/ready' ? 'debug' : 'info';
      log[level](
        { requestId, method: req.method, path: withoutToken(path), status: res.statusCode, milliseconds },
        'request',
      );
    });

    // The engine makes a URL of it.
    if (!URL.canParse(`http://${req.headers.host ?? 'localhost'}`)) {
      sendError(res, 'BAD_REQUEST', requestId);
      return;
    }

    const failed = (error: unknown) => {
      log.error({ requestId, err: error }, 'internal error');
      if (res.headersSent) res.destroy();
      else sendError(res, 'INTERNAL_SERVER_ERROR', requestId);
    };

    if (isDownload(path)) {
      download(req, res, { path, requestId, signal })
        .then((refusal) => {
          if (refusal) sendError(res, refusal, requestId);
        })
        .catch(failed);
      return;
    }

    switch (path) {
      case '/graphql':
        graphql(req, res, { requestId, signal, stopping: drain.stopping }).catch(failed);
        return;
      case '/limits':
        limits(req, requestId)
          .then((answer) => {
            if (typeof answer === 'string') sendError(res, answer, requestId);
            else sendJson(res, 200, answer);
          })
          .catch(failed);
        return;
      case '/health':
        sendJson(res, 200, { status: 'up' });
        return;
      case '/ready':
        if (drain.isDraining()) sendJson(res, 503, { status: 'draining' });
        else sendJson(res, 200, { status: 'ready' });
        return;
      case '/':
        res.writeHead(302, { location: '/explorer' }).end();
        return;
      default: {
        const file = explorer.get(path);
        if (file) file.send(req, res);
        else sendError(res, 'NOT_FOUND', requestId);
      }
    }
  };
}

function sendError(res: ServerResponse, code: GatewayErrorCode, requestId: string): void {
  const { description, httpStatus } = GATEWAY_ERROR_CODES[code];
  sendJson(res, httpStatus, { errors: [{ message: description, extensions: { code, requestId } }] });
}

function sendJson(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  res.end(JSON.stringify(body));
}

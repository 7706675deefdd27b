import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { isDownload, type ServeDownload } from '../downloads/serve-download';
import { GATEWAY_ERROR_CODES, type GatewayErrorCode } from '../errors/gateway-error-codes';
import { requestIdFrom } from '../request/request-id';
import type { Drain } from './drain';
import type { FixedContent } from './fixed-content';
import type { CheckReadiness, Readiness } from './readiness';
import { normaliseTarget, repeatsSingleton } from './request-headers';
import type { ServeLimits } from './serve-limits';

/** Answers a GraphQL request; `signal` aborts when nobody waits for the answer any more. */
export type HandleGraphql = (
  req: IncomingMessage,
  res: ServerResponse,
  context: { requestId: string; signal: AbortSignal; stopping: AbortSignal },
) => Promise<unknown>;

const ROUTES = new Set(['/', '/graphql', '/health', '/ready']);

export interface RequestListenerOptions {
  /** By path. */
  readonly fixedContents: ReadonlyMap<string, FixedContent>;
  readonly graphql: HandleGraphql;
  readonly download: ServeDownload;
  readonly limits: ServeLimits;
  readonly checkReadiness: CheckReadiness;
  readonly drain: Drain;
  readonly log: Logger;
}

export function createRequestListener({
  fixedContents,
  graphql,
  download,
  limits,
  checkReadiness,
  drain,
  log,
}: RequestListenerOptions): RequestListener {
  // Ours alone. Whatever else a client writes there may hold the token of a link in a form that we do not know.
  const pathForLog = (path: string) => {
    if (isDownload(path)) return '/downloads/…';
    return ROUTES.has(path) || fixedContents.has(path) ? path : '…';
  };

  return (req, res) => {
    const startedAt = performance.now();
    const requestId = requestIdFrom(req.headers['x-request-id']);
    const isSound = !repeatsSingleton(req) && normaliseTarget(req);
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
        { requestId, method: req.method, path: pathForLog(path), status: res.statusCode, milliseconds },
        'request',
      );
    });

    // The engine makes a URL of it.
    if (!isSound) {
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
        else
          checkReadiness().then((readiness) => {
            sendReadiness(res, readiness);
          }, failed);
        return;
      case '/':
        res.writeHead(302, { location: '/explorer' }).end();
        return;
      default: {
        const content = fixedContents.get(path);
        if (content) content.send(req, res);
        else sendError(res, 'NOT_FOUND', requestId);
      }
    }
  };
}

function sendError(res: ServerResponse, code: GatewayErrorCode, requestId: string): void {
  const { description, httpStatus } = GATEWAY_ERROR_CODES[code];
  sendJson(res, httpStatus, { errors: [{ message: description, extensions: { code, requestId } }] });
}

function sendReadiness(res: ServerResponse, { isReady, degraded }: Readiness): void {
  sendJson(res, isReady ? 200 : 503, {
    status: isReady ? 'ready' : 'unavailable',
    ...(degraded.length > 0 && { degraded }),
  });
}

function sendJson(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  res.end(JSON.stringify(body));
}

import type { Principal, SignPrincipal } from '@hostgraph/principal';
import { isConnectionError } from '@hostgraph/service';
import type { Dispatcher } from 'undici';
import { Connections } from './connections';
import { type Deadline, startDeadline } from './deadline';
import { readEventStream } from './event-stream';
import { SubgraphFailure } from './subgraph-failure';
import { parseSubgraphResponse, type SubgraphResponse } from './subgraph-response';

interface RequestOfCaller {
  /** Its name, for which alone the request is signed. */
  readonly subgraph: string;
  readonly url: string;
  /** Who is calling. */
  readonly principal: Principal;
  readonly requestId: string;
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
}

export interface SubgraphRequest extends RequestOfCaller {
  readonly query: string;
  readonly variables: Record<string, unknown> | undefined;
  /** Nothing happens twice when it is sent twice. */
  readonly isIdempotent: boolean;
}

export interface FileRequest extends RequestOfCaller {
  /** What its link ends in. */
  readonly token: string;
}

export type SubgraphFile = Pick<Dispatcher.ResponseData, 'headers' | 'body'>;

/** Sends operations to subgraphs. All methods throw SubgraphFailure and nothing else. */
export interface SubgraphClient {
  execute(request: SubgraphRequest): Promise<SubgraphResponse>;
  /** Subscribes over server-sent events (GraphQL over SSE, distinct connections mode). */
  subscribe(request: SubgraphRequest): Promise<AsyncIterable<SubgraphResponse>>;
  /** Begins to read a file; undefined when there is none. Its body must be read or destroyed. */
  download(request: FileRequest): Promise<SubgraphFile | undefined>;
  close(): Promise<void>;
}

export interface SubgraphClientOptions {
  readonly sign: SignPrincipal;
  /** For a whole answer, what it waits for a connection included; for subscriptions and files until they begin. */
  readonly timeoutMs: number;
  /** To each subgraph, for requests of each kind. */
  readonly connections: { queries: number; streams: number; downloads: number };
}

/**
 * More would only wait to be too late: with 128 connections and a subgraph so slow that it answers in two seconds, the
 * last of four times as many gets its connection after eight.
 */
const WAITING_PER_CONNECTION = 4;

export function createSubgraphClient({
  sign,
  timeoutMs,
  connections,
}: SubgraphClientOptions): SubgraphClient {
  const queries = new Connections({
    atOnce: connections.queries,
    waiting: connections.queries * WAITING_PER_CONNECTION,
    timeoutMs,
  });
  // These hold a connection for as long as somebody listens or reads: nobody can say when one is free again.
  const streams = new Connections({ atOnce: connections.streams, waiting: 0, timeoutMs });
  const downloads = new Connections({ atOnce: connections.downloads, waiting: 0, timeoutMs });

  const signedHeaders = ({ subgraph, principal, requestId }: RequestOfCaller, content: string) => ({
    authorization: `Bearer ${sign(principal, { audience: subgraph, requestId, content })}`,
    'x-request-id': requestId,
  });

  async function post(
    request: SubgraphRequest,
    { accept, signal, over }: { accept: string; signal: AbortSignal; over: Connections },
  ): Promise<Dispatcher.ResponseData['body']> {
    const { origin, path } = placeOf(request.url);
    const { statusCode, headers, body } = await over.request(origin, signal, () => {
      const content = JSON.stringify({ query: request.query, variables: request.variables });
      return {
        path,
        method: 'POST',
        headers: { 'content-type': 'application/json', accept, ...signedHeaders(request, content) },
        body: content,
      };
    });
    const mediaType = String(headers['content-type']).split(';', 1)[0] ?? '';
    // 401 means that the subgraph does not accept our word; the client can do nothing about it.
    const isAnswer = statusCode < 500 && statusCode !== 401;
    if (isAnswer && (mediaType === accept || mediaType.endsWith('json'))) return body;
    // Also reads the body, so that the connection can be used again.
    await body.dump({ limit: 65_536 });
    throw new SubgraphFailure('SERVICE_UNAVAILABLE', `status ${statusCode}, ${mediaType}`);
  }

  /** A connection that broke says nothing about the work: only what is idempotent is sent again, once. */
  async function withRetry<T>(request: SubgraphRequest, send: () => Promise<T>): Promise<T> {
    try {
      return await send();
    } catch (error) {
      if (!request.isIdempotent || request.signal.aborted || !isConnectionError(error)) throw error;
      return send();
    }
  }

  return {
    async execute(request) {
      const deadline = startDeadline(timeoutMs, request.signal);
      const how = { accept: 'application/json', signal: deadline.signal, over: queries };
      try {
        return await withRetry(request, async () => {
          const body = await post(request, how);
          return parseSubgraphResponse(await body.text());
        });
      } catch (error) {
        throw failureOf(error, deadline);
      } finally {
        deadline.clear();
      }
    },

    async subscribe(request) {
      const deadline = startDeadline(timeoutMs, request.signal);
      const stop = new AbortController();
      const signal = AbortSignal.any([deadline.signal, request.signal, stop.signal]);
      const how = { accept: 'text/event-stream', signal, over: streams };
      try {
        const body = await withRetry(request, () => post(request, how));
        return readEventStream(body, () => {
          stop.abort();
        });
      } catch (error) {
        throw failureOf(error, deadline);
      } finally {
        deadline.clear();
      }
    },

    async download(request) {
      const deadline = startDeadline(timeoutMs, request.signal);
      const { origin, path } = placeOf(new URL(`downloads/${request.token}`, request.url).href);
      try {
        const { statusCode, headers, body } = await downloads.request(origin, deadline.signal, () => ({
          path,
          method: 'GET',
          headers: signedHeaders(request, request.token),
        }));
        if (statusCode === 200) return { headers, body };
        await body.dump({ limit: 65_536 });
        if (statusCode === 404) return undefined;
        const code = statusCode === 429 ? 'TOO_MANY_DOWNLOADS' : 'SERVICE_UNAVAILABLE';
        throw new SubgraphFailure(code, `status ${statusCode} for a file`);
      } catch (error) {
        throw failureOf(error, deadline);
      } finally {
        deadline.clear();
      }
    },

    async close() {
      await Promise.all([queries.close(), streams.close(), downloads.close()]);
    },
  };
}

function placeOf(url: string): { origin: string; path: string } {
  const { origin, pathname, search } = new URL(url);
  return { origin, path: pathname + search };
}

function failureOf(error: unknown, deadline: Deadline): SubgraphFailure {
  if (error instanceof SubgraphFailure) return error;
  if (deadline.isOver()) return new SubgraphFailure('GATEWAY_TIMEOUT', 'no answer in time');
  return new SubgraphFailure('SERVICE_UNAVAILABLE', 'the request failed', { cause: error });
}

import { Agent, type Dispatcher } from 'undici';
import { isConnectionError } from '../errors/network-error';
import { type Deadline, startDeadline } from './deadline';
import { readEventStream } from './event-stream';
import { SubgraphFailure } from './subgraph-failure';
import { parseSubgraphResponse, type SubgraphResponse } from './subgraph-response';

interface RequestOfCaller {
  url: string;
  /** Signed statement of who is calling (@hostgraph/principal). */
  internalToken: string;
  requestId: string;
  /** Aborted when the client has gone. */
  signal: AbortSignal;
}

export interface SubgraphRequest extends RequestOfCaller {
  query: string;
  variables: Record<string, unknown> | undefined;
  /** Nothing happens twice when it is sent twice. */
  isIdempotent: boolean;
}

export type SubgraphFile = Pick<Dispatcher.ResponseData, 'headers' | 'body'>;

/** Sends operations to subgraphs. All methods throw SubgraphFailure and nothing else. */
export interface SubgraphClient {
  execute(request: SubgraphRequest): Promise<SubgraphResponse>;
  /** Subscribes over server-sent events (GraphQL over SSE, distinct connections mode). */
  subscribe(request: SubgraphRequest): Promise<AsyncIterable<SubgraphResponse>>;
  /** Begins to read a file; undefined when there is none. Its body must be read or destroyed. */
  download(request: RequestOfCaller): Promise<SubgraphFile | undefined>;
  close(): Promise<void>;
}

const CONNECTIONS_PER_SUBGRAPH = 128;

/** @param timeoutMs for a whole answer; for subscriptions and files until they begin */
export function createSubgraphClient(timeoutMs: number): SubgraphClient {
  const agent = new Agent({
    connections: CONNECTIONS_PER_SUBGRAPH,
    pipelining: 1,
    // Our own deadline covers both, and a subscription may be silent for hours.
    headersTimeout: 0,
    bodyTimeout: 0,
  });

  async function post(
    request: SubgraphRequest,
    accept: string,
    signal: AbortSignal,
  ): Promise<Dispatcher.ResponseData['body']> {
    const { statusCode, headers, body } = await agent.request({
      ...placeOf(request),
      method: 'POST',
      headers: { 'content-type': 'application/json', accept, ...callerHeaders(request) },
      body: JSON.stringify({ query: request.query, variables: request.variables }),
      signal,
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
      try {
        return await withRetry(request, async () => {
          const body = await post(request, 'application/json', deadline.signal);
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
      const signals = AbortSignal.any([deadline.signal, request.signal, stop.signal]);
      try {
        const body = await withRetry(request, () => post(request, 'text/event-stream', signals));
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
      try {
        const { statusCode, headers, body } = await agent.request({
          ...placeOf(request),
          method: 'GET',
          headers: callerHeaders(request),
          signal: deadline.signal,
        });
        if (statusCode === 200) return { headers, body };
        await body.dump({ limit: 65_536 });
        if (statusCode === 404) return undefined;
        throw new SubgraphFailure('SERVICE_UNAVAILABLE', `status ${statusCode} for a file`);
      } catch (error) {
        throw failureOf(error, deadline);
      } finally {
        deadline.clear();
      }
    },

    close: () => agent.destroy(),
  };
}

function placeOf({ url }: RequestOfCaller): { origin: string; path: string } {
  const { origin, pathname, search } = new URL(url);
  return { origin, path: pathname + search };
}

const callerHeaders = ({ internalToken, requestId }: RequestOfCaller) => ({
  authorization: `Bearer ${internalToken}`,
  'x-request-id': requestId,
});

function failureOf(error: unknown, deadline: Deadline): SubgraphFailure {
  if (error instanceof SubgraphFailure) return error;
  if (deadline.isOver()) return new SubgraphFailure('GATEWAY_TIMEOUT', 'no answer in time');
  return new SubgraphFailure('SERVICE_UNAVAILABLE', 'the request failed', { cause: error });
}

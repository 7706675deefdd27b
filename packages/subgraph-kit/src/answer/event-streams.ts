import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { type ShareLimits, Shares } from '@hostgraph/principal';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  parse,
  subscribe,
  validate,
} from 'graphql';
import { type InputMeasure, MAX_TOKENS } from '../schema/bounds/measure-inputs';
import type { RequestContext } from '../context/request-context';
import { CodedError } from '../errors/coded-error';
import { formatError } from './format-error';

/** Comments that keep proxies and clients from taking a silent stream for a dead one. */
const KEEP_ALIVE_MS = 12_000;

export const wantsEventStream = ({ headers }: FastifyRequest): boolean =>
  headers.accept === 'text/event-stream';

interface Body {
  readonly query?: unknown;
  readonly variables?: Record<string, unknown>;
}

export interface EventStreamsOptions {
  readonly schema: GraphQLSchema;
  readonly measure: InputMeasure;
  readonly contextOf: (request: FastifyRequest) => Promise<RequestContext>;
  /** Of the streams on this instance. */
  readonly limits: ShareLimits;
}

/**
 * Answers subscriptions as server-sent events (GraphQL over SSE, distinct connections mode). A stream asks for the
 * next result only when the one before has left: what gathers meanwhile is for the source to bound. That is why it is
 * not a library's: graphql-sse 2.6.1 takes results as they come and keeps them without a bound.
 */
export class EventStreams {
  readonly #schema: GraphQLSchema;
  readonly #measure: InputMeasure;
  readonly #contextOf: EventStreamsOptions['contextOf'];
  readonly #open = new Set<AsyncIterator<ExecutionResult>>();
  readonly #shares: Shares;
  readonly #served = new Set<Promise<void>>();
  #isStopping = false;

  constructor({ schema, measure, contextOf, limits }: EventStreamsOptions) {
    this.#schema = schema;
    this.#measure = measure;
    this.#contextOf = contextOf;
    this.#shares = new Shares(limits);
  }

  async serve(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    let ctx: RequestContext;
    try {
      ctx = await this.#contextOf(request);
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      await reply.code(401).send({ errors: [formatError(error.toJSON(), error)] });
      return;
    }
    const giveBack = this.#shares.take(ctx.principal);
    const serving = this.#serve(ctx, request, reply, giveBack !== undefined);
    this.#served.add(serving);
    await serving.finally(() => {
      this.#served.delete(serving);
      giveBack?.();
    });
  }

  /** Ends all streams in an orderly way, so that clients come back, to another instance. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all([...this.#open].map(async (results) => results.return?.()));
    await Promise.all(this.#served);
  }

  async #serve(
    ctx: RequestContext,
    request: FastifyRequest,
    reply: FastifyReply,
    hasShare: boolean,
  ): Promise<void> {
    const result = hasShare
      ? await this.#begin(ctx, request.body as Body)
      : { errors: [new CodedError('TOO_MANY_STREAMS', 'You have too many subscriptions open')] };
    reply.hijack();
    await this.#write(reply.raw, result, ctx);
  }

  async #begin(
    ctx: RequestContext,
    { query, variables }: Body,
  ): Promise<AsyncIterable<ExecutionResult> | ExecutionResult> {
    const document = readDocument(this.#schema, query);
    if (document instanceof CodedError) return { errors: [document] };
    const refusal = this.#measure.refusal({ document, variables });
    if (refusal) return { errors: [refusal] };
    const results = await subscribe({
      schema: this.#schema,
      document,
      variableValues: variables,
      contextValue: ctx,
    });
    if (Symbol.asyncIterator in results) this.#open.add(results);
    if (this.#isStopping && Symbol.asyncIterator in results) await results.return(undefined);
    return results;
  }

  async #write(
    res: ServerResponse,
    result: AsyncIterable<ExecutionResult> | ExecutionResult,
    ctx: RequestContext,
  ): Promise<void> {
    res.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
    // Headers alone are not passed on by everything on the way.
    res.write(':\n\n');
    const keepAlive = setInterval(() => {
      if (!res.writableNeedDrain) res.write(':\n\n');
    }, KEEP_ALIVE_MS);
    const iterator = (Symbol.asyncIterator in result ? result : single(result))[Symbol.asyncIterator]();
    res.once('close', () => void iterator.return?.());
    try {
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
        await send(res, `event: next\ndata: ${JSON.stringify(toPublic(next.value))}\n\n`);
      }
      await send(res, 'event: complete\ndata:\n\n');
      res.end();
    } catch (error) {
      ctx.log.error({ err: error }, 'an event stream broke off');
      res.destroy();
    } finally {
      clearInterval(keepAlive);
      this.#open.delete(iterator);
    }
  }
}

// eslint-disable-next-line @typescript-eslint/require-await
async function* single(result: ExecutionResult): AsyncGenerator<ExecutionResult> {
  yield result;
}

/** Resolves when the next one may come: the client has taken enough, or has gone. */
async function send(res: ServerResponse, text: string): Promise<void> {
  if (res.destroyed || res.write(text)) return;
  const settled = new AbortController();
  await Promise.race(
    ['drain', 'close'].map((event) => once(res, event, { signal: settled.signal }).catch(() => undefined)),
  );
  settled.abort();
}

const toPublic = ({ data, errors }: ExecutionResult) => ({
  ...(data !== undefined && { data }),
  ...(errors && { errors: errors.map((error) => formatError(error.toJSON(), error)) }),
});

function readDocument(schema: GraphQLSchema, query: unknown): DocumentNode | CodedError {
  let document: DocumentNode;
  try {
    document = parse(String(query), { maxLexicalTokens: MAX_TOKENS });
  } catch (error) {
    const message = error instanceof GraphQLError ? error.message : 'The document is nested too deep';
    return new CodedError('GRAPHQL_PARSE_FAILED', message);
  }
  const [mistake] = validate(schema, document);
  return mistake ? new CodedError('GRAPHQL_VALIDATION_FAILED', mistake.message) : document;
}

import {
  type DocumentNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  print,
} from 'graphql';
import type { GatewayConfig as EngineConfig } from '@graphql-hive/gateway-runtime';
import type { Shares } from '@hostgraph/principal';
import type { Logger } from 'pino';
import type { RequestContext } from '../request/request-context';
import { gatewayError } from '../errors/gateway-error';
import type { SubgraphClient, SubgraphRequest } from './subgraph-client';
import { SubgraphFailure } from './subgraph-failure';
import type { SubgraphResponse } from './subgraph-response';
import { until } from './until';

type Transports = Exclude<EngineConfig['transports'], ((...args: never) => unknown) | undefined>;
type Executor = Awaited<
  ReturnType<Extract<Transports[string], { getSubgraphExecutor: unknown }>['getSubgraphExecutor']>
>;

/** What the engine asks a transport to send. */
interface EngineRequest {
  readonly document: DocumentNode;
  readonly variables?: Record<string, unknown>;
  readonly context: RequestContext;
}

export interface SubgraphTransportOptions {
  readonly client: SubgraphClient;
  /** URLs that replace those of the supergraph, by subgraph name. */
  readonly urls: ReadonlyMap<string, string>;
  /** Streams that callers may have open. */
  readonly shares: Shares;
  readonly log: Logger;
}

/**
 * How the engine reaches subgraphs. A transport of our own: nothing that a client sent can reach a subgraph as
 * a header, and it costs half the processor time of the fetch-based one.
 */
export function createSubgraphTransport({ client, urls, shares, log }: SubgraphTransportOptions): Transports {
  return {
    http: {
      getSubgraphExecutor({ subgraphName, transportEntry }) {
        const url = urls.get(subgraphName) ?? transportEntry.location;
        if (!url) throw new Error(`The supergraph has no URL for the subgraph ${subgraphName}`);

        const execute = async ({ document, variables, context }: EngineRequest) => {
          const { requestId, signal, caller } = context;
          const operation = operationOf(document);
          const request: SubgraphRequest = {
            subgraph: subgraphName,
            url,
            query: printOnce(document),
            variables,
            isIdempotent: operation.operation !== OperationTypeNode.MUTATION,
            principal: caller.principal,
            requestId,
            signal,
          };
          const failed = (error: unknown): SubgraphResponse => {
            if (!(error instanceof SubgraphFailure)) throw error;
            if (!signal.aborted) {
              log.warn(
                { requestId, subgraph: subgraphName, reason: error.reason, err: error.cause },
                error.code,
              );
            }
            return failedResponse(operation, error);
          };
          try {
            if (operation.operation !== OperationTypeNode.SUBSCRIPTION) return await client.execute(request);
          } catch (error) {
            return failed(error);
          }
          // Before a connection is taken.
          const giveBack = shares.take(caller.principal);
          if (!giveBack) return nullsWith(operation, (path) => gatewayError('TOO_MANY_STREAMS', { path }));
          // The engine does not always read, nor end, what it has asked for: not when the client accepts no stream.
          whenAborted(signal, giveBack);
          try {
            const results = endWithFailure(await client.subscribe(request), failed);
            return liveResults(results, operation, context, giveBack);
          } catch (error) {
            giveBack();
            return failed(error);
          }
        };
        // The engine's type lets the caller choose the type of the data.
        return execute as Executor;
      },
    },
  };
}

/**
 * What the planner needs to leave null exactly the fields that are missing: null and an error for each root
 * field. Errors about entities get their path from the planner, which alone knows where they belong.
 */
function failedResponse(operation: OperationDefinitionNode, { code }: SubgraphFailure): SubgraphResponse {
  const isEntityFetch = operation.selectionSet.selections.some(
    (selection) => selection.kind === Kind.FIELD && selection.name.value === '_entities',
  );
  if (isEntityFetch) return { errors: [gatewayError(code)] };
  return nullsWith(operation, (path) => gatewayError(code, { path }));
}

/**
 * Results that may come for hours. With each of them it is found out again who is calling: so a credential that was
 * withdrawn ends the stream, and what is asked of other subgraphs for the result is asked in the name of whoever the
 * caller is by then. When the gateway is about to stop, the stream ends in an orderly way, and the client comes back
 * elsewhere.
 */
async function* liveResults(
  results: AsyncGenerator<SubgraphResponse>,
  operation: OperationDefinitionNode,
  context: RequestContext,
  ended: () => void,
): AsyncGenerator<SubgraphResponse> {
  try {
    for await (const result of until(context.stopping, results)) {
      try {
        context.caller = await context.findCaller();
      } catch (error) {
        if (!(error instanceof GraphQLError)) throw error;
        yield refusedResponse(operation, error);
        return;
      }
      yield result;
    }
  } finally {
    ended();
  }
}

async function* endWithFailure(
  results: AsyncIterable<SubgraphResponse>,
  failed: (error: unknown) => SubgraphResponse,
): AsyncGenerator<SubgraphResponse> {
  try {
    yield* results;
  } catch (error) {
    yield failed(error);
  }
}

const responseKeys = ({ selectionSet }: OperationDefinitionNode): string[] =>
  selectionSet.selections.flatMap((selection) =>
    selection.kind === Kind.FIELD ? [selection.alias?.value ?? selection.name.value] : [],
  );

function nullsWith(
  operation: OperationDefinitionNode,
  errorAt: (path: string[]) => GraphQLError,
): SubgraphResponse {
  const keys = responseKeys(operation);
  return {
    data: Object.fromEntries(keys.map((key) => [key, null])),
    errors: keys.map((key) => errorAt([key])),
  };
}

const refusedResponse = (operation: OperationDefinitionNode, { message, extensions }: GraphQLError) =>
  nullsWith(operation, (path) => new GraphQLError(message, { path, extensions }));

function whenAborted(signal: AbortSignal, act: () => void): void {
  if (signal.aborted) act();
  else signal.addEventListener('abort', act, { once: true });
}

function operationOf(document: DocumentNode): OperationDefinitionNode {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('The planner sent a document without an operation');
  return operation;
}

/** The planner keeps one document per fetch of a cached plan, so printing is needed once per plan. */
const printed = new WeakMap<DocumentNode, string>();

function printOnce(document: DocumentNode): string {
  let text = printed.get(document);
  if (text === undefined) printed.set(document, (text = print(document)));
  return text;
}

import {
  type DocumentNode,
  type GraphQLError,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  print,
} from 'graphql';
import type { GatewayConfig as EngineConfig } from '@graphql-hive/gateway-runtime';
import type { Logger } from 'pino';
import type { RequestContext } from '../request-context';
import { gatewayError } from '../errors/gateway-error';
import type { SubgraphClient, SubgraphRequest } from './subgraph-client';
import { SubgraphFailure } from './subgraph-failure';
import type { SubgraphResponse } from './subgraph-response';

type Transports = Exclude<EngineConfig['transports'], ((...args: never) => unknown) | undefined>;
type Executor = Awaited<
  ReturnType<Extract<Transports[string], { getSubgraphExecutor: unknown }>['getSubgraphExecutor']>
>;

/** What the engine asks a transport to send. */
interface EngineRequest {
  document: DocumentNode;
  variables?: Record<string, unknown>;
  context: RequestContext;
}

export interface SubgraphTransportOptions {
  client: SubgraphClient;
  /** URLs that replace those of the supergraph, by subgraph name. */
  urls: ReadonlyMap<string, string>;
  log: Logger;
}

/**
 * How the engine reaches subgraphs. A transport of our own: nothing that a client sent can reach a subgraph as
 * a header, and it costs half the processor time of the fetch-based one.
 */
export function createSubgraphTransport({ client, urls, log }: SubgraphTransportOptions): Transports {
  return {
    http: {
      getSubgraphExecutor({ subgraphName, transportEntry }) {
        const url = urls.get(subgraphName) ?? transportEntry.location;
        if (!url) throw new Error(`The supergraph has no URL for the subgraph ${subgraphName}`);

        const execute = async ({ document, variables, context }: EngineRequest) => {
          const { requestId, signal, internalToken } = context;
          const operation = operationOf(document);
          const request: SubgraphRequest = {
            url,
            query: printOnce(document),
            variables,
            isIdempotent: operation.operation !== OperationTypeNode.MUTATION,
            internalToken,
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
            return endWithFailure(await client.subscribe(request), failed);
          } catch (error) {
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
  const keys = operation.selectionSet.selections.flatMap((selection) =>
    selection.kind === Kind.FIELD ? [selection.alias?.value ?? selection.name.value] : [],
  );
  const isEntityFetch = operation.selectionSet.selections.some(
    (selection) => selection.kind === Kind.FIELD && selection.name.value === '_entities',
  );
  if (isEntityFetch) return { errors: [gatewayError(code)] };
  return {
    data: Object.fromEntries(keys.map((key) => [key, null])),
    errors: keys.map((key): GraphQLError => gatewayError(code, { path: [key] })),
  };
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

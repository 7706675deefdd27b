import { createGatewayRuntime, type GatewayRuntime } from '@graphql-hive/gateway-runtime';
import { Shares } from '@hostgraph/principal';
import type { Logger } from 'pino';
import { StartupError } from '@hostgraph/service';
import type { Authenticate } from './authentication/authenticate';
import type { GatewayConfig } from './config';
import type { Limits } from './limits/limits';
import { createEngineLogger } from './log/engine-logger';
import { useAuthentication } from './plugins/use-authentication';
import { useBodyLimit } from './plugins/use-body-limit';
import { useCallerLimits } from './plugins/use-caller-limits';
import { useCsrfPrevention } from './plugins/use-csrf-prevention';
import { useDocumentCache } from './plugins/use-document-cache';
import { useInputBounds } from './plugins/use-input-bounds';
import { useNotAcceptable } from './plugins/use-not-acceptable';
import { useOperationLimits } from './plugins/use-operation-limits';
import { usePublicErrors } from './plugins/use-public-errors';
import { useQueryString } from './plugins/use-query-string';
import { useReadableAnswers } from './plugins/use-readable-answers';
import { useTokenLimit } from './plugins/use-token-limit';
import type { RequestContext } from './request/request-context';
import { createPlanner } from './planning/planner';
import { parseSupergraph } from './supergraph/supergraph';
import type { SubgraphClient } from './transport/subgraph-client';
import { createSubgraphTransport } from './transport/subgraph-transport';

export interface Engine {
  readonly runtime: GatewayRuntime<RequestContext>;
  /** Replaces the supergraph; the old one stays when the new one cannot be used. */
  replaceSupergraph(sdl: string): Promise<void>;
  dispose(): Promise<void>;
}

/** Operations that began on an old supergraph may finish on it. */
const RELOAD_DRAIN_MS = 60_000;

/**
 * Plans operations and joins what the subgraphs answer.
 *
 * @throws StartupError when the supergraph cannot be planned with
 */
export async function createEngine(
  config: GatewayConfig,
  client: SubgraphClient,
  authenticate: Authenticate,
  limits: Limits,
  log: Logger,
): Promise<Engine> {
  let supergraph = config.supergraph;
  const planner = createPlanner({ ...config.planning, log });
  const runtime = withoutSignalHandlers(() =>
    createGatewayRuntime<RequestContext>({
      supergraph: () => supergraph.sdl,
      unifiedGraphHandler: planner.handle,
      gracefulSchemaReload: { drainTimeout: RELOAD_DRAIN_MS },
      transports: createSubgraphTransport({
        client,
        urls: config.subgraphUrls,
        shares: new Shares(config.streamLimits),
        log,
      }),
      // The planner already joins what one subgraph can answer at once.
      __experimental__batchExecution: false,
      logging: createEngineLogger(log),
      graphqlEndpoint: '/graphql',
      landingPage: false,
      graphiql: false,
      // Callers are known by a token that a page must send on purpose, never by a cookie: any page may ask.
      cors: {
        origin: '*',
        credentials: false,
        methods: ['GET', 'POST'],
        allowedHeaders: ['authorization', 'content-type', 'graphql-require-preflight', 'x-request-id'],
        exposedHeaders: ['x-request-id', 'retry-after', 'ratelimit', 'ratelimit-policy'],
        maxAge: 600,
      },
      // These would put the engine's codes, the subgraph's name and its own request id into errors.
      maskedErrors: false,
      subgraphErrors: false,
      requestId: false,
      plugins: () => [
        useDocumentCache(),
        useCsrfPrevention(),
        useQueryString(),
        useBodyLimit(config.maxBodyBytes),
        useTokenLimit(config.limits.tokens),
        useOperationLimits({ ...config.limits, oncePerRequest: () => supergraph.oncePerRequest }),
        useInputBounds(() => supergraph.inputs),
        useAuthentication(authenticate, limits.tried, log),
        useCallerLimits({
          maxNodes: config.limits.nodes,
          costs: () => supergraph.costs,
          limits: limits.callers,
        }),
        useReadableAnswers(() => supergraph.scopedFields),
        usePublicErrors(log),
        useNotAcceptable(),
      ],
    }),
  );
  try {
    await runtime.getSchema();
  } catch (error) {
    planner.stop();
    log.debug({ err: error }, 'the planner refused the supergraph');
    throw new StartupError(`SUPERGRAPH_FILE: ${config.supergraphFile} cannot be planned with`);
  }

  return {
    runtime,
    async replaceSupergraph(text) {
      const old = supergraph;
      supergraph = parseSupergraph(text);
      try {
        // Declared to return nothing, but it returns a promise that rejects when the planner refuses the file.
        await (runtime.invalidateUnifiedGraph as () => Promise<unknown>)();
      } catch (error) {
        supergraph = old;
        throw error;
      }
    },
    async dispose() {
      await runtime[Symbol.asyncDispose]();
      planner.stop();
    },
  };
}

/**
 * The runtime would tear itself down on SIGTERM, operations in flight included. When to stop is for the
 * process to decide, which drains first.
 */
function withoutSignalHandlers<T>(create: () => T): T {
  const signals = ['SIGTERM', 'SIGINT'] as const;
  const before = signals.map((signal) => process.listeners(signal));
  const created = create();
  signals.forEach((signal, index) => {
    for (const listener of process.listeners(signal)) {
      if (!before[index]?.includes(listener)) process.removeListener(signal, listener);
    }
  });
  return created;
}

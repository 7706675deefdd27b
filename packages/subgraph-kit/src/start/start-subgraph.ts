import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import { createPrincipalVerifier, type Principal } from '@hostgraph/principal';
import { listenFailure, withoutLinkTokens } from '@hostgraph/service';
import Fastify, { type FastifyRequest } from 'fastify';
import { customAlphabet } from 'nanoid';
import pino from 'pino';
import type { DataSource, Logger as SqlLogger } from 'typeorm';
import { InputMeasure, MAX_TOKENS, measureInputs } from '../schema/bounds/measure-inputs';
import type { RequestContext } from '../context/request-context';
import { openDatabase } from '../database/open-database';
import { serveDownloads } from '../downloads/serve-downloads';
import { formatError, logFaults } from '../answer/format-error';
import { answerInTurn } from '../answer/answer-in-turn';
import { tenantOf } from '../fairness/tenant';
import { startRounds } from '../jobs/rounds';
import { startJobs } from '../jobs/start-jobs';
import { Loaders } from '../context/loaders';
import { serializeError } from '../errors/serialize-error';
import { EventStreams, wantsEventStream } from '../answer/event-streams';
import { authenticate, requestIdOf } from '../context/authenticate';
import { buildSchema } from './build-schema';
import type { SubgraphConfig } from './config';
import { keepRawBodies, rawBodyOf } from './raw-body';
import type { SubgraphDefinition } from './subgraph-definition';

export interface RunningSubgraph {
  readonly url: string;
  readonly database: DataSource;
  readonly log: pino.Logger;
  /** Finishes the requests in flight, refuses new ones, and closes the database's connections. */
  stop(): Promise<void>;
}

/**
 * Larger than any batch of references that the gateway sends: as many as it lets an operation have objects, with
 * the fields that they require.
 */
const MAX_BODY_BYTES = 16 * 1_048_576;
/** A principal's token names each of its organizations; Node's 16 KiB would end at some 300 of them. */
const MAX_HEADER_BYTES = 65_536;

const newRequestId = customAlphabet('0123456789abcdefghijklmnopqrstuvwxyz', 20);

/**
 * Starts a subgraph: migrates its schema, then answers the gateway on `/graphql`.
 *
 * @throws StartupError
 */
export async function startSubgraph(
  definition: SubgraphDefinition,
  config: SubgraphConfig,
  sqlLogger?: SqlLogger,
): Promise<RunningSubgraph> {
  const log = pino({
    name: definition.name,
    level: config.logLevel,
    serializers: { err: serializeError },
    hooks: { streamWrite: withoutLinkTokens },
  });
  const { settings } = config;
  const schema = await buildSchema(definition);
  const database = await openDatabase(definition, {
    url: config.databaseUrl,
    poolSize: config.poolSize,
    sqlLogger,
  });

  const jobs = await startJobs(definition.jobs ?? [], {
    database,
    schema: definition.name,
    workers: config.jobWorkers,
    settings,
    log,
  });
  const rounds = config.jobWorkers > 0 ? (definition.rounds ?? []) : [];
  const stopRounds = startRounds(rounds, { database, jobs: jobs.queueOf(undefined), settings, log });
  const verify = createPrincipalVerifier(config.internalJwks, definition.name);
  const app = Fastify({ bodyLimit: MAX_BODY_BYTES, http: { maxHeaderSize: MAX_HEADER_BYTES } });
  keepRawBodies(app);
  const measure = new InputMeasure(schema);
  const apollo = new ApolloServer<RequestContext>({
    schema,
    introspection: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxLexicalTokens: MAX_TOKENS },
    plugins: [
      fastifyApolloDrainPlugin(app),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      measureInputs(measure),
      logFaults,
    ],
    formatError,
  });
  await apollo.start();
  app.get('/health', () => ({ status: 'ok' }));
  app.get('/ready', async (_request, reply) => {
    const isReady = await database.query('SELECT 1').then(
      () => true,
      () => false,
    );
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'unavailable' });
  });
  const principals = new WeakMap<FastifyRequest, Principal>();
  const principalOf = (request: FastifyRequest): Principal => {
    const { headers } = request;
    const principal =
      principals.get(request) ?? authenticate({ headers, content: rawBodyOf(request) }, verify);
    principals.set(request, principal);
    return principal;
  };
  // eslint-disable-next-line @typescript-eslint/require-await -- what it throws is the answer to the request
  const contextOf = async (request: FastifyRequest): Promise<RequestContext> => {
    const { headers } = request;
    const principal = principalOf(request);
    const requestId = requestIdOf(headers) || newRequestId();
    return {
      principal,
      requestId,
      database,
      loaders: new Loaders(),
      jobs: jobs.queueOf(tenantOf(principal)),
      settings,
      log: log.child({ requestId }),
    };
  };
  const streams = new EventStreams({ schema, measure, contextOf, limits: config.streamLimits });
  // It takes the reply over, and then the route's handler is not called.
  app.addHook('preHandler', async (request, reply) => {
    if (request.routeOptions.url === '/graphql' && wantsEventStream(request))
      await streams.serve(request, reply);
  });
  app.route({
    url: '/graphql',
    method: 'POST',
    handler: answerInTurn(config.poolSize, principalOf, fastifyApolloHandler(apollo, { context: contextOf })),
  });
  if (definition.downloads) {
    serveDownloads(app, definition.downloads, {
      database,
      authenticate: (request) => authenticate(request, verify),
      log,
    });
  }
  const url = await app.listen({ host: config.host, port: config.port }).catch(async (error: unknown) => {
    await stopRounds();
    await jobs.stop();
    await database.destroy();
    throw listenFailure(error, config);
  });
  log.info({ url }, 'ready');
  return {
    url,
    database,
    log,
    stop: async () => {
      await streams.stop();
      await apollo.stop();
      await app.close();
      await stopRounds();
      await jobs.stop();
      await database.destroy();
    },
  };
}

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPrincipalSigner } from '@hostgraph/principal';
import { listenFailure } from '@hostgraph/service';
import { createAccounts } from './authentication/accounts';
import { createAuthenticate } from './authentication/authenticate';
import { createIssuerKeys } from './authentication/identity-provider';
import type { GatewayConfig } from './config';
import { limitDownloads } from './downloads/limit-downloads';
import { createServeDownload } from './downloads/serve-download';
import { createEngine, type Engine } from './engine';
import { loadExplorerFiles } from './explorer/explorer-files';
import { createDrain } from './http/drain';
import { createReadiness } from './http/readiness';
import { createRequestListener } from './http/request-listener';
import { createServeLimits } from './http/serve-limits';
import { createLimits } from './limits/limits';
import { createLogger } from './log/logger';
import { watchTextFile } from './supergraph/watch-text-file';
import { createSubgraphClient } from './transport/subgraph-client';
import { securityTxt } from './well-known/security-txt';

export interface Gateway {
  /** Such as `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Drains and releases everything, in at most the drain delay and the shutdown timeout together. */
  stop(): Promise<void>;
}

/** A client that sends its request slower than this is cut off. */
const REQUEST_TIMEOUT_MS = 30_000;
/**
 * Longer than proxies and clients keep a connection for another request (nginx and most load balancers: 60 s), so that it
 * is they who close it. Were it us, a request could meet a connection that has just been closed (RFC 9112, 9.5), and
 * one that changes something is not sent again.
 */
const KEEP_ALIVE_MS = 72_000;

/** By how much the clocks of our machines may differ. */
const CLOCK_DIFFERENCE_SECONDS = 2;

/**
 * Starts the gateway. It needs the supergraph file only: subgraphs and identity provider may be down.
 *
 * @throws StartupError
 */
export async function startGateway(config: GatewayConfig): Promise<Gateway> {
  const log = createLogger(config.logLevel);
  const client = createSubgraphClient({
    sign: createPrincipalSigner(
      config.internalSigningKey,
      config.subgraphTimeoutMs / 1000 + CLOCK_DIFFERENCE_SECONDS,
    ),
    timeoutMs: config.subgraphTimeoutMs,
    connections: config.subgraphConnections,
  });
  const authenticate = createAuthenticate({
    oidc: config.oidc,
    cacheSeconds: config.principalCacheSeconds,
    accounts: createAccounts(config.accountsUrl, client),
    issuerKeys: createIssuerKeys(config.oidc.issuer),
  });
  const limits = createLimits(config.callerLimits, config.internalSigningKey.d ?? '', log);
  const engine = await createEngine(config, client, authenticate, limits, log);
  const server = createServer({
    requestTimeout: REQUEST_TIMEOUT_MS,
    headersTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
  });
  const drain = createDrain(server, { delayMs: config.drainDelayMs, timeoutMs: config.shutdownTimeoutMs });
  server.on(
    'request',
    createRequestListener({
      fixedContents: new Map([...loadExplorerFiles(), ...securityTxt(config.securityContact, log)]),
      graphql: async (req, res, context) =>
        engine.runtime(req, res, { ...context, res, network: () => limits.networkOf(req) }),
      download: limitDownloads(
        createServeDownload({
          client,
          urls: config.subgraphUrls,
          patienceMs: config.downloadPatienceMs,
          log,
        }),
        limits,
      ),
      limits: createServeLimits(limits, authenticate),
      checkReadiness: createReadiness(new Map([...config.subgraphUrls, ['accounts', config.accountsUrl]])),
      drain,
      log,
    }),
  );
  const url = await listen(server, config);
  const unwatch = watchSupergraph(config.supergraphFile, engine, log);
  log.info({ url, subgraphs: [...config.subgraphUrls.keys()] }, 'ready');

  return {
    url,
    async stop() {
      log.info('draining');
      unwatch();
      await drain.stop();
      await engine.dispose();
      await limits.close();
      await client.close();
      log.info('stopped');
    },
  };
}

async function listen(server: Server, { host, port }: GatewayConfig): Promise<string> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw listenFailure(error, { host, port });
  }
  const { address, family, port: actualPort } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${actualPort}`;
}

function watchSupergraph(file: string, engine: Engine, log: ReturnType<typeof createLogger>): () => void {
  return watchTextFile(
    file,
    async (sdl) => {
      await engine.replaceSupergraph(sdl);
      log.info('supergraph replaced');
    },
    (error) => {
      log.error({ err: error }, 'the new supergraph cannot be used; the old one stays');
    },
  );
}

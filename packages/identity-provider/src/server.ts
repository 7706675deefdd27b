import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { listenFailure } from '@hostgraph/service';
import type { IdentityProviderConfig } from './config';
import { serveInteractions } from './interaction';
import { createProvider } from './provider';
import { loadSigningKeys } from './signing-keys';

/** For how long requests in flight may still run after the port was closed. */
const SHUTDOWN_LIMIT_MS = 5_000;

export interface IdentityProvider {
  readonly issuer: string;
  /** Closes the port and lets requests in flight end. */
  readonly stop: () => Promise<void>;
}

/** @throws StartupError */
export async function startIdentityProvider(config: IdentityProviderConfig): Promise<IdentityProvider> {
  const keys = await loadSigningKeys(config.jwksFile);
  const server = createServer();
  const port = await listen(server, config);
  const issuer =
    config.issuer ?? `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;

  const provider = createProvider(issuer, config, keys);
  const { host } = new URL(issuer);
  provider.use(async (ctx, next) => {
    if (ctx.path === '/health') {
      ctx.body = { status: 'ok' };
      return;
    }
    // The provider builds its addresses from the request. Another name for it would be another issuer, or a
    // page elsewhere that had its own name point here (DNS rebinding) to read the answers.
    if (ctx.host !== host) {
      ctx.status = 421;
      ctx.body = `This is ${issuer}\n`;
      return;
    }
    await next();
  });
  serveInteractions(provider, config.accounts);
  const handle = provider.callback();
  server.on('request', (request, response) => void handle(request, response));

  return { issuer, stop: () => stop(server) };
}

async function listen(server: Server, { host, port }: IdentityProviderConfig): Promise<number> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw listenFailure(error, { host, port });
  }
  return (server.address() as AddressInfo).port;
}

async function stop(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  const impatience = setTimeout(() => {
    server.closeAllConnections();
  }, SHUTDOWN_LIMIT_MS);
  await closed;
  clearTimeout(impatience);
}

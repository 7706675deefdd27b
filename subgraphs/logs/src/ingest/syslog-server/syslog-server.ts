import { createServer, isIPv6, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Batch } from '../batch/batch';
import type { Input } from '../batch/input';
import { type Address, listen, peerOf } from '../listen/address';
import { NetworkClock } from '../listen/network-clock';
import type { TlsSettings } from '../listen/tls-files';
import { SyslogConnection } from './syslog-connection';

export interface SyslogServerLimits {
  readonly maxConnections: number;
  /** A connection on which nothing comes is closed; a sender that is alive opens another. */
  readonly idleMs: number;
  /** A frame that has begun must have ended. */
  readonly frameMs: number;
  /** How long senders may take to hang up when this process ends. */
  readonly drainMs: number;
}

const LIMITS: SyslogServerLimits = {
  // Each holds a chunk of 64 KiB and a frame at most.
  maxConnections: 500,
  idleMs: 60 * 60_000,
  frameMs: 60_000,
  drainMs: 2_000,
};
const KEEP_ALIVE_MS = 60_000;
const HANDSHAKE_MS = 10_000;

export interface SyslogServerOptions {
  readonly address: Address;
  /** RFC 5425; undefined: plain TCP, RFC 6587. */
  readonly tls?: TlsSettings | undefined;
  readonly timeZone: string;
  /** Called when lines have come. */
  readonly ring: () => void;
  readonly limits?: Partial<SyslogServerLimits>;
}

/** Takes syslog messages over TCP. The protocol has no receipt: what a sender has sent is not its own any more. */
export class SyslogServer implements Input {
  readonly #connections = new Set<SyslogConnection>();
  readonly #clock: NetworkClock;
  readonly #limits: SyslogServerLimits;
  readonly #sweeper: NodeJS.Timeout;
  #port = 0;

  private constructor(
    private readonly server: Server,
    private readonly options: SyslogServerOptions,
  ) {
    this.#limits = { ...LIMITS, ...options.limits };
    this.#clock = new NetworkClock(options.timeZone);
    server.maxConnections = this.#limits.maxConnections;
    this.#sweeper = setInterval(() => {
      this.#destroyStuck();
    }, this.#limits.frameMs / 2).unref();
  }

  /** @throws StartupError */
  static async listen(options: SyslogServerOptions): Promise<SyslogServer> {
    const { tls, address } = options;
    // A sender that has said all it had may hang up before its lines were taken.
    const settings = { allowHalfOpen: false, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_MS };
    const server =
      tls === undefined
        ? createServer(settings)
        : createTlsServer({ ...settings, ...tls, handshakeTimeout: HANDSHAKE_MS });
    const input = new SyslogServer(server, options);
    server.on(tls === undefined ? 'connection' : 'secureConnection', (socket: Socket) => {
      input.#accept(socket);
    });
    // A peer that does not speak TLS, or whose certificate does not count: its connection is closed.
    server.on('tlsClientError', () => undefined);
    input.#port = await listen(server, address);
    return input;
  }

  /** Where it listens, as syslog's URLs are written. */
  get url(): string {
    const { address, tls } = this.options;
    const host = isIPv6(address.host) ? `[${address.host}]` : address.host;
    return `${tls === undefined ? 'tcp' : 'tls'}://${host}:${this.#port}`;
  }

  read(batch: Batch): Promise<void> {
    for (const connection of this.#connections) {
      const lines = connection.take();
      if (lines.length > 0) batch.take(connection.source, lines, this.#clock.current);
      if (connection.isOver) this.#connections.delete(connection);
    }
    return Promise.resolve();
  }

  async drain(): Promise<void> {
    this.server.close();
    for (const connection of this.#connections) connection.end();
    const deadline = performance.now() + this.#limits.drainMs;
    while (this.#connections.size > 0) {
      this.options.ring();
      if (performance.now() > deadline) for (const connection of this.#connections) connection.destroy();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  close(): Promise<void> {
    clearInterval(this.#sweeper);
    this.server.close();
    for (const connection of this.#connections) connection.destroy();
    return Promise.resolve();
  }

  #accept(socket: Socket): void {
    socket.setTimeout(this.#limits.idleMs, () => socket.destroy());
    const source = { name: `tcp:${peerOf(socket.remoteAddress)}` };
    this.#connections.add(new SyslogConnection(socket, source, this.options.ring));
  }

  #destroyStuck(): void {
    const since = performance.now() - this.#limits.frameMs;
    for (const connection of this.#connections) if (connection.isStuckSince(since)) connection.destroy();
  }
}

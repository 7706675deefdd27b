import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Drain {
  isDraining(): boolean;
  /** Aborted as soon as it begins to stop. */
  readonly stopping: AbortSignal;
  /**
   * Counts a response as in flight until it is closed. The signal aborts when nobody waits for it any more, be it that
   * it has been sent.
   */
  track(res: ServerResponse): AbortSignal;
  /** Stops accepting, lets requests in flight finish, and resolves when all connections are closed. */
  stop(): Promise<void>;
}

export interface DrainOptions {
  /** Between saying "not ready" and closing the port: what a load balancer needs to notice. */
  readonly delayMs: number;
  /** For how long requests in flight may run after that. */
  readonly timeoutMs: number;
}

/** Made once: an error of its own for every response would cost more than all that listens to it. */
const NOBODY_WAITS = new Error('Nobody waits for the answer any more');

export function createDrain(server: Server, { delayMs, timeoutMs }: DrainOptions): Drain {
  const stopping = new AbortController();
  let state: 'OPEN' | 'DRAINING' | 'CLOSED' = 'OPEN';
  // The server's own closeIdleConnections leaves connections on which no request has come yet.
  const sockets = new Set<Socket>();
  const inFlight = new Map<Socket, AbortController>();

  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });

  function closeIdle(): void {
    for (const socket of sockets) if (!inFlight.has(socket)) socket.destroySoon();
  }

  return {
    isDraining: () => state !== 'OPEN',
    stopping: stopping.signal,

    track(res) {
      const controller = new AbortController();
      const { socket } = res;
      if (socket) inFlight.set(socket, controller);
      // Tells clients that keep connections open to open the next one elsewhere.
      if (state !== 'OPEN') res.setHeader('connection', 'close');
      res.once('close', () => {
        if (socket && inFlight.get(socket) === controller) inFlight.delete(socket);
        controller.abort(NOBODY_WAITS);
        if (state === 'CLOSED') closeIdle();
      });
      return controller.signal;
    },

    async stop() {
      state = 'DRAINING';
      stopping.abort();
      await sleep(delayMs);
      state = 'CLOSED';
      const closed = new Promise((resolve) => server.close(resolve));
      closeIdle();
      const timer = setTimeout(() => {
        for (const controller of inFlight.values()) controller.abort(NOBODY_WAITS);
        server.closeAllConnections();
      }, timeoutMs);
      await closed;
      clearTimeout(timer);
    },
  };
}

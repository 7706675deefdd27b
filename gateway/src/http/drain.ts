import type { Server, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Drain {
  isDraining(): boolean;
  /** Counts a response as in flight until it is closed. The signal aborts when nobody waits for it any more. */
  track(res: ServerResponse): AbortSignal;
  /** Stops accepting, lets requests in flight finish, and resolves when all connections are closed. */
  stop(server: Server): Promise<void>;
}

export interface DrainOptions {
  /** Between saying "not ready" and closing the port: what a load balancer needs to notice. */
  delayMs: number;
  /** For how long requests in flight may run after that. */
  timeoutMs: number;
}

export function createDrain({ delayMs, timeoutMs }: DrainOptions): Drain {
  let draining = false;
  let closing: Server | undefined;
  const inFlight = new Set<AbortController>();

  return {
    isDraining: () => draining,

    track(res) {
      const controller = new AbortController();
      inFlight.add(controller);
      // Tells clients that keep connections open to open the next one elsewhere.
      if (draining) res.setHeader('connection', 'close');
      res.once('close', () => {
        inFlight.delete(controller);
        if (!res.writableFinished) controller.abort();
        // The connection is idle only after this event.
        setImmediate(() => closing?.closeIdleConnections());
      });
      return controller.signal;
    },

    async stop(server) {
      draining = true;
      await sleep(delayMs);
      closing = server;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      const timer = setTimeout(() => {
        for (const controller of inFlight) controller.abort();
        server.closeAllConnections();
      }, timeoutMs);
      await closed;
      clearTimeout(timer);
    },
  };
}

import { randomUUID } from 'node:crypto';
import { createClient } from '@redis/client';
import type { Logger } from 'pino';
import { ADMISSION_SCRIPT, RELEASE_SCRIPT } from './admission-script';
import type { Admission, AdmissionRequest, Limiter } from './limiter';

/** A request waits no longer for Redis; where it is near, an answer takes less than a millisecond. */
const PATIENCE_MS = 250;

/** For how long it is not asked again once it did not answer, so that not every request has to wait. */
const REST_MS = 1_000;

const CONNECT_TIMEOUT_MS = 1_000;
const LONGEST_RECONNECT_DELAY_MS = 2_000;

export interface RedisLimiterOptions {
  readonly url: string;
  /** Takes over while Redis cannot be reached. */
  readonly substitute: Limiter;
  readonly log: Logger;
}

/**
 * Buckets that several gateways share. While Redis cannot be reached each gateway limits by itself: nobody is let in
 * without a limit, nobody is shut out, and no request waits for long.
 *
 * @returns at once: the gateway starts while Redis is down
 */
export function createRedisLimiter({ url, substitute, log }: RedisLimiterOptions): Limiter {
  const client = createClient({
    url,
    scripts: { admit: ADMISSION_SCRIPT, giveBack: RELEASE_SCRIPT },
    disableOfflineQueue: true,
    // Its timer costs more than a command; ours, below, is enough.
    commandOptions: { timeout: 0 },
    socket: {
      connectTimeout: CONNECT_TIMEOUT_MS,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, LONGEST_RECONNECT_DELAY_MS),
    },
  });
  let isLost = false;
  let restsUntil = 0;

  const lost = (error: unknown): void => {
    restsUntil = performance.now() + REST_MS;
    if (isLost) return;
    isLost = true;
    log.warn({ err: error }, 'Redis cannot be reached: each gateway limits its callers by itself');
  };
  const found = (): void => {
    if (!isLost) return;
    isLost = false;
    log.info('Redis can be reached again: the gateways limit their callers together');
  };
  client.on('error', lost);
  const connected = client.connect().catch(() => undefined);

  async function ask(request: AdmissionRequest): Promise<Admission> {
    const lease = request.takesPlace ? randomUUID() : '';
    const release = (): void => {
      if (lease === '') return;
      // What is not given back ends by itself.
      client.giveBack(request.buckets, lease).catch(() => undefined);
    };
    const asked = client.admit(request, lease);
    try {
      const [refusedBy, reason, wait, ...fullAfter] = await within(PATIENCE_MS, asked);
      const bucket = request.buckets[Number(refusedBy) - 1];
      return {
        refusal: bucket && { bucket, reason, retryAfterMs: Number(wait) },
        fullAfterMs: fullAfter.map(Number),
        release: bucket ? () => undefined : release,
      };
    } catch (error) {
      // It may have come through all the same.
      asked.then(release, () => undefined);
      throw error;
    }
  }

  return {
    async admit(request) {
      if (!client.isReady || performance.now() < restsUntil) return substitute.admit(request);
      try {
        const admission = await ask(request);
        found();
        return admission;
      } catch (error) {
        lost(error);
        return substitute.admit(request);
      }
    },
    async close() {
      client.destroy();
      await connected;
      await substitute.close();
    },
  };
}

/** With a plain timer: an abortable one costs more processor time than asking Redis does. */
function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`no answer within ${milliseconds} ms`));
    }, milliseconds);
    promise.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
}

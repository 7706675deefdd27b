import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import { CallerLimits } from './caller-limits';
import { type ClientNetwork, createClientNetwork, networkHashKey } from './client-network';
import type { LimitSettings } from './limit-settings';
import { MemoryLimiter } from './memory-limiter';
import { createRedisLimiter } from './redis-limiter';
import { type LimitedCaller, RefusedCallers } from './refused-callers';
import { TriedCredentials } from './tried-credentials';

/** The limits of callers, as one gateway keeps them. */
export interface Limits {
  readonly callers: CallerLimits;
  readonly tried: TriedCredentials;
  networkOf(req: IncomingMessage): ClientNetwork;
  /** Whom this gateway has refused lately. */
  limited(): Promise<LimitedCaller[]>;
  close(): Promise<void>;
}

/** @param sharedSecret what all gateways of a system have, and nobody else */
export function createLimits(settings: LimitSettings, sharedSecret: string, log: Logger): Limits {
  const { redisUrl, trustedProxies, forwardedHeader } = settings;
  const memory = new MemoryLimiter();
  const limiter =
    redisUrl === undefined ? memory : createRedisLimiter({ url: redisUrl, substitute: memory, log });
  const refused = new RefusedCallers(log);
  const callers = new CallerLimits(settings, limiter, refused);
  return {
    callers,
    tried: new TriedCredentials(callers),
    networkOf: createClientNetwork({
      trustedProxies,
      forwardedHeader,
      hashKey: networkHashKey(redisUrl === undefined ? undefined : sharedSecret),
    }),
    limited: () => refused.list(limiter),
    close: () => limiter.close(),
  };
}

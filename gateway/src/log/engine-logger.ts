import { Logger as EngineLogger } from '@graphql-hive/gateway-runtime';
import type { Logger } from 'pino';

/** Sends what the engine has to say to our log; below a warning it is of no use to an operator. */
export function createEngineLogger(log: Logger): EngineLogger {
  return new EngineLogger({
    level: 'warn',
    writers: [
      {
        write(level, attributes, message) {
          const err = attributes instanceof Error ? attributes : undefined;
          log[level === 'warn' ? 'warn' : 'error']({ component: 'engine', err }, message ?? 'engine');
        },
      },
    ],
  });
}

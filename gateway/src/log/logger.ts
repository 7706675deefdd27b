import { withoutLinkTokens } from '@hostgraph/service';
import { pino, type Logger } from 'pino';

/**
 * JSON lines on standard output. The keys of `redact` should never be logged to begin with; a library's error
 * that carries its request is why they are named.
 */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: { service: 'gateway' },
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: { streamWrite: withoutLinkTokens },
    redact: {
      paths: ['authorization', 'headers', 'variables', '*.authorization', '*.headers', '*.variables'],
      remove: true,
    },
  });
}

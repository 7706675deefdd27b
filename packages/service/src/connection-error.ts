/** Codes of Node and of its `fetch` (undici). */
const CODES: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_SOCKET',
]);

/** Whether no connection to a server came about, or one broke. */
export const isConnectionError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && CODES.has(error.code);

import { randomUUID } from 'node:crypto';

/** Short, and nothing in it that a log, a header or a page could misread. */
const SAFE = /^[A-Za-z0-9_-]{8,64}$/;

/** Keeps the id that a client chose, if it is safe to repeat, so that it can find its request in our logs. */
export function requestIdFrom(header: string | string[] | undefined): string {
  return typeof header === 'string' && SAFE.test(header) ? header : randomUUID();
}

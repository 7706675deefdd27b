import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { RequestContext } from '../context/request-context';
import { lockName } from '../database/lock-name';
import type { ErrorCodeDescription } from '../errors/error-codes';
import { refusalsOf } from '../errors/user-error';

export const IDEMPOTENCY_ERROR_CODES = {
  IDEMPOTENCY_KEY_REUSED: {
    meaning:
      'You have used this idempotencyKey before, to ask for something else, or what was made under it has been deleted.',
    remedy:
      'Send a new key with a new request, and the old one only with exactly what it was first sent with.',
  },
} as const satisfies Record<string, ErrorCodeDescription>;

/** What is answered to another request under a key that has been used. */
export const KEY_REUSED = refusalsOf(IDEMPOTENCY_ERROR_CODES)('IDEMPOTENCY_KEY_REUSED', 'idempotencyKey');

/** What is stored of a request, to tell its repetition from another one: it does not say what was asked. */
export const requestDigest = (request: string): Buffer => createHash('sha256').update(request).digest();

/**
 * Makes whoever comes with the same key wait until the transaction has ended, so that they then find what it has stored;
 * the table's unique index would have them fail.
 *
 * @param work what is done under the key, such as `mail:creation`
 */
export const lockIdempotencyKey = (
  { principal: { kind, id } }: RequestContext,
  manager: EntityManager,
  work: string,
  key: string,
): Promise<unknown> => lockName(manager, `${work}:${kind}:${id}:${key}`);

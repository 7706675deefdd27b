import { randomBytes } from 'node:crypto';
import type { QueryRunner } from 'typeorm';
import type { RequestContext } from '../context/request-context';
import { type Batch, load } from '../context/loaders';

/** RFC 7518, 3.2: a key of HS256 has at least the size of its hash. */
const KEY_BYTES = 32;
const ONLY_KEY = 'key';

/**
 * For the migration of a subgraph that issues tickets: a key of its own, made at random and kept where all its
 * instances, and nobody else, find it. Whoever can read it can as well write what tickets are proof for. Another
 * secret in its place ends all tickets.
 */
export async function createTicketKey(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE ticket_key (
      is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
      secret bytea NOT NULL CHECK (octet_length(secret) >= ${KEY_BYTES})
    )`);
  await runner.query('INSERT INTO ticket_key (secret) VALUES ($1)', [randomBytes(KEY_BYTES)]);
}

const keys: Batch<typeof ONLY_KEY, Buffer> = async ({ database }) => {
  const rows: { secret: Buffer }[] = await database.query('SELECT secret FROM ticket_key');
  return new Map(rows.map(({ secret }) => [ONLY_KEY, secret]));
};

/** Read once in a request. */
export async function ticketKey(ctx: RequestContext): Promise<Buffer> {
  const key = await load(ctx, keys, ONLY_KEY);
  if (key === null) throw new Error('ticket_key has no row');
  return key;
}

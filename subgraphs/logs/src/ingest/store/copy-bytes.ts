import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { EntityManager } from 'typeorm';

/** COPY of lines in its text format into a table, on the connection of a transaction. */
export async function copyBytes(
  transaction: EntityManager,
  target: string,
  lines: readonly Buffer[],
): Promise<void> {
  if (transaction.queryRunner === undefined) throw new Error('a COPY belongs to a transaction');
  const client = (await transaction.queryRunner.connect()) as PoolClient;
  await pipeline(Readable.from(lines), client.query(copyFrom(`COPY ${target} FROM STDIN`)));
}

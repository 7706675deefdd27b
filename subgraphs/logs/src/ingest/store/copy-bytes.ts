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
  // In one piece: between pieces the server would wait until the event loop, busy with reading, comes round again.
  const bytes = Readable.from([Buffer.concat(lines)]);
  await pipeline(bytes, client.query(copyFrom(`COPY ${target} FROM STDIN`)));
}

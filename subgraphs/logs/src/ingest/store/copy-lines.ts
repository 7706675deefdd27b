import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { EntityManager } from 'typeorm';

/** Characters that are encoded at a time: a string of many megabytes costs several times as much per row. */
const CHUNK = 256 * 1024;

/** COPY of lines in its text format into a table, on the connection of a transaction. */
export async function copyLines(
  transaction: EntityManager,
  target: string,
  lines: Iterable<string>,
): Promise<void> {
  if (transaction.queryRunner === undefined) throw new Error('a COPY belongs to a transaction');
  const client = (await transaction.queryRunner.connect()) as PoolClient;
  await pipeline(Readable.from(chunks(lines)), client.query(copyFrom(`COPY ${target} FROM STDIN`)));
}

function* chunks(lines: Iterable<string>): Generator<Buffer> {
  let text = '';
  for (const line of lines) {
    text += `${line}\n`;
    if (text.length < CHUNK) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}

import {
  type Connection,
  type ConnectionArgs,
  type Keyset,
  keysetAfter,
  keysetOrder,
  keysetPage,
  load,
  type RequestContext,
} from '@hostgraph/subgraph-kit';
import type { DeadLetterType } from './dead-letter.type';
import { LogSource } from './log-source.entity';
import { deadLetters } from './log-source.loaders';

const BY_NAME: Keyset = { columns: { path: 'text' }, direction: 'ASC' };

export async function listSources(
  { database }: RequestContext,
  { first, after = null }: ConnectionArgs,
): Promise<Connection<LogSource>> {
  const parameters: unknown[] = [first + 1];
  const isBehind =
    after === null ? 'true' : keysetAfter(BY_NAME, 'source', after, (value) => `$${parameters.push(value)}`);
  const rows: Record<string, unknown>[] = await database.query(
    `SELECT * FROM logs.ingest_source AS source WHERE ${isBehind}
     ORDER BY ${keysetOrder(BY_NAME, 'source')} LIMIT $1`,
    parameters,
  );
  return keysetPage(database.getRepository(LogSource), BY_NAME, { first, after }, rows);
}

export const listDeadLetters = async (
  ctx: RequestContext,
  { name }: LogSource,
  first: number,
): Promise<DeadLetterType[]> => (await load(ctx, deadLetters, { source: name, first })) ?? [];

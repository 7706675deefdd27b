import { type Batch, groupBy } from '@hostgraph/subgraph-kit';
import type { DeadLetterType } from './dead-letter.type';

/** So many dead letters of a source. Its properties keep one order, as its JSON is its identity. */
export interface DeadLettersKey {
  readonly source: string;
  readonly first: number;
}

/** The newest dead letters of sources. */
export const deadLetters: Batch<DeadLettersKey, DeadLetterType[]> = async ({ database }, keys) => {
  const rows: (DeadLetterType & DeadLettersKey)[] = await database.query(
    `SELECT key.source, key.first, letter.*
     FROM unnest($1::text[], $2::integer[]) AS key (source, first)
     CROSS JOIN LATERAL (
       SELECT text, byte_length::float8 AS "byteLength", byte_offset::float8 AS "byteOffset"
       FROM logs.ingest_dead_letter WHERE path = key.source ORDER BY id DESC LIMIT key.first
     ) AS letter`,
    [keys.map(({ source }) => source), keys.map(({ first }) => first)],
  );
  return groupBy(rows, ({ source, first }) => JSON.stringify({ source, first }));
};

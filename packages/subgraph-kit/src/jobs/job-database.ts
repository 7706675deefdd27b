import type PgBoss from 'pg-boss';
import type { DataSource, EntityManager } from 'typeorm';
import { poolOf } from '../database/pool-of';

/** The migrations have created the schema; asking again needs a privilege that the role may not have. */
const CREATE_SCHEMA = /CREATE SCHEMA IF NOT EXISTS \w+/;

/** Lets pg-boss use the subgraph's own connections instead of a second pool. */
export function jobDatabase(database: DataSource): PgBoss.Db {
  const pool = poolOf(database);
  return {
    async executeSql(text: string, values: unknown[]) {
      const client = await pool.connect();
      let failed = true;
      try {
        const result = await client.query<Record<string, unknown>>(text.replace(CREATE_SCHEMA, ''), values);
        failed = false;
        return result;
      } finally {
        // Its maintenance is BEGIN; …; COMMIT in one text, which leaves a connection unusable where it fails.
        client.release(failed);
      }
    },
  };
}

/** Lets pg-boss write as a part of a transaction. */
export const withinTransaction = (transaction: EntityManager): PgBoss.Db => ({
  executeSql: async (text: string, values: unknown[]) => ({
    rows: await transaction.query<Record<string, unknown>[]>(text, values),
  }),
});

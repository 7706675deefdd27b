import type { QueryRunner } from 'typeorm';

/** The writer makes partitions itself if it has to; made ahead, none of its transactions waits for that. */
export async function makeAhead(connection: QueryRunner, now: number): Promise<void> {
  await connection.query(
    `SELECT logs.make_partitions(array_agg(day::date))
     FROM generate_series($1::date, $1::date + 3, interval '1 day') AS day`,
    [new Date(now).toISOString().slice(0, 'YYYY-MM-DD'.length)],
  );
}

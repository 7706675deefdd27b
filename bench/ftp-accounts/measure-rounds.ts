// First, as it loads what the decorators of the others need.
import { hostingSubgraph } from '@hostgraph/hosting';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@hostgraph/embedded-postgres';
import { openDatabase } from '@hostgraph/subgraph-kit';
import type { DataSource } from 'typeorm';

export interface Rounds {
  /** What is printed above the rounds. */
  readonly head: readonly string[];
  readonly count: number;
  readonly poolSize: number;
  /** Of PostgreSQL; the disk is not what is compared. */
  readonly settings: Readonly<Record<string, string>>;
}

/** Measures on an empty database of hosting, and prints the median of the ratios. @param measure prints its round */
export async function measureRounds(
  { head, count, poolSize, settings }: Rounds,
  measure: (database: DataSource, round: number) => Promise<number>,
): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'hostgraph-bench-'));
  const postgres = await startEmbeddedPostgres({ directory, settings: { fsync: 'off', ...settings } });
  const database = await openDatabase(hostingSubgraph, { url: postgres.url, poolSize });
  try {
    for (const line of head) console.log(line);
    const ratios: number[] = [];
    for (let round = 1; round <= count; round++) ratios.push(await measure(database, round));
    ratios.sort((a, b) => a - b);
    console.log(`median ratio ${ratios[Math.floor(ratios.length / 2)]?.toFixed(2)}`);
  } finally {
    await database.destroy();
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

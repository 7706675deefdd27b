import { setTimeout } from 'node:timers/promises';
import type { RunningSubgraph } from '@hostgraph/subgraph-kit';
import type { QueryRunner } from 'typeorm';
import type { MaintenanceTask } from './maintenance-tasks';

const PAUSE_MS = 60_000;
const TRY_LOCK = `SELECT pg_try_advisory_lock(hashtextextended('hostgraph:logs:maintenance', 0)) AS "isMine"`;
const UNLOCK = `SELECT pg_advisory_unlock(hashtextextended('hostgraph:logs:maintenance', 0))`;

/**
 * Runs the tasks every minute, one after the other, in one of all the instances of this subgraph. A task that fails is
 * logged, keeps no other one from running, and is tried again a minute later; so is all that follows in a round that has
 * lost its connection.
 *
 * @param pauseMs between two rounds
 * @returns what ends it; a task in hand loses its connection, and has to be one that can be begun anew
 */
export function startMaintenance(
  { database, log }: Pick<RunningSubgraph, 'database' | 'log'>,
  tasks: readonly MaintenanceTask[],
  pauseMs = PAUSE_MS,
): () => Promise<void> {
  const stopping = new AbortController();
  let backend: number | undefined;

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      // A query runner whose connection was lost is of no more use, so each round has its own.
      const connection = database.createQueryRunner();
      await round(connection)
        .catch((error: unknown) => {
          if (!stopping.signal.aborted) log.error({ err: error }, 'maintenance failed');
        })
        .finally(() => connection.release());
      await setTimeout(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  async function round(connection: QueryRunner): Promise<void> {
    const [lock] = await connection.manager.query<{ isMine: boolean }[]>(TRY_LOCK);
    if (lock?.isMine !== true) return;
    try {
      backend = await backendOf(connection);
      for (const { name, run: runTask } of tasks) {
        if (stopping.signal.aborted) break;
        await runTask(connection).catch((error: unknown) => {
          if (!stopping.signal.aborted) log.error({ err: error, task: name }, 'a maintenance task failed');
        });
      }
    } finally {
      backend = undefined;
      await connection.query(UNLOCK);
    }
  }

  const running = run();
  return async () => {
    stopping.abort();
    if (backend !== undefined) await database.query('SELECT pg_terminate_backend($1)', [backend]);
    await running;
  };
}

async function backendOf(connection: QueryRunner): Promise<number | undefined> {
  const [row] = await connection.manager.query<{ pid: number }[]>('SELECT pg_backend_pid() AS pid');
  return row?.pid;
}

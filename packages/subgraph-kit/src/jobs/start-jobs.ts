import { setTimeout as sleep } from 'node:timers/promises';
import PgBoss from 'pg-boss';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { Tenant } from '../fairness/tenant';
import type { GivenSettings } from '../settings/settings';
import { afterCommits } from './after-commits';
import { fairPriority } from './fair-priority';
import { ATTEMPT_SECONDS, type JobDefinition, type JobQueue, type JobRun } from './job';
import { jobDatabase, withinTransaction } from './job-database';
import { startWorker, type Worker } from './start-worker';

export interface JobOptions {
  readonly database: DataSource;
  /** Where the queue's tables are; it exists. */
  readonly schema: string;
  /** How many jobs of each kind this process works on at once; 0 leaves all of them to other instances. */
  readonly workers: number;
  readonly settings: GivenSettings;
  readonly log: Logger;
}

export interface RunningJobs {
  /** For work that is asked for by, and done on the share of, a tenant. */
  queueOf(tenant: Tenant): JobQueue;
  /** Lets jobs in progress come to an end; what is left of them is done elsewhere. */
  stop(): Promise<void>;
}

/** With the pause doubled each time, the last attempt comes some ten minutes after the first. */
const RETRIES = 6;
const FIRST_RETRY_SECONDS = 5;
/** How often lost attempts are looked for. */
const MAINTENANCE_SECONDS = 30;
const STOP_TIMEOUT_MS = 15_000;
/** The longest allowed delay of a job. */
const RETENTION_DAYS = 60;
/** What has been done stays among what waits for so long, as it counts in whose turn is next, and is then put away. */
const DONE_SECONDS = 60;
const FAILED_SECONDS = 43_200;

interface JobData {
  readonly id: string;
  /** Absent where a version of before put it there. */
  readonly tenant?: string;
}

/** The house's own jobs take turns as one tenant. */
const HOUSE = '';

/** Starts the queue of a subgraph, and workers for it. */
export async function startJobs(
  definitions: readonly JobDefinition[],
  { database, schema, workers, settings, log }: JobOptions,
): Promise<RunningJobs> {
  if (definitions.length === 0) return NO_JOBS;
  const stopping = new AbortController();
  const boss = new PgBoss({
    db: jobDatabase(database),
    schema,
    schedule: false,
    maintenanceIntervalSeconds: MAINTENANCE_SECONDS,
    archiveCompletedAfterSeconds: DONE_SECONDS,
    archiveFailedAfterSeconds: FAILED_SECONDS,
  });
  boss.on('error', (error) => {
    if (!stopping.signal.aborted) log.error({ err: error }, 'the job queue failed');
  });
  const tellsOfLost = new Set(definitions.flatMap((job) => (job.giveUp ? job.name : [])));
  const workersOf = new Map<string, Worker[]>();
  const afterCommit = afterCommits(database);
  const queueOf = (tenant: Tenant = HOUSE): JobQueue => ({
    async enqueue(transaction, { name }, id, startAfter) {
      const place = { schema, queue: name, tenant, startAfter };
      await boss.send(name, { id, tenant } satisfies JobData, {
        priority: await fairPriority(transaction, place),
        singletonKey: id,
        expireInSeconds: ATTEMPT_SECONDS,
        retryLimit: RETRIES,
        retryDelay: FIRST_RETRY_SECONDS,
        retryBackoff: true,
        retentionDays: RETENTION_DAYS,
        ...(tellsOfLost.has(name) && { deadLetter: lostJobsOf(name) }),
        ...(startAfter && { startAfter }),
        db: withinTransaction(transaction),
      });
      // Whoever asked for it may be waiting.
      if (!startAfter) {
        afterCommit(transaction, () => {
          for (const worker of workersOf.get(name) ?? []) worker.wake();
        });
      }
    },
  });
  /** What a job puts into the queue is its tenant's, too. */
  const runFor = (tenant: Tenant): JobRun => ({
    database,
    jobs: queueOf(tenant),
    settings,
    log,
    signal: stopping.signal,
  });

  /** @param queue that its jobs wait in */
  const work = (queue: string, handle: (run: JobRun, id: string) => Promise<void>): void => {
    const start = (): Worker =>
      startWorker<JobData>({
        ...{ boss, queue, log, signal: stopping.signal },
        handle: ({ id, tenant }) => handle(runFor(tenant), id),
      });
    workersOf.set(queue, Array.from({ length: workers }, start));
  };

  await boss.start();
  for (const definition of definitions) {
    const { name } = definition;
    if (definition.giveUp) {
      await boss.createQueue(lostJobsOf(name));
      work(lostJobsOf(name), async (run, id) => definition.giveUp?.(run, id));
    }
    await boss.createQueue(name, { name, policy: 'short' });
    work(name, (run, id) => definition.work(run, id));
  }
  // What was lost while no instance ran need not wait for the interval.
  if (workers > 0) await boss.maintain();
  return {
    queueOf,
    async stop() {
      stopping.abort();
      const running = [...workersOf.values()].flat();
      const ended = Promise.all(running.map((worker) => worker.ended));
      await Promise.race([ended, sleep(STOP_TIMEOUT_MS, undefined, { ref: false })]);
      await Promise.allSettled(running.map((worker) => worker.giveBack()));
      await boss.stop({ close: false });
    },
  };
}

const lostJobsOf = (name: string): string => `${name}-lost`;

const NO_JOBS: RunningJobs = {
  queueOf: () => ({ enqueue: () => Promise.reject(new Error('This subgraph declares no jobs')) }),
  stop: () => Promise.resolve(),
};

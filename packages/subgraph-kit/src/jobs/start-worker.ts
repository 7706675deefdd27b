import { setTimeout as sleep } from 'node:timers/promises';
import type PgBoss from 'pg-boss';
import type { Logger } from 'pino';
import { ATTEMPT_SECONDS } from './job';

export interface WorkerOptions<Data> {
  readonly boss: PgBoss;
  /** That its jobs wait in. */
  readonly queue: string;
  readonly handle: (data: Data) => Promise<void>;
  readonly log: Logger;
  /** Aborts when it is to take no more. */
  readonly signal: AbortSignal;
}

export interface Worker {
  /** Resolves when it has come to an end after it was told to. */
  readonly ended: Promise<void>;
  /** Lets it look for a job now, if it rests. */
  wake(): void;
  /** Lets somebody else do what it still does. */
  giveBack(): Promise<void>;
}

/** How often it looks for what other instances have put into the queue, and for what has become due. */
const POLLING_MS = 1000;
const ATTEMPT_MS = ATTEMPT_SECONDS * 1000;

/**
 * Takes jobs out of a queue, one by one, and tells the queue of each how it went.
 *
 * pg-boss has workers of its own, but these wait neither for `complete` nor for `fail` (its manager.js, 10.4): when the
 * database has gone by then, nobody hears that they have failed, and that ends a Node process.
 */
export function startWorker<Data>({ boss, queue, handle, log, signal }: WorkerOptions<Data>): Worker {
  let current: string | undefined;
  let rest = new AbortController();
  const wake = (): void => {
    rest.abort();
  };
  signal.addEventListener('abort', wake);

  async function run(): Promise<void> {
    while (!signal.aborted) {
      const began = Date.now();
      // Before it looks: what comes while it does so is not to wait either.
      rest = new AbortController();
      const [job] = await boss.fetch<Data>(queue).catch((error: unknown) => {
        log.error({ err: error, queue }, 'no job could be taken');
        return [];
      });
      if (job) {
        current = job.id;
        await tell(job.id, await succeeds(job.data), began + ATTEMPT_MS);
        current = undefined;
        // Where there was one there may be more.
        continue;
      }
      await pause(POLLING_MS, rest.signal);
    }
  }

  async function succeeds(data: Data): Promise<boolean> {
    const patience = new AbortController();
    const late = sleep(ATTEMPT_MS, undefined, { signal: patience.signal }).then(() => {
      throw new Error('The attempt took too long');
    });
    try {
      await Promise.race([handle(data), late]);
      return true;
    } catch (error) {
      log.error({ err: error, queue }, 'an attempt at a job failed');
      return false;
    } finally {
      patience.abort();
    }
  }

  /** Until the queue has heard of it, or counts the attempt as lost: done once is better than done twice. */
  async function tell(id: string, isDone: boolean, until: number): Promise<void> {
    for (;;) {
      try {
        await (isDone ? boss.complete(queue, id) : boss.fail(queue, id, FAILED));
        return;
      } catch (error) {
        log.error({ err: error, queue }, 'the queue was not told of a job');
        if (signal.aborted || Date.now() > until) return;
        await pause(POLLING_MS, signal);
      }
    }
  }

  return {
    ended: run(),
    wake,
    async giveBack() {
      if (current !== undefined) await boss.fail(queue, current, FAILED);
    },
  };
}

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  sleep(milliseconds, undefined, { signal }).catch(() => undefined);

/** pg-boss stores it with the job; errors of ours may quote people's data, so it gets none of them. */
const FAILED = { message: 'The attempt failed; the log of the service says why.' };

import { setTimeout } from 'node:timers/promises';
import type { JobRun } from './job';

/** What an instance does again and again by itself, such as looking for what has become due. */
export interface Round {
  /** For the log. */
  readonly name: string;
  /** The pause between two. */
  readonly everySeconds: number;
  /** Instances do it side by side: what one of them takes in hand, it locks. */
  work(run: JobRun): Promise<void>;
}

/**
 * Begins rounds, the first one at once. One that fails is logged, and the next comes after the pause all the same.
 *
 * @returns what ends them, when those in hand have come to an end
 */
export function startRounds(rounds: readonly Round[], run: Omit<JobRun, 'signal'>): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const go = async (round: Round): Promise<void> => {
    while (!signal.aborted) {
      await round.work({ ...run, signal }).catch((error: unknown) => {
        if (!signal.aborted) run.log.error({ err: error, round: round.name }, 'a round failed');
      });
      await setTimeout(round.everySeconds * 1_000, undefined, { signal, ref: false }).catch(() => undefined);
    }
  };
  const going = rounds.map(go);
  return async () => {
    stopping.abort();
    await Promise.all(going);
  };
}

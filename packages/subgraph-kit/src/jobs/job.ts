import type { Logger } from 'pino';
import type { DataSource, EntityManager } from 'typeorm';
import type { GivenSettings } from '../settings/settings';

/** What a job is given beside the id of its row. */
export interface JobRun {
  readonly database: DataSource;
  readonly jobs: JobQueue;
  readonly settings: GivenSettings;
  readonly log: Logger;
  /** Aborts when this process is about to stop: come to an end soon, and put what is left into the queue again. */
  readonly signal: AbortSignal;
}

/**
 * A kind of work that outlives the request that asked for it. What is to be done stands in a row of the subgraph's
 * own; the queue holds the row's id and nothing else, so that it is no second place where people's data lies.
 *
 * A kind alone is enough to ask for the work: where the one that does it stands above those that ask, it is in a file of
 * its own.
 */
export interface JobKind {
  /** Names its queue. */
  readonly name: string;
}

/** A kind of work, and how it is done. */
export interface JobDefinition extends JobKind {
  /**
   * Does the work, or a part of it that takes well below `ATTEMPT_SECONDS`, and enqueues the rest. It is called at
   * least once, on any instance, and again from the beginning when a process died: doing it twice must be as good
   * as once.
   */
  work(run: JobRun, id: string): Promise<void>;
  /** Called when every attempt has failed, to tell whoever waits for it. */
  giveUp?(run: JobRun, id: string): Promise<void>;
}

/**
 * The queue as one tenant has it: whose the work is says whoever gives a queue out, and what a job puts into it is that
 * job's tenant's again.
 */
export interface JobQueue {
  /**
   * Adds a job as a part of the transaction: it exists if that commits. A second one of the same kind and id that
   * waits beside the first would do nothing more, and is not added.
   */
  enqueue(transaction: EntityManager, kind: JobKind, id: string, startAfter?: Date): Promise<void>;
}

/** After that, an attempt counts as lost with its process, and another one begins. */
export const ATTEMPT_SECONDS = 60;

/**
 * Lets the statements of a job's transaction take longer than those of an answer that somebody waits for, as they may
 * on a large table, and shorter than the attempt.
 */
export const JOB_STATEMENT_TIMEOUT = `SET LOCAL statement_timeout = '40s'`;

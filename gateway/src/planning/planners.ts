import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { QueryPlan } from '@graphql-hive/router-query-planner';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { gatewayError } from '../errors/gateway-error';
import { FairQueue } from './fair-queue';
import { PlanFailure } from './plan-failure';
import { PlannerChild } from './planner-child';
import type { PlanRequest } from './planner-message';

export interface PlannersOptions {
  readonly supergraph: string;
  /** Processes, each of which plans one document at a time. */
  readonly processes: number;
  /** For how long one document may keep a process. */
  readonly timeoutMs: number;
  readonly log: Logger;
}

interface Job {
  readonly request: PlanRequest;
  readonly key: string;
  readonly caller: string;
  readonly waitsSince: number;
  readonly resolve: (plan: QueryPlan) => void;
  readonly reject: (error: Error) => void;
}

/** Documents that one caller may have waiting; planning one takes some milliseconds. */
const MAX_WAITING_OF_CALLER = 100;
const MAX_WAIT_MS = 10_000;
/** Documents that cannot be planned are remembered, so that each costs a process once. */
const REMEMBERED_FAILURES = 10_000;
const REMEMBERED_FOR_MS = 600_000;
const RESTART_PAUSE_MS = 1_000;

/**
 * Plans documents in processes of its own, whose end costs nobody else anything: one that ended is started again, and
 * a document that goes on ending them is given up.
 */
export class Planners {
  readonly #options: PlannersOptions;
  readonly #queue = new FairQueue<Job>(MAX_WAITING_OF_CALLER);
  readonly #children = new Set<PlannerChild>();
  readonly #idle = new Set<PlannerChild>();
  readonly #failures = new LRUCache<string, true>({ max: REMEMBERED_FAILURES, ttl: REMEMBERED_FOR_MS });
  /** How many processes have ended with a document in hand; also of one that had to wait too long for the next. */
  readonly #endings = new LRUCache<string, number>({ max: REMEMBERED_FAILURES, ttl: REMEMBERED_FOR_MS });
  #isStopped = false;

  private constructor(options: PlannersOptions) {
    this.#options = options;
  }

  /** @throws PlanFailure when nothing can be planned with this supergraph */
  static async start(options: PlannersOptions): Promise<Planners> {
    const planners = new Planners(options);
    planners.#add(await PlannerChild.start(options.supergraph));
    for (let count = 1; count < options.processes; count++) void planners.#addAnother();
    return planners;
  }

  /**
   * @param caller whose turn it is when several wait
   * @throws UNPLANNABLE_OPERATION; SERVICE_UNAVAILABLE where trying again may help
   */
  async plan(request: PlanRequest, caller: string): Promise<QueryPlan> {
    const key = keyOf(request);
    if (this.#failures.has(key)) throw gatewayError('UNPLANNABLE_OPERATION');
    try {
      return await new Promise<QueryPlan>((resolve, reject) => {
        const waitsSince = performance.now();
        this.#enqueue({ request, key, caller, waitsSince, resolve, reject });
      });
    } catch (error) {
      if (!(error instanceof PlanFailure)) throw error;
      this.#failures.set(key, true);
      this.#options.log.warn({ kind: error.kind, reason: error.message }, 'an operation cannot be planned');
      throw gatewayError('UNPLANNABLE_OPERATION');
    }
  }

  stop(): void {
    this.#isStopped = true;
    for (const child of this.#children) child.stop();
  }

  #enqueue(job: Job): void {
    if (this.#queue.push(job.caller, job)) this.#dispatch();
    else job.reject(gatewayError('SERVICE_UNAVAILABLE'));
  }

  #dispatch(): void {
    while (this.#idle.size > 0) {
      const job = this.#queue.take();
      if (!job) return;
      if (performance.now() - job.waitsSince > MAX_WAIT_MS) job.reject(gatewayError('SERVICE_UNAVAILABLE'));
      else void this.#run(job);
    }
  }

  async #run(job: Job): Promise<void> {
    const [child] = this.#idle;
    if (!child) return;
    this.#idle.delete(child);
    try {
      job.resolve(await child.plan(job.request, this.#options.timeoutMs));
      this.#endings.delete(job.key);
      this.#idle.add(child);
    } catch (error) {
      const kind = error instanceof PlanFailure ? error.kind : 'ENDED';
      if (kind === 'REFUSED') this.#idle.add(child);
      // Each that was there may have been ended by somebody else, as when memory is short; the next is a new one.
      if (kind === 'ENDED' && this.#countEnding(job.key) <= this.#options.processes) this.#enqueue(job);
      else job.reject(error as Error);
    }
    this.#dispatch();
  }

  #countEnding(key: string): number {
    const endings = (this.#endings.get(key) ?? 0) + 1;
    this.#endings.set(key, endings);
    return endings;
  }

  #add(child: PlannerChild): void {
    if (this.#isStopped) {
      child.stop();
      return;
    }
    this.#children.add(child);
    this.#idle.add(child);
    void child.ended.then(() => {
      this.#children.delete(child);
      this.#idle.delete(child);
      return this.#addAnother();
    });
    this.#dispatch();
  }

  async #addAnother(): Promise<void> {
    while (!this.#isStopped) {
      try {
        this.#add(await PlannerChild.start(this.#options.supergraph));
        return;
      } catch (error) {
        this.#options.log.error({ err: error }, 'a planner cannot be started');
        await sleep(RESTART_PAUSE_MS, undefined, { ref: false });
      }
    }
  }
}

/** Documents may be long; what is remembered of them is not. */
const keyOf = ({ text, operationName = '' }: PlanRequest): string =>
  createHash('sha256').update(`${operationName}\n${text}`).digest('base64');

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { QueryPlan } from '@graphql-hive/router-query-planner';
import { PlanFailure } from './plan-failure';
import type { PlannerAnswer, PlannerSettings, PlanRequest } from './planner-message';

const PROGRAM = require.resolve('./planner-process');

/** A machine under load may need seconds for what takes 0.1 s otherwise. */
const START_TIMEOUT_MS = 30_000;

/** Characters of what it says at its end; a panic names its place in the native code within them. */
const LAST_WORDS = 500;

/** A process with a planner in it. It plans one document at a time. */
export class PlannerChild {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  #hasEnded = false;
  #lastWords = '';

  private constructor() {
    // It needs none of the gateway's settings, and shall not know its keys.
    this.#child = fork(PROGRAM, [], { env: {}, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#lastWords = (this.#lastWords + text).slice(-LAST_WORDS);
    });
    this.#ended = once(this.#child, 'close')
      // It could not even be started.
      .catch(() => undefined)
      .then(() => {
        this.#hasEnded = true;
      });
    // A message to a process that has just ended fails; that it has ended is what counts.
    this.#child.on('error', () => undefined);
  }

  /** @throws PlanFailure when it cannot plan with this supergraph */
  static async start(supergraph: string): Promise<PlannerChild> {
    const started = new PlannerChild();
    try {
      await started.#ask({ supergraph }, START_TIMEOUT_MS);
      return started;
    } catch (error) {
      started.stop();
      throw error;
    }
  }

  /** Resolves when the process has ended, for whatever reason. */
  get ended(): Promise<void> {
    return this.#ended;
  }

  /**
   * @param timeoutMs after which the process is ended
   * @throws PlanFailure
   */
  async plan(request: PlanRequest, timeoutMs: number): Promise<QueryPlan> {
    const answer = await this.#ask(request, timeoutMs);
    if ('plan' in answer) return answer.plan;
    throw new Error('The planner answered out of turn');
  }

  stop(): void {
    this.#child.kill('SIGKILL');
  }

  async #ask(message: PlannerSettings | PlanRequest, timeoutMs: number): Promise<PlannerAnswer> {
    const settled = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const tooSlow = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        this.stop();
        reject(new PlanFailure('TOO_SLOW', `no answer in ${timeoutMs} ms`));
      }, timeoutMs);
    });
    const answered = once(this.#child, 'message', { signal: settled.signal }) as Promise<[PlannerAnswer]>;
    if (!this.#hasEnded) this.#child.send(message, () => undefined);
    try {
      const [answer] = await Promise.race([answered, this.#ended.then(() => [undefined]), tooSlow]);
      if (!answer) throw new PlanFailure('ENDED', this.#lastWords.trim() || 'its process ended');
      if ('failure' in answer) throw new PlanFailure('REFUSED', answer.failure);
      return answer;
    } finally {
      clearTimeout(timer);
      settled.abort();
    }
  }
}

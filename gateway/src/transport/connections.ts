import { Agent, type Dispatcher } from 'undici';
import { Slots } from './slots';

export interface ConnectionsOptions {
  /** Connections to one origin. */
  readonly atOnce: number;
  /** Requests that may wait for one of them. */
  readonly waiting: number;
  /** For opening one. */
  readonly timeoutMs: number;
}

type RequestOptions = Omit<Dispatcher.RequestOptions, 'signal'>;

/**
 * Connections for requests of one kind, which share them with no other kind. A request has one until its answer has
 * been read or destroyed.
 *
 * What waits, waits here and not in undici, which looks at a request's signal only when it has a connection for it
 * (nodejs/undici#386): there no deadline would hold.
 */
export class Connections {
  readonly #options: ConnectionsOptions;
  readonly #agent: Agent;
  readonly #slots = new Map<string, Slots>();

  constructor(options: ConnectionsOptions) {
    this.#options = options;
    this.#agent = new Agent({
      connections: options.atOnce,
      pipelining: 1,
      connect: { timeout: options.timeoutMs },
      // The caller's signal covers both, and a subscription may be silent for hours.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  /**
   * @param options asked for when there is a connection
   * @throws SubgraphFailure when too many wait; whatever undici throws; the signal's reason as soon as it aborts
   */
  async request(
    origin: string,
    signal: AbortSignal,
    options: () => RequestOptions,
  ): Promise<Dispatcher.ResponseData> {
    const slots = this.#slotsOf(origin);
    await slots.take(signal);
    const give = () => {
      slots.give();
    };
    const answering = this.#agent.request({ ...options(), origin, signal });
    answering.then(({ body }) => body.once('close', give), give);
    return unlessAborted(answering, signal);
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }

  #slotsOf(origin: string): Slots {
    let slots = this.#slots.get(origin);
    if (!slots) {
      slots = new Slots(this.#options.atOnce, this.#options.waiting);
      this.#slots.set(origin, slots);
    }
    return slots;
  }
}

/** Does not wait for what undici still has to do when nobody waits for the answer any more. */
function unlessAborted(
  answering: Promise<Dispatcher.ResponseData>,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      answering.then(dispose, ignore);
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    answering.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', onAbort);
    });
  });
}

/** An answer that came too late; destroyed unread, its body would tell so by an error that is nobody's. */
function dispose({ body }: Dispatcher.ResponseData): void {
  body.on('error', ignore).destroy();
}

const ignore = () => undefined;

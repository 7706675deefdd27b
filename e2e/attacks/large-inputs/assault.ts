import { isStream } from '../../support/schema-values/places';
import type { AttackedStack, Caller } from '../attacked-stack';
import type { GatewayConnections, Reply } from '../gateway-connection';
import { faultOf, isRefusal } from '../reply-faults';
import { type Cell, nameOf } from './cells';

export interface Attack extends Cell {
  readonly caller: Caller;
}

/** What the loop of a program may be busy with at a stretch. */
const MAX_STRETCH_MS = 100;
/** Requests between two looks at the event loops. */
const BATCH = 48;
/** A loop that is busy for long each time is made so by the attack; what happens once may be the compiler. */
const TRIES = 3;
const MAX_FAULTS = 100;

/** Sends attacks, and tells what each did that it should not. */
export class Assault {
  readonly #pids = new Map<string, number>();

  constructor(
    private readonly stack: AttackedStack,
    private readonly connections: GatewayConnections,
  ) {}

  /** Ends early when there are so many faults that more would tell nothing. */
  async faultsOf(attacks: readonly Attack[], maxFaults = MAX_FAULTS): Promise<string[]> {
    const faults: string[] = [];
    await this.#busyLoops();
    for (let start = 0; start < attacks.length && faults.length < maxFaults; start += BATCH) {
      const batch = attacks.slice(start, start + BATCH);
      const replies = await Promise.all(batch.map((attack) => this.#send(attack)));
      replies.forEach((reply, index) => {
        const fault = this.#wrongWith(reply);
        if (fault !== undefined) faults.push(`${nameOf(batch[index]!)}, ${batch[index]!.caller}: ${fault}`);
      });
      try {
        if ((await this.#busyLoops()).length === 0) continue;
        for (const attack of batch) {
          const busy = await this.#loopsKeptBusyBy(attack);
          if (busy.length > 0) faults.push(`${nameOf(attack)}, ${attack.caller}: ${busy.join(', ')}`);
        }
      } catch (error) {
        // A program that is blocked for good can be measured no more.
        return [...faults, (error as Error).message];
      }
    }
    return faults;
  }

  #send({ request, value, caller }: Attack): Promise<Reply> {
    return this.connections.post({
      credential: this.stack.credentials[caller],
      body: request.withLarge(value),
      isStream: isStream(request.position.place),
    });
  }

  #wrongWith(reply: Reply): string | undefined {
    return faultOf(reply, this.stack.secrets) ?? (isRefusal(reply) ? undefined : 'it is not refused');
  }

  async #loopsKeptBusyBy(attack: Attack): Promise<string[]> {
    let busy: string[] = [];
    for (let attempt = 0; attempt < TRIES; attempt++) {
      await this.#send(attack);
      busy = await this.#busyLoops();
      if (busy.length === 0) return [];
    }
    return busy;
  }

  async #busyLoops(): Promise<string[]> {
    const loops = await this.stack.readEventLoops();
    return loops.flatMap(({ program, pid, stretchMs }) => {
      const before = this.#pids.get(program) ?? pid;
      this.#pids.set(program, pid);
      if (pid !== before) return [`${program} ends`];
      return stretchMs > MAX_STRETCH_MS ? [`${program} is blocked for ${Math.round(stretchMs)} ms`] : [];
    });
  }
}

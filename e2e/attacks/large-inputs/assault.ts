import { isStream } from '../../support/schema-values/places';
import type { AttackedStack, Caller } from '../attacked-stack';
import type { GatewayConnections, Reply } from '../gateway-connection';
import { faultOf, isRefusal } from '../reply-faults';
import { type Cell, nameOf } from './cells';

export interface Attack extends Cell {
  readonly caller: Caller;
}

interface BusyLoop {
  readonly stretchMs: number;
  readonly text: string;
}

/** What the loop of a program may be busy with at a stretch. */
const MAX_STRETCH_MS = 100;
/** No compiler and no collector of garbage is busy for that long. */
const CERTAIN_STRETCH_MS = 1_000;
/** A loop that is busy for long each time is made so by the attack; what happens once may be the compiler. */
const TRIES = 3;
/** Requests between two looks at the event loops. */
const BATCH = 48;
const AT_ONCE = 4;
/** More would tell nothing new. */
const MAX_FAULTS = 60;

/** Sends attacks, and tells what each did that it should not. */
export class Assault {
  readonly #pids = new Map<string, number>();

  constructor(
    private readonly stack: AttackedStack,
    private readonly connections: GatewayConnections,
  ) {}

  async faultsOf(attacks: readonly Attack[]): Promise<string[]> {
    const faults: string[] = [];
    try {
      await this.#busyLoops();
      for (let start = 0; start < attacks.length && faults.length < MAX_FAULTS; start += BATCH) {
        const batch = attacks.slice(start, start + BATCH);
        await this.#sendAll(batch, faults);
        if ((await this.#busyLoops()).length === 0) continue;
        for (const attack of batch) {
          const busy = await this.#loopsKeptBusyBy(attack);
          if (busy.length > 0) faults.push(`${describe(attack)}: ${busy.map(({ text }) => text).join(', ')}`);
        }
      }
    } catch (error) {
      // Of a program that is blocked for good nothing more can be learned.
      faults.push((error as Error).message);
    }
    return faults;
  }

  /** Ends when there is no answer: then somebody is blocked, and who asks further waits in vain. */
  async #sendAll(batch: readonly Attack[], faults: string[]): Promise<void> {
    const open = [...batch];
    const work = async () => {
      for (let attack = open.shift(); attack; attack = open.shift()) {
        const reply = await this.#send(attack);
        const fault =
          faultOf(reply, this.stack.secrets) ?? (isRefusal(reply) ? undefined : 'it is not refused');
        if (fault !== undefined) faults.push(`${describe(attack)}: ${fault}`);
        if ('failure' in reply) open.length = 0;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  #send({ request, value, caller }: Attack): Promise<Reply> {
    return this.connections.post({
      credential: this.stack.credentials[caller],
      body: request.withLarge(value),
      isStream: isStream(request.position.place),
    });
  }

  async #loopsKeptBusyBy(attack: Attack): Promise<BusyLoop[]> {
    for (let attempt = 1; ; attempt++) {
      await this.#send(attack);
      const busy = await this.#busyLoops();
      const isCertain = busy.some(({ stretchMs }) => stretchMs > CERTAIN_STRETCH_MS);
      if (busy.length === 0 || isCertain || attempt === TRIES) return busy;
    }
  }

  async #busyLoops(): Promise<BusyLoop[]> {
    const loops = await this.stack.readEventLoops();
    return loops.flatMap(({ program, pid, stretchMs }) => {
      const before = this.#pids.get(program) ?? pid;
      this.#pids.set(program, pid);
      if (pid !== before) return [{ stretchMs: Infinity, text: `${program} ends` }];
      const text = `${program} is blocked for ${Math.round(stretchMs)} ms`;
      return stretchMs > MAX_STRETCH_MS ? [{ stretchMs, text }] : [];
    });
  }
}

const describe = (attack: Attack): string => `${nameOf(attack)}, ${attack.caller}`;

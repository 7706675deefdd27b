import { setTimeout } from 'node:timers/promises';

const started = Date.now();
const PAUSE_MS = 500;
/** A machine may be busy; whatever does not come at all ends the check. */
const PATIENCE_MS = 300_000;

export function say(line: string): void {
  console.log(`  ${((Date.now() - started) / 1000).toFixed(1).padStart(5)} s  ${line}`);
}

/** Does something until it works and has an answer: mail and settings take their way, and servers start anew meanwhile. */
export async function eventually<Answer>(
  what: string,
  work: () => Promise<Answer>,
): Promise<NonNullable<Exclude<Answer, false | 0>>> {
  const end = Date.now() + PATIENCE_MS;
  let fault: unknown;
  while (Date.now() < end) {
    try {
      const answer = await work();
      if (answer) {
        say(what);
        return answer as NonNullable<Exclude<Answer, false | 0>>;
      }
    } catch (error) {
      fault = error;
    }
    await setTimeout(PAUSE_MS);
  }
  throw new Error(`in vain: ${what}`, { cause: fault });
}

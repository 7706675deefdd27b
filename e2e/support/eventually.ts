import { setTimeout } from 'node:timers/promises';

const POLL_MS = 100;
/** What is to happen does, on a machine that is slow or busy, too; what never does ends then. */
const PATIENCE_MS = 300_000;

/**
 * Asks until an answer is as it should be.
 *
 * @param what is asked, to be told when it does not become so
 * @throws Error with the last answer
 */
export async function eventually<Answer>(
  ask: () => Promise<Answer>,
  isRight: (answer: Answer) => boolean,
  what = 'it',
): Promise<Answer> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (isRight(answer)) return answer;
    if (Date.now() > end) throw new Error(`${what} stays ${JSON.stringify(answer)}`);
    await setTimeout(POLL_MS);
  }
}

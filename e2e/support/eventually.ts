import { setTimeout } from 'node:timers/promises';

const POLL_MS = 100;
const PATIENCE_MS = 20_000;

/** Asks until an answer is as it should be. @throws Error with the last answer when that takes too long */
export async function eventually<Answer>(
  ask: () => Promise<Answer>,
  isRight: (answer: Answer) => boolean,
): Promise<Answer> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (isRight(answer)) return answer;
    if (Date.now() > end) throw new Error(`it stays ${JSON.stringify(answer)}`);
    await setTimeout(POLL_MS);
  }
}

import type { SpamVerdict } from './spam-verdict';

/** Verdicts wait for their message, which may be in the next file; the oldest go when nobody claims them. */
const CAPACITY = 100_000;

/** The verdicts of which no message is known. */
export class VerdictBuffer {
  constructor(private readonly waiting: Map<string, SpamVerdict>) {}

  add(verdict: SpamVerdict): void {
    this.waiting.set(keyOf(verdict.queueId, verdict.messageId), verdict);
    if (this.waiting.size <= CAPACITY) return;
    for (const key of this.waiting.keys()) {
      this.waiting.delete(key);
      return;
    }
  }

  take(queueId: string, messageId: string): SpamVerdict | undefined {
    const key = keyOf(queueId, messageId);
    const verdict = this.waiting.get(key);
    if (verdict !== undefined) this.waiting.delete(key);
    return verdict;
  }
}

function keyOf(queueId: string, messageId: string): string {
  return `${queueId} ${messageId}`;
}

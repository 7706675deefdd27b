import * as fc from 'fast-check';
import { MemoryLimiter } from '../src/limits/memory-limiter';
import { itLimits, newBucket } from './support/limiter-cases';

const limiter = new MemoryLimiter();

describe('buckets in memory', () => {
  itLimits(() => limiter);
});

it('admits exactly what a bucket that drips would', async () => {
  const steps = fc.array(
    fc.record({ cost: fc.integer({ min: 1, max: 120 }), waitMs: fc.integer({ min: 0, max: 5_000 }) }),
    {
      minLength: 1,
      maxLength: 60,
    },
  );
  await fc.assert(
    fc.asyncProperty(steps, fc.integer({ min: 1, max: 200 }), async (taken, rate) => {
      let now = 1_000;
      const timed = new MemoryLimiter(() => now);
      const bucket = newBucket({ rate, burst: 100 });
      let content = 100;
      for (const { cost, waitMs } of taken) {
        now += waitMs;
        content = Math.min(100, content + (rate * waitMs) / 1_000);
        const { refusal } = await timed.admit({ buckets: [bucket], cost, takesPlace: false });
        // Closer than rounding can tell, either answer is right.
        if (Math.abs(content - cost) > 1e-6) expect(refusal === undefined).toBe(content >= cost);
        if (!refusal) content -= cost;
      }
    }),
    { numRuns: 300, seed: 12 },
  );
});

import * as fc from 'fast-check';
import type { Admission, Bucket, Limiter } from '../../src/limits/limiter';

let made = 0;

/** A bucket that nobody has used. Slow, so that nothing comes back while a case runs, unless it is to. */
export const newBucket = (shape: Partial<Bucket> = {}): Bucket => ({
  policy: 'person',
  id: `person:${process.pid}-${made++}`,
  rate: 0.001,
  burst: 100,
  ...shape,
});

/** What every limiter does, wherever its buckets are. */
export function itLimits(limiter: () => Limiter): void {
  const take = (buckets: Bucket[], cost: number, takesPlace = false): Promise<Admission> =>
    limiter().admit({ buckets, cost, takesPlace });
  const left = async (bucket: Bucket): Promise<number> => {
    const { fullAfterMs } = await take([bucket], 0);
    return Math.round(bucket.burst - (fullAfterMs[0]! * bucket.rate) / 1_000);
  };

  it('lets a caller spend what is in the bucket, and no more', async () => {
    const bucket = newBucket();
    expect((await take([bucket], 60)).refusal).toBeUndefined();
    expect((await take([bucket], 40)).refusal).toBeUndefined();
    expect((await take([bucket], 1)).refusal).toMatchObject({ bucket: { id: bucket.id }, reason: 'BUDGET' });
    expect(await left(bucket)).toBe(0);
  });

  it('takes from all buckets or from none', async () => {
    const [narrow, wide] = [newBucket({ burst: 10 }), newBucket()];
    expect((await take([wide, narrow], 11)).refusal?.bucket.id).toBe(narrow.id);
    expect([await left(wide), await left(narrow)]).toEqual([100, 10]);
    expect((await take([wide, narrow], 10)).refusal).toBeUndefined();
    expect([await left(wide), await left(narrow)]).toEqual([90, 0]);
  });

  it('says when it is worth trying again', async () => {
    const bucket = newBucket({ rate: 2, burst: 100 });
    await take([bucket], 100);
    const { refusal } = await take([bucket], 60);
    // 60 at 2 in a second; less whatever came back meanwhile.
    expect(refusal!.retryAfterMs).toBeGreaterThan(20_000);
    expect(refusal!.retryAfterMs).toBeLessThanOrEqual(30_000);
  });

  it('fills again, and never higher than full', async () => {
    const bucket = newBucket({ rate: 100_000, burst: 100 });
    await take([bucket], 100);
    while ((await take([bucket], 100)).refusal) await new Promise((resolve) => setTimeout(resolve, 1));
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await left(bucket)).toBe(100);
  });

  it('takes back what is given back', async () => {
    const bucket = newBucket();
    await take([bucket], 100);
    await take([bucket], -30);
    expect(await left(bucket)).toBe(30);
    await take([bucket], -1_000);
    expect(await left(bucket)).toBe(100);
  });

  it('gives out as many places as there are, and again when they are given back', async () => {
    const bucket = newBucket({ places: 2 });
    const [first] = [await take([bucket], 1, true), await take([bucket], 1, true)];
    const refused = await take([bucket], 1, true);
    expect(refused.refusal).toMatchObject({ reason: 'PLACES' });
    refused.release();
    expect((await take([bucket], 1, true)).refusal).toBeDefined();
    expect((await take([bucket], 1, false)).refusal).toBeUndefined();
    first.release();
    await eventually(async () => (await take([bucket], 1, true)).refusal === undefined);
    expect((await take([bucket], 1, true)).refusal).toBeDefined();
  });

  it('costs nothing where there is no place', async () => {
    const [full, other] = [newBucket({ places: 1 }), newBucket({ places: 9 })];
    await take([full], 0, true);
    expect((await take([other, full], 5, true)).refusal?.bucket.id).toBe(full.id);
    expect([await left(full), await left(other)]).toEqual([100, 100]);
  });

  it('gives out the same once when many ask at the same time', async () => {
    const bucket = newBucket({ burst: 50, places: 7 });
    const admissions = await Promise.all(Array.from({ length: 60 }, () => take([bucket], 5, true)));
    expect(admissions.filter(({ refusal }) => !refusal)).toHaveLength(7);
    expect(await left(bucket)).toBe(15);
  });

  it('never admits more than the burst and what came back since', async () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 3 })), {
      minLength: 1,
      maxLength: 25,
    });
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 20_000 }), async (costs, rate) => {
        const bucket = newBucket({ rate, burst: 100 });
        const startedAt = performance.now();
        let admitted = 0;
        for (const [cost, pauseMs] of costs) {
          if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
          if (!(await take([bucket], cost)).refusal) admitted += cost;
          // One millisecond of tolerance: two clocks, of which one may be another process'.
          const seconds = (performance.now() - startedAt + 1) / 1_000;
          expect(admitted).toBeLessThanOrEqual(bucket.burst + rate * seconds);
        }
      }),
      { numRuns: 40, seed: 12 },
    );
  });
}

async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 5));
}

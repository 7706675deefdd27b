import { once } from 'node:events';
import { connect } from 'node:net';
import pino from 'pino';
import type { Limiter } from '../../gateway/src/limits/limiter';
import { MemoryLimiter } from '../../gateway/src/limits/memory-limiter';
import { createRedisLimiter } from '../../gateway/src/limits/redis-limiter';
import { itLimits, newBucket } from '../../gateway/test/support/limiter-cases';
import { describeWith } from '../support/debian';
import { eventually } from '../support/eventually';
import { type Redis, startRedis } from '../support/servers/redis';

let redis: Redis;
const opened: Limiter[] = [];

/** A limiter as one gateway has it, and what it logged. */
function openLimiter() {
  const logged: string[] = [];
  const log = pino({}, { write: (line: string) => logged.push((JSON.parse(line) as { msg: string }).msg) });
  const limiter = createRedisLimiter({ url: redis.url, substitute: new MemoryLimiter(), log });
  opened.push(limiter);
  return { limiter, logged };
}

const take = (limiter: Limiter, bucket = newBucket(), cost = 1, takesPlace = false) =>
  limiter.admit({ buckets: [bucket], cost, takesPlace });

/** Two limiters that both reach Redis: what one has taken, the other misses. */
async function openTwo() {
  const [first, second] = [openLimiter(), openLimiter()];
  await eventually(
    () => isShared(first.limiter, second.limiter),
    (shared) => shared,
  );
  return [first, second] as const;
}

async function isShared(first: Limiter, second: Limiter): Promise<boolean> {
  const bucket = newBucket({ burst: 1 });
  await take(first, bucket);
  return (await take(second, bucket)).refusal !== undefined;
}

/** Sends Redis a command from outside the limiters. */
async function command(text: string): Promise<void> {
  const socket = connect(Number(new URL(redis.url).port), '127.0.0.1');
  socket.write(`${text}\r\n`);
  await once(socket, 'data');
  socket.destroy();
}

describeWith(['redis-server'], 'buckets in Redis', () => {
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(async () => {
    await Promise.all(opened.map((limiter) => limiter.close()));
    await redis.stop();
  });

  describe('of one gateway', () => {
    let limiter: Limiter;
    beforeAll(async () => {
      [{ limiter }] = await openTwo();
    });
    itLimits(() => limiter);
  });

  describe('of two gateways', () => {
    it('are the same', async () => {
      const [first, second] = await openTwo();
      const bucket = newBucket({ burst: 50, places: 7 });
      const all = await Promise.all(
        Array.from({ length: 60 }, (_, index) =>
          take(index % 2 ? first.limiter : second.limiter, bucket, 5, true),
        ),
      );
      expect(all.filter(({ refusal }) => !refusal)).toHaveLength(7);
    });

    it('have a place again that the other gateway gave back', async () => {
      const [first, second] = await openTwo();
      const bucket = newBucket({ places: 1 });
      const admission = await take(first.limiter, bucket, 1, true);
      expect((await take(second.limiter, bucket, 1, true)).refusal?.reason).toBe('PLACES');
      admission.release();
      await eventually(
        () => take(second.limiter, bucket, 1, true),
        ({ refusal }) => refusal === undefined,
      );
    });
  });

  it('are kept by each gateway alone while there is no Redis, and together again afterwards', async () => {
    const [first, second] = await openTwo();
    await redis.end();
    const bucket = newBucket({ burst: 3 });
    for (const { limiter } of [first, second]) {
      const all = await Promise.all(Array.from({ length: 5 }, () => take(limiter, bucket)));
      expect(all.filter(({ refusal }) => !refusal)).toHaveLength(3);
    }
    await redis.restart();
    await eventually(
      () => isShared(first.limiter, second.limiter),
      (shared) => shared,
    );
    const warnings = first.logged.filter((line) => line.includes('cannot be reached'));
    expect([warnings.length, first.logged.at(-1)]).toEqual([
      1,
      'Redis can be reached again: the gateways limit their callers together',
    ]);
  });

  it('are limited all the same while Redis takes its time', async () => {
    const [{ limiter, logged }] = await openTwo();
    await command('CLIENT PAUSE 3000 ALL');
    const bucket = newBucket({ burst: 3 });
    const all = await Promise.all(Array.from({ length: 9 }, () => take(limiter, bucket)));
    expect(all.filter(({ refusal }) => !refusal)).toHaveLength(3);
    expect(logged.at(-1)).toMatch(/cannot be reached/);
  });
});

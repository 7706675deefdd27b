import { type GatewayProcess, startGatewayProcess } from '../../gateway/test/support/gateway-process';
import { codesOf, send } from '../../gateway/test/support/graphql-request';
import { startWorld, type World } from '../../gateway/test/support/world';
import { describeWith } from '../support/debian';
import { eventually } from '../support/eventually';
import { type Redis, startRedis } from '../support/servers/redis';

// Three gateways start, each of which may take its time where others run beside them.

/** A thousandth of it a second: nothing comes back while a test runs. */
const FACTOR = 0.001;
const BUDGET = 10;

let redis: Redis;
let world: World;
let second: GatewayProcess;
let made = 0;

/** Asks from the address that a proxy names; each has a budget of its own. */
const ask = ({ url }: GatewayProcess, address: string) =>
  send(url, '{ mailbox(id: "a") { id } }', { headers: { 'x-forwarded-for': address } });
const newAddress = () => `198.51.100.${made++}`;

/** How many of some requests that come to both gateways in turn are answered. */
async function answered(address: string, count: number): Promise<number> {
  let sum = 0;
  for (let asked = 0; asked < count; asked++) {
    const { status } = await ask(asked % 2 ? world.gateway : second, address);
    expect([200, 429]).toContain(status);
    sum += Number(status === 200);
  }
  return sum;
}

describeWith(['redis-server'], 'two gateways with one Redis', () => {
  beforeAll(async () => {
    redis = await startRedis();
    world = await startWorld({
      LIMIT_FACTOR: String(FACTOR),
      RATE_LIMIT_NETWORK: `1:${BUDGET / FACTOR}`,
      MAX_CONCURRENT_NETWORK: String(32 / FACTOR),
      TRUSTED_PROXIES: '127.0.0.0/8',
      REDIS_URL: redis.url,
    });
    second = await startGatewayProcess(world.environment);
  });
  afterAll(async () => {
    await second.stop();
    await world.stop();
    await redis.stop();
  });

  it('give a caller one budget', async () => {
    expect(await answered(newAddress(), 2 * BUDGET)).toBe(BUDGET);
  });

  it('give each caller a budget of its own from each while there is none, and go on together afterwards', async () => {
    await redis.end();
    const address = newAddress();
    expect(await answered(address, 3 * BUDGET)).toBe(2 * BUDGET);
    expect(codesOf(await ask(second, address))).toEqual(['RATE_LIMITED']);
    await redis.restart();
    await eventually(
      () => answered(newAddress(), 2 * BUDGET),
      (sum) => sum === BUDGET,
    );
    for (const { log } of [world.gateway, second]) {
      expect(log.filter((line) => line.includes('Redis cannot be reached'))).toHaveLength(1);
      expect(log.filter((line) => line.includes('Redis can be reached again'))).toHaveLength(1);
    }
  });

  it('start while there is none', async () => {
    await redis.end();
    const third = await startGatewayProcess(world.environment);
    expect((await ask(third, newAddress())).status).toBe(200);
    await third.stop();
    await redis.restart();
  });
});

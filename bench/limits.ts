/**
 * What the limits of callers cost: processor time to count an operation and take it from the buckets, as a share of what
 * the gateway spends on the whole request. In memory, and with a Redis of its own where redis-server is installed:
 * `node --conditions=source -r @swc-node/register bench/limits.ts`
 */
import { existsSync } from 'node:fs';
import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import { buildASTSchema, parse } from 'graphql';
import { pino } from 'pino';
import { startRedis } from '../e2e/support/servers/redis';
import type { LimitSettings } from '../gateway/src/limits/limit-settings';
import { createLimits, type Limits } from '../gateway/src/limits/limits';
import { countCost } from '../gateway/src/plugins/limits/count-cost';
import { parseSupergraph } from '../gateway/src/supergraph/supergraph';
import { send } from '../gateway/test/support/graphql-request';
import { startWorld, type World } from '../gateway/test/support/world';
import { processorTimeOf } from './processor-time/processor-time';

const ROUNDS = 3;
const REQUESTS = 1_000;
const AT_ONCE = 8;
const ADMISSIONS = 20_000;

const PLENTY = { rate: 1e6, burst: 1e9, places: 1_000 };

const PRINCIPAL = {
  kind: 'API_KEY',
  id: 'key_1',
  scopes: ['mail:read'],
  roles: { org_1: 'ADMINISTRATOR' },
} as const;

const OPERATIONS = {
  'one object of one subgraph': '{ mailbox(id: "a") { id address } }',
  'a page, joined from two':
    '{ search(first: 20) { nodes { id address activity } } mailboxes { id activity } }',
};

async function main(): Promise<void> {
  const world = await startWorld();
  const redis = existsSync('/usr/bin/redis-server') ? await startRedis() : undefined;
  const settings = (redisUrl?: string): LimitSettings => ({
    organization: PLENTY,
    apiKey: PLENTY,
    person: PLENTY,
    network: PLENTY,
    refusedCredentials: PLENTY,
    redisUrl,
    trustedProxies: [],
    forwardedHeader: 'x-forwarded-for',
  });
  // It says when Redis does not keep up, and what is measured is not what it should be.
  const log = pino({ level: 'warn' });
  const places = new Map([['memory', createLimits(settings(), 'secret', log)]]);
  if (redis) places.set('Redis', createLimits(settings(redis.url), 'secret', log));
  try {
    console.log('share of the gateway   limits (µs)   request (µs)   buckets   operation');
    for (const [name, query] of Object.entries(OPERATIONS)) {
      for (const [kind, limits] of places) {
        const shares: number[] = [];
        let [limit, request] = [0, 0];
        for (let round = 0; round < ROUNDS; round++) {
          request = await costOfRequest(world, query);
          limit = await costOfLimits(world, query, limits);
          shares.push(limit / request);
        }
        const share = shares.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? NaN;
        console.log(
          `${(share * 100).toFixed(1).padStart(18)} % ${limit.toFixed(1).padStart(13)} ${request.toFixed(0).padStart(14)}   ${kind.padEnd(7)}   ${name}`,
        );
      }
    }
  } finally {
    await Promise.all([...places.values()].map((limits) => limits.close()));
    await redis?.stop();
    await world.stop();
  }
}

/** Microseconds of the gateway's processor time for a request. */
async function costOfRequest({ gateway }: World, query: string): Promise<number> {
  const ask = async (count: number) => {
    for (let asked = 0; asked < count; asked++) {
      const { errors } = await send(gateway.url, query);
      if (errors) throw new Error(JSON.stringify(errors));
    }
  };
  const askAll = (count: number) => Promise.all(Array.from({ length: AT_ONCE }, () => ask(count / AT_ONCE)));
  await askAll(REQUESTS / 2);
  const before = processorTimeOf(gateway.child.pid);
  await askAll(REQUESTS);
  return ((processorTimeOf(gateway.child.pid) - before) * 1_000) / REQUESTS;
}

/** The same of what the limits do for it. */
async function costOfLimits({ supergraph }: World, query: string, limits: Limits): Promise<number> {
  const { costs } = parseSupergraph(supergraph.sdl);
  const schema = buildASTSchema(transformSupergraphToPublicSchema(parse(supergraph.sdl)));
  const document = parse(query);
  const network = () => ({ network: 'a', surroundings: undefined });
  const admit = async (count: number) => {
    for (let admitted = 0; admitted < count; admitted++) {
      const { cost } = countCost({ schema, document }, costs);
      const verdict = await limits.callers.admit(
        { principal: PRINCIPAL, network },
        { cost, takesPlace: true },
      );
      if (verdict.error) throw verdict.error;
      verdict.release();
    }
  };
  const admitAll = (count: number) =>
    Promise.all(Array.from({ length: AT_ONCE }, () => admit(count / AT_ONCE)));
  await admitAll(ADMISSIONS / 2);
  const before = process.cpuUsage();
  await admitAll(ADMISSIONS);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / ADMISSIONS;
}

void main();

import { defineScript } from '@redis/client';
import { type AdmissionRequest, type Bucket, capacityMs, msPerUnit, RETRY_FOR_PLACE_MS } from './limiter';

/**
 * What MemoryLimiter does, in one step of Redis: no other gateway sees a part of it, and the time is Redis' own, so
 * the gateways' clocks need not agree. A place is a lease in a sorted set, which ends by itself where a gateway died
 * with it.
 */
const LUA = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local cost, lease, leaseMs, retryForPlace = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local before, after = {}, {}
local refusedBy, reason, wait = 0, '', 0
for i = 1, #KEYS / 2 do
  local perUnit, capacity, places = tonumber(ARGV[3 * i + 2]), tonumber(ARGV[3 * i + 3]), tonumber(ARGV[3 * i + 4])
  before[i] = math.max(0, tonumber(redis.call('GET', KEYS[2 * i - 1]) or now) - now)
  after[i] = math.max(0, before[i] + cost * perUnit)
  local missing = after[i] - capacity
  if cost > 0 and missing > wait then
    refusedBy, reason, wait = i, 'BUDGET', missing
  end
  if lease ~= '' and places >= 0 then
    redis.call('ZREMRANGEBYSCORE', KEYS[2 * i], '-inf', now)
    if redis.call('ZCARD', KEYS[2 * i]) >= places and retryForPlace > wait then
      refusedBy, reason, wait = i, 'PLACES', retryForPlace
    end
  end
end
local answer = { tostring(refusedBy), reason, string.format('%.3f', wait) }
for i = 1, #KEYS / 2 do
  local fullAfter = before[i]
  if refusedBy == 0 then
    fullAfter = after[i]
    if fullAfter > 0 then
      redis.call('SET', KEYS[2 * i - 1], string.format('%.17g', now + fullAfter), 'PX', math.ceil(fullAfter))
    else
      redis.call('DEL', KEYS[2 * i - 1])
    end
    if lease ~= '' and tonumber(ARGV[3 * i + 4]) >= 0 then
      redis.call('ZADD', KEYS[2 * i], now + leaseMs, lease)
      redis.call('PEXPIRE', KEYS[2 * i], leaseMs)
    end
  end
  answer[i + 3] = string.format('%.3f', fullAfter)
end
return answer
`;

/** Longer than any operation: each request to a subgraph has its deadline, and no plan has many after each other. */
const LEASE_MS = 120_000;

const PREFIX = 'hostgraph:limits:';

const placesKey = (id: string): string => `${PREFIX}places:${id}`;

export const ADMISSION_SCRIPT = defineScript({
  SCRIPT: LUA,
  // The keys come with their number, by `pushKeysLength`, as they differ from call to call.
  parseCommand(parser, { buckets, cost }: AdmissionRequest, lease: string) {
    parser.pushKeysLength(buckets.flatMap(({ id }) => [`${PREFIX}budget:${id}`, placesKey(id)]));
    parser.push(String(cost), lease, String(LEASE_MS), String(RETRY_FOR_PLACE_MS));
    for (const bucket of buckets) {
      parser.push(String(msPerUnit(bucket)), String(capacityMs(bucket)), String(bucket.places ?? -1));
    }
  },
  transformReply: (reply: unknown) => reply as readonly [string, 'BUDGET' | 'PLACES', string, ...string[]],
});

/** Gives places back, in all buckets at once. */
export const RELEASE_SCRIPT = defineScript({
  SCRIPT: "for i = 1, #KEYS do redis.call('ZREM', KEYS[i], ARGV[1]) end",
  parseCommand(parser, buckets: readonly Bucket[], lease: string) {
    parser.pushKeysLength(buckets.map(({ id }) => placesKey(id)));
    parser.push(lease);
  },
  transformReply: () => undefined,
});

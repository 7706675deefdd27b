import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { FORWARDED_HEADERS, type ForwardedHeader } from './forwarded-addresses';

export interface Budget {
  /** Cost that comes back in a second. */
  readonly rate: number;
  /** Cost that may be spent at once. */
  readonly burst: number;
}

export interface CallerLimit extends Budget {
  /** Operations that may be in flight at once. */
  readonly places: number;
}

/** What callers may ask for, and how it is known who they are. */
export interface LimitSettings {
  readonly organization: CallerLimit;
  readonly apiKey: CallerLimit;
  readonly person: CallerLimit;
  /** Callers who do not say who they are. */
  readonly network: CallerLimit;
  /** Credentials that are refused, counted as one each. */
  readonly refusedCredentials: Budget;
  /** Where several gateways count together; undefined for one gateway by itself. */
  readonly redisUrl: string | undefined;
  /** Networks of the proxies in front of the gateway, as CIDR, and the header in which they say whom they speak for. */
  readonly trustedProxies: readonly string[];
  readonly forwardedHeader: ForwardedHeader;
}

/** `RATE:BURST`, such as `500:25000`. */
const budget = (fallback: string) =>
  z
    .string()
    .regex(/^[1-9]\d{0,8}:[1-9]\d{0,11}$/, { error: 'must be RATE:BURST, such as 500:25000' })
    .default(fallback)
    .transform((text): Budget => {
      const [rate = 1, burst = 1] = text.split(':').map(Number);
      return { rate, burst };
    });

const places = (fallback: number) => z.coerce.number().int().positive().default(fallback);

const networks = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((range) => (range.trim() === '' ? [] : [range.trim()])))
  .refine((ranges) => ranges.every((range) => ipaddr.isValidCIDR(range)), {
    error: 'must be networks as CIDR, separated by commas, such as 10.0.0.0/8,fd00::/8',
  });

/** The settings, by environment variable. */
export const LIMIT_VARIABLES = {
  RATE_LIMIT_ORGANIZATION: budget('1000:50000'),
  RATE_LIMIT_API_KEY: budget('500:25000'),
  RATE_LIMIT_PERSON: budget('500:25000'),
  RATE_LIMIT_NETWORK: budget('100:10000'),
  RATE_LIMIT_REFUSED_CREDENTIALS: budget('1:100'),
  MAX_CONCURRENT_ORGANIZATION: places(32),
  MAX_CONCURRENT_API_KEY: places(16),
  MAX_CONCURRENT_PERSON: places(16),
  MAX_CONCURRENT_NETWORK: places(32),
  LIMIT_FACTOR: z.coerce.number().positive().max(1e6).default(1),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be a redis or rediss URL' }).optional(),
  TRUSTED_PROXIES: networks,
  FORWARDED_HEADER: z.enum(FORWARDED_HEADERS).default('x-forwarded-for'),
};

type LimitVariables = z.infer<z.ZodObject<typeof LIMIT_VARIABLES>>;

export function limitSettings(env: LimitVariables): LimitSettings {
  const factor = env.LIMIT_FACTOR;
  const budgetOf = ({ rate, burst }: Budget): Budget => ({
    rate: rate * factor,
    burst: Math.ceil(burst * factor),
  });
  const limitOf = (ofBudget: Budget, ofPlaces: number): CallerLimit => ({
    ...budgetOf(ofBudget),
    places: Math.ceil(ofPlaces * factor),
  });
  return {
    organization: limitOf(env.RATE_LIMIT_ORGANIZATION, env.MAX_CONCURRENT_ORGANIZATION),
    apiKey: limitOf(env.RATE_LIMIT_API_KEY, env.MAX_CONCURRENT_API_KEY),
    person: limitOf(env.RATE_LIMIT_PERSON, env.MAX_CONCURRENT_PERSON),
    network: limitOf(env.RATE_LIMIT_NETWORK, env.MAX_CONCURRENT_NETWORK),
    refusedCredentials: budgetOf(env.RATE_LIMIT_REFUSED_CREDENTIALS),
    redisUrl: env.REDIS_URL,
    trustedProxies: env.TRUSTED_PROXIES,
    forwardedHeader: env.FORWARDED_HEADER,
  };
}

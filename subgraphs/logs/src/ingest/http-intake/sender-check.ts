import { createHash } from 'node:crypto';
import { parseApiKey } from '@hostgraph/api-key-format';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { IntakeError } from './intake-errors';

/** @returns the public id of the API key. @throws IntakeError */
export type CheckSender = (authorization: string | undefined) => Promise<string>;

/** As the gateway remembers keys: a revoked one counts for so long at most, beside the gateway's own time. */
const REMEMBERED_MS = 5_000;
/** One that has just been made should work. */
const UNKNOWN_REMEMBERED_MS = 1_000;
const REMEMBERED = 1000;
/** Keys that are being asked for at the same time: whoever guesses must not flood the gateway. */
const MAX_QUESTIONS = 8;
const TIMEOUT_MS = 5_000;

const SCOPE = 'LOGS_INGEST';
const QUERY = '{ viewer { scopes } }';

const answerSchema = z.object({
  data: z.object({ viewer: z.object({ scopes: z.array(z.string()) }).nullable() }).nullish(),
  errors: z.array(z.object({ extensions: z.object({ code: z.string() }).optional() })).optional(),
});

type Standing = 'MAY_INGEST' | 'MAY_NOT' | 'UNKNOWN';

/** Asks the gateway, which alone can tell whose a key is and what it may do. @param gateway its GraphQL endpoint */
export function createSenderCheck(gateway: URL): CheckSender {
  let questions = 0;

  async function ask(key: string): Promise<Standing> {
    if (questions >= MAX_QUESTIONS) throw new IntakeError('SERVICE_UNAVAILABLE');
    questions += 1;
    try {
      return await standingOf(gateway, key);
    } finally {
      questions -= 1;
    }
  }

  // `fetch` of the cache lets all requests with one key wait for one question; a failure is not remembered.
  const known = new LRUCache<string, Standing, string>({
    max: REMEMBERED,
    ttl: REMEMBERED_MS,
    ttlResolution: 0,
    async fetchMethod(_digest, _stale, { options, context }) {
      const standing = await ask(context);
      if (standing === 'UNKNOWN') options.ttl = UNKNOWN_REMEMBERED_MS;
      return standing;
    },
  });

  return async (authorization) => {
    const [, text = ''] = /^Bearer +([^\s]+) *$/i.exec(authorization ?? '') ?? [];
    const key = parseApiKey(text);
    if (key?.mode !== 'live') throw new IntakeError('UNAUTHENTICATED');
    // A digest, so that a dump of the memory holds no keys.
    const digest = createHash('sha256').update(text).digest('base64');
    const standing = await known.forceFetch(digest, { context: text });
    if (standing === 'UNKNOWN') throw new IntakeError('UNAUTHENTICATED');
    if (standing === 'MAY_NOT') throw new IntakeError('FORBIDDEN');
    return key.keyId;
  };
}

/** @throws IntakeError where the gateway does not say */
async function standingOf(gateway: URL, key: string): Promise<Standing> {
  const answer = await question(gateway, key).catch(() => undefined);
  const { data, errors } = answerSchema.safeParse(answer).data ?? {};
  if (data?.viewer) return data.viewer.scopes.includes(SCOPE) ? 'MAY_INGEST' : 'MAY_NOT';
  if (errors?.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED') === true) return 'UNKNOWN';
  throw new IntakeError('SERVICE_UNAVAILABLE');
}

async function question(gateway: URL, key: string): Promise<unknown> {
  const response = await fetch(gateway, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUERY }),
    // Another address has no business with the key.
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return response.json();
}

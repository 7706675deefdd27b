import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { formatApiKey } from '@hostgraph/api-key-format';
import { type RequestContext, Setting } from '@hostgraph/subgraph-kit';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const KEY_ID_LENGTH = 16;
const SECRET_LENGTH = 43;

/** The key of all hashes. With another one no known key is valid. */
export const API_KEY_PEPPER = new Setting<Buffer | undefined>(undefined);

/**
 * What is stored in place of a secret. HMAC-SHA-256 and no slow password hash: 256 random bits cannot be tried
 * out, and the pepper makes a stolen table worthless.
 */
function hashSecret(ctx: RequestContext, secret: string): Buffer {
  const pepper = ctx.settings.get(API_KEY_PEPPER);
  if (!pepper) throw new Error('There is no pepper');
  return createHmac('sha256', pepper).update(secret).digest();
}

/** Matches no secret, and takes as long as any other. */
const NO_HASH = Buffer.alloc(32);

/** Whether a secret is the hashed one, in a time that tells nothing, not even whether there is a hash. */
export const isSecretOf = (ctx: RequestContext, hash: Buffer | undefined, secret: string): boolean =>
  timingSafeEqual(hashSecret(ctx, secret), hash ?? NO_HASH) && hash !== undefined;

/** A new key: `text` is the whole of it, for its owner's eyes. */
export function generateApiKey(ctx: RequestContext): {
  id: string;
  text: string;
  hint: string;
  secretHash: Buffer;
} {
  const id = random(KEY_ID_LENGTH);
  const secret = random(SECRET_LENGTH);
  return {
    id,
    text: formatApiKey({ mode: 'live', keyId: id, secret }),
    hint: `hg_live_${id}`,
    secretHash: hashSecret(ctx, secret),
  };
}

const random = (length: number): string =>
  Array.from({ length }, () => BASE62.charAt(randomInt(BASE62.length))).join('');

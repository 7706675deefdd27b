import { crc32 } from 'node:zlib';

/** What every API key begins with, so that scanners for leaked secrets can find one in text. */
export const API_KEY_PREFIX = 'hg_';

/** `live` acts on the organization's real data, `test` on an isolated copy. */
export type ApiKeyMode = 'live' | 'test';

export interface ApiKey {
  readonly mode: ApiKeyMode;
  /** 16 base62 characters: finds the key's row; not secret. */
  readonly keyId: string;
  /** 43 base62 characters, which is 256 bits: secret. */
  readonly secret: string;
}

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECKSUM_LENGTH = 6;
const SHAPE = /^(hg_(live|test)_([0-9A-Za-z]{16})_([0-9A-Za-z]{43}))_([0-9A-Za-z]{6})$/;

/**
 * Writes a key as `hg_<mode>_<keyId>_<secret>_<checksum>`.
 *
 * @throws RangeError when the id or secret is not of the stated shape
 */
export function formatApiKey({ mode, keyId, secret }: ApiKey): string {
  const body = `${API_KEY_PREFIX}${mode}_${keyId}_${secret}`;
  const text = `${body}_${checksum(body)}`;
  if (!SHAPE.test(text))
    throw new RangeError('An API key has an id of 16 and a secret of 43 base62 characters');
  return text;
}

/**
 * Reads a key. The checksum turns away mistyped and invented keys without a look-up; it proves nothing else,
 * as anybody can compute it.
 *
 * @returns undefined when the text is not a key
 */
export function parseApiKey(text: string): ApiKey | undefined {
  const [, body, mode, keyId, secret, sum] = SHAPE.exec(text) ?? [];
  if (!body || !mode || !keyId || !secret || sum !== checksum(body)) return undefined;
  return { mode: mode as ApiKeyMode, keyId, secret };
}

/** CRC-32 in base62, most significant digit first, padded with `0` to six digits (62⁶ > 2³²). */
function checksum(body: string): string {
  let rest = crc32(body);
  let digits = '';
  while (digits.length < CHECKSUM_LENGTH) {
    digits = BASE62.charAt(rest % BASE62.length) + digits;
    rest = Math.floor(rest / BASE62.length);
  }
  return digits;
}

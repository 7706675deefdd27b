import { API_KEY_PREFIX, type ApiKey, parseApiKey } from '@hostgraph/api-key-format';

/** What a caller shows to prove who they are. */
export type Credential =
  | { type: 'NONE' }
  | { type: 'API_KEY'; text: string; key: ApiKey }
  | { type: 'ACCESS_TOKEN'; text: string }
  /** Could not be genuine, which is clear without asking anybody. */
  | { type: 'MALFORMED' };

/** Longer than any token that an identity provider gives out; what is longer is not hashed, decoded or verified. */
const MAX_LENGTH = 8_192;

/** JWS compact serialization (RFC 7515, section 7.1). */
const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** Reads the header Authorization (RFC 6750, section 2.1). */
export function readCredential(authorization: string | null): Credential {
  if (authorization === null) return { type: 'NONE' };
  if (authorization.length > MAX_LENGTH) return { type: 'MALFORMED' };
  const [, text] = /^Bearer +([^\s]+) *$/i.exec(authorization) ?? [];
  if (!text) return { type: 'MALFORMED' };
  if (text.startsWith(API_KEY_PREFIX)) {
    const key = parseApiKey(text);
    // There is no isolated copy for test keys to act on yet, and with a key's id and secret they would act as live.
    return key?.mode === 'live' ? { type: 'API_KEY', text, key } : { type: 'MALFORMED' };
  }
  return JWT.test(text) ? { type: 'ACCESS_TOKEN', text } : { type: 'MALFORMED' };
}

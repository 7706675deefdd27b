import { exportJWK, generateKeyPair } from 'jose';

/** With what the gateway vouches for callers, and the subgraphs check it; both as JSON. */
export interface InternalKeys {
  /** Private Ed25519 key (RFC 8037). */
  readonly signingKey: string;
  /** The public key as a JWK Set (RFC 7517). */
  readonly jwks: string;
}

/** New keys for one run: the tokens that they sign live for a minute, so nothing outlives a restart. */
export async function createInternalKeys(): Promise<InternalKeys> {
  const { privateKey, publicKey } = await generateKeyPair('Ed25519', { extractable: true });
  return {
    signingKey: JSON.stringify(await exportJWK(privateKey)),
    jwks: JSON.stringify({ keys: [await exportJWK(publicKey)] }),
  };
}

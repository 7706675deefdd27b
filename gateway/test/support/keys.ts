import { createPrincipalVerifier, type VerifyPrincipal } from '@hostgraph/principal';
import { exportJWK, generateKeyPair } from 'jose';

export interface InternalKeys {
  /** Value of INTERNAL_SIGNING_KEY. */
  readonly privateJwk: string;
  /** What the subgraph of this name verifies by. */
  verifierOf(audience: string): VerifyPrincipal;
}

export async function createInternalKeys(): Promise<InternalKeys> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const publicJwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'test' }] };
  return {
    privateJwk: JSON.stringify({ ...(await exportJWK(privateKey)), kid: 'test' }),
    verifierOf: (audience) => createPrincipalVerifier(publicJwks, audience),
  };
}

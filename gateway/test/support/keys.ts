import { createPrincipalVerifier, type VerifyPrincipal } from '@hostgraph/principal';
import { exportJWK, generateKeyPair } from 'jose';

export interface InternalKeys {
  /** Value of INTERNAL_SIGNING_KEY. */
  privateJwk: string;
  verify: VerifyPrincipal;
}

export async function createInternalKeys(): Promise<InternalKeys> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  return {
    privateJwk: JSON.stringify({ ...(await exportJWK(privateKey)), kid: 'test' }),
    verify: createPrincipalVerifier({ keys: [{ ...(await exportJWK(publicKey)), kid: 'test' }] }),
  };
}

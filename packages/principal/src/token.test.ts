import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createPrincipalSigner, createPrincipalVerifier, type Principal } from './index';

const administrator: Principal = {
  kind: 'PERSON',
  id: 'usr_1',
  scopes: ['mail:read'],
  roles: { org_1: 'ADMINISTRATOR' },
};

async function keyPair() {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  return { privateJwk: await exportJWK(privateKey), publicJwk: await exportJWK(publicKey), privateKey };
}

describe('principal token', () => {
  it('carries a principal from signer to verifier', async () => {
    const { privateJwk, publicJwk } = await keyPair();
    const sign = await createPrincipalSigner(privateJwk, 60);
    const verify = createPrincipalVerifier({ keys: [publicJwk] });
    const token = await sign(administrator);
    expect(await verify(token)).toEqual(administrator);
    expect(await verify(token)).toEqual(administrator);
  });

  it('refuses a token signed by a stranger', async () => {
    const [ours, theirs] = [await keyPair(), await keyPair()];
    const token = await (await createPrincipalSigner(theirs.privateJwk, 60))(administrator);
    await expect(createPrincipalVerifier({ keys: [ours.publicJwk] })(token)).rejects.toThrow();
  });

  it('refuses a token once it expired, also when it was accepted before', async () => {
    const { privateJwk, publicJwk } = await keyPair();
    const verify = createPrincipalVerifier({ keys: [publicJwk] });
    const token = await (await createPrincipalSigner(privateJwk, 1))(administrator);
    await verify(token);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await expect(verify(token)).rejects.toThrow(/exp/);
  });

  it('refuses claims of the wrong shape and tokens for another audience', async () => {
    const { privateKey, publicJwk } = await keyPair();
    const verify = createPrincipalVerifier({ keys: [publicJwk] });
    const base = (claims: Record<string, unknown>, audience: string) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'EdDSA' })
        .setIssuer('hostgraph-gateway')
        .setAudience(audience)
        .setSubject('usr_1')
        .setExpirationTime('60s')
        .sign(privateKey);
    await expect(
      verify(await base({ kind: 'ROOT', scopes: [], roles: {} }, 'hostgraph-subgraphs')),
    ).rejects.toThrow();
    await expect(verify(await base({ kind: 'PERSON', scopes: [], roles: {} }, 'elsewhere'))).rejects.toThrow(
      /aud/,
    );
  });
});

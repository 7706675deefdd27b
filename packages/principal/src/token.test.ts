import { generateKeyPairSync } from 'node:crypto';
import { type JWTPayload, SignJWT } from 'jose';
import { createPrincipalSigner, createPrincipalVerifier, type Principal } from './index';

const administrator: Principal = {
  kind: 'PERSON',
  id: 'usr_1',
  scopes: ['mail:read'],
  roles: { org_1: 'ADMINISTRATOR' },
};

function keyPair(kid?: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const named = kid === undefined ? {} : { kid };
  return {
    privateKey,
    privateJwk: { ...privateKey.export({ format: 'jwk' }), ...named },
    publicJwk: { ...publicKey.export({ format: 'jwk' }), ...named },
  };
}

const sent = { requestId: 'request-1', content: '{"query":"{ a }"}' };
const { privateKey, privateJwk, publicJwk } = keyPair();
const sign = createPrincipalSigner(privateJwk, 60);
const verify = createPrincipalVerifier({ keys: [publicJwk] }, 'mail');
const token = sign(administrator, { ...sent, audience: 'mail' });

describe('the principal token', () => {
  it('carries a principal from signer to verifier', () => {
    expect(verify(token, sent)).toEqual(administrator);
    expect(verify(token, { ...sent, content: Buffer.from(sent.content) })).toEqual(administrator);
  });

  it('is good for one subgraph', () => {
    const logs = createPrincipalVerifier({ keys: [publicJwk] }, 'logs');
    expect(() => logs(token, sent)).toThrow(/^aud/);
  });

  it.each([
    ['another body', { ...sent, content: '{"query":"{ b }"}' }],
    ['no body', { ...sent, content: '' }],
    ['another request id', { ...sent, requestId: 'request-2' }],
    ['the border between the two moved', { requestId: '', content: `request-1\n${sent.content}` }],
  ])('is not good for %s', (_name, request) => {
    expect(() => verify(token, request)).toThrow(/^req/);
  });

  it('ends', async () => {
    const short = createPrincipalSigner(privateJwk, 0.2)(administrator, { ...sent, audience: 'mail' });
    expect(verify(short, sent)).toEqual(administrator);
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(() => verify(short, sent)).toThrow(/^exp/);
  });

  it('is found among several keys by its name, as while they are changed', () => {
    const [old, next] = [keyPair('old'), keyPair('next')];
    const both = createPrincipalVerifier({ keys: [old.publicJwk, next.publicJwk] }, 'mail');
    for (const pair of [old, next]) {
      const statement = createPrincipalSigner(pair.privateJwk, 60)(administrator, {
        ...sent,
        audience: 'mail',
      });
      expect(both(statement, sent)).toEqual(administrator);
    }
  });

  it('is not taken from a stranger, nor changed', () => {
    const forged = createPrincipalSigner(keyPair().privateJwk, 60)(administrator, {
      ...sent,
      audience: 'mail',
    });
    expect(() => verify(forged, sent)).toThrow(/^signature/);
    const [header, , signature] = token.split('.');
    const [, payload] = forged.split('.');
    expect(() => verify([header, payload, signature].join('.'), sent)).toThrow(/^signature/);
    expect(() => verify(`${token}.x`, sent)).toThrow(/^signature/);
    for (const rubbish of ['', '.', '..', 'a.b.c', 'null.null.null']) {
      expect(() => verify(rubbish, sent)).toThrow();
    }
  });

  it('is of one algorithm, whatever its header says', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const [, payload] = token.split('.');
    expect(() => verify(`${part({ alg: 'none' })}.${payload}.`, sent)).toThrow();
    const secret = Buffer.from(publicJwk.x!, 'base64url');
    const symmetric = await new SignJWT(claimsOf(token)).setProtectedHeader({ alg: 'HS256' }).sign(secret);
    expect(() => verify(symmetric, sent)).toThrow();
  });

  it.each<[string, JWTPayload]>([
    ['an unknown kind', { kind: 'ROOT' }],
    ['another issuer', { iss: 'somebody' }],
    ['no end', { exp: undefined as never }],
    ['several audiences', { aud: ['mail', 'logs'] }],
    ['no request', { req: undefined }],
  ])('with %s is refused, also when the gateway signed it', async (_name, claims) => {
    const statement = await new SignJWT({ ...claimsOf(token), ...claims })
      .setProtectedHeader({ alg: 'EdDSA' })
      .sign(privateKey);
    expect(() => verify(statement, sent)).toThrow();
  });
});

const claimsOf = (statement: string): JWTPayload =>
  JSON.parse(Buffer.from(statement.split('.')[1]!, 'base64url').toString()) as JWTPayload;

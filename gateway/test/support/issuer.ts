import { CompactSign, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { type HttpServer, startHttpServer } from './http-server';

/** Claims that replace the usual ones; null leaves one out. */
type Claims = Record<string, string | number | null>;

export interface Issuer {
  readonly url: string;
  readonly requests: string[];
  /** Signs an access token; claims and header can be made wrong on purpose. */
  token(claims?: Claims, header?: { typ?: string }): Promise<string>;
  /** Signs claims in JSON as they stand there, which replace the usual ones: what no serializer would write. */
  tokenOf(claims: string): Promise<string>;
  /** Signs with a key that the issuer does not publish, under a published key's id. */
  forgedToken(): Promise<string>;
  stop(): Promise<void>;
}

/** An OpenID Connect issuer, as far as a resource server sees it. */
export async function startIssuer(): Promise<Issuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const stranger = await generateKeyPair('ES256');
  const requests: string[] = [];
  const jwk = { ...(await exportJWK(publicKey)), kid: 'issuer-1', alg: 'ES256', use: 'sig' };
  const issuer: HttpServer = await startHttpServer((req, res) => {
    requests.push(req.url ?? '');
    res.setHeader('content-type', 'application/json');
    if (req.url === '/.well-known/openid-configuration') {
      res.end(JSON.stringify({ issuer: issuer.url, jwks_uri: `${issuer.url}/jwks` }));
    } else res.end(JSON.stringify({ keys: [jwk] }));
  });
  const sign = (claims: Claims, header: { typ?: string }, key = privateKey) => {
    const all: Claims = {
      iss: issuer.url,
      aud: 'urn:hostgraph:api',
      sub: 'person-1',
      exp: Math.floor(Date.now() / 1000) + 60,
      ...claims,
    };
    return new SignJWT(Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null)))
      .setProtectedHeader({ alg: 'ES256', kid: 'issuer-1', typ: 'at+jwt', ...header })
      .sign(key);
  };
  return {
    url: issuer.url,
    requests,
    token: (claims = {}, header = {}) => sign(claims, header),
    tokenOf(claims) {
      const usual = JSON.stringify({
        iss: issuer.url,
        aud: 'urn:hostgraph:api',
        sub: 'person-1',
        exp: Math.floor(Date.now() / 1000) + 60,
      });
      // Of a name that stands there twice, the last one counts.
      return new CompactSign(Buffer.from(`${usual.slice(0, -1)},${claims}}`))
        .setProtectedHeader({ alg: 'ES256', kid: 'issuer-1', typ: 'at+jwt' })
        .sign(privateKey);
    },
    forgedToken: () => sign({}, {}, stranger.privateKey),
    stop: () => issuer.stop(),
  };
}

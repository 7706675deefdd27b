import { statSync } from 'node:fs';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { cleanUp, signIn, startProvider, testEnvironment } from './harness';

const environment = testEnvironment();
let issuer: string;

beforeAll(async () => {
  ({ issuer } = await startProvider(environment));
});
afterAll(cleanUp);

/** Verifies as a resource server does: by the keys that the issuer itself announces. */
async function verify(token: string, from = issuer) {
  const discovered = await fetch(`${from}/.well-known/openid-configuration`);
  const metadata = (await discovered.json()) as { issuer: string; jwks_uri: string };
  return jwtVerify(token, createRemoteJWKSet(new URL(metadata.jwks_uri)), {
    issuer: metadata.issuer,
    audience: 'urn:hostgraph:api',
    typ: 'at+jwt',
    requiredClaims: ['sub', 'exp'],
  });
}

describe('signIn', () => {
  it('returns a bearer token that anybody can verify', async () => {
    const before = Date.now();
    const { accessToken, expiresAt } = await signIn({ issuer });
    const { payload } = await verify(accessToken);
    expect(payload).toMatchObject({
      iss: issuer,
      aud: 'urn:hostgraph:api',
      sub: 'usr_ada',
      client_id: 'test',
    });
    const lifetimeSeconds = (payload.exp ?? 0) - (payload.iat ?? 0);
    expect(lifetimeSeconds).toBe(12 * 3600);
    expect(Math.abs(Date.parse(expiresAt) - before - lifetimeSeconds * 1000)).toBeLessThan(10_000);
  });

  it('signs in people at the same time, each as himself, whatever signs their logins hold', async () => {
    const logins = ['ada', 'bo/ü?', 'ada', 'bo/ü?'];
    const tokens = await Promise.all(logins.map((login) => signIn({ issuer, login })));
    const subjects = await Promise.all(
      tokens.map(async ({ accessToken }) => (await verify(accessToken)).payload.sub),
    );
    expect(subjects).toEqual(['usr_ada', 'usr_bo', 'usr_ada', 'usr_bo']);
  });

  it.each([
    ['an unknown login', { login: 'mallory' }, /404 invalid_request: Nobody has the login mallory/],
    ['a login that would leave its path', { login: '../../health' }, /404 .*Nobody has the login/],
    ['a redirect URI of somebody else', { redirectUri: 'http://evil.test/' }, /400 invalid_redirect_uri/],
    ['an unknown client', { clientId: 'stranger' }, /400 invalid_client/],
    ['another audience', { resource: 'urn:else:api' }, /invalid_target/],
    ['an issuer that is not there', { issuer: 'http://127.0.0.1:1' }, /http:\/\/127\.0\.0\.1:1/],
  ])('refuses %s', async (_case, options, message) => {
    const result = await signIn({ issuer, ...options });
    expect(result.error).toMatch(message);
    expect(result.accessToken).toBeUndefined();
  });

  it('keeps its keys, in a file for the owner alone, so that tokens survive a restart', async () => {
    const kept = testEnvironment();
    const first = await startProvider(kept);
    const { accessToken } = await signIn({ issuer: first.issuer });
    first.child.kill('SIGKILL');
    const second = await startProvider({ ...kept, PORT: new URL(first.issuer).port });
    expect((await verify(accessToken, second.issuer)).payload.sub).toBe('usr_ada');
    expect(statSync(kept.JWKS_FILE).mode & 0o777).toBe(0o600);
  });

  it('agrees on one set of keys when two providers start at the same moment', async () => {
    const shared = testEnvironment();
    const [one, other] = await Promise.all([startProvider(shared), startProvider(shared)]);
    const keys = async (from: string) => (await fetch(`${from}/jwks`)).text();
    expect(await keys(one.issuer)).toEqual(await keys(other.issuer));
  });
});

import { once } from 'node:events';
import { request } from 'node:http';
import { cleanUp, people, redirectUri, startProvider, testEnvironment } from './harness';

const environment = testEnvironment();
let issuer: string;

beforeAll(async () => {
  ({ issuer } = await startProvider(environment));
});
afterAll(cleanUp);

const authorizationRequest = (parameters: Record<string, string> = {}) =>
  `${issuer}/auth?${new URLSearchParams({
    client_id: 'test',
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
    ...parameters,
  }).toString()}`;

async function openSignInPage() {
  const redirect = await fetch(authorizationRequest(), { redirect: 'manual' });
  const cookie = redirect.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const url = new URL(redirect.headers.get('location')!, issuer);
  const page = await fetch(url, { headers: { cookie, accept: 'text/html' } });
  return { url, cookie, page, html: await page.text() };
}

describe('the sign-in page', () => {
  it('offers each person as a button, with what they are called as text and not as HTML', async () => {
    const { page, html } = await openSignInPage();
    expect(page.status).toBe(200);
    expect(html.match(/<button /g)).toHaveLength(people.length);
    expect(html).toContain('Ada &lt;script&gt;');
    expect(html).toMatch(/<html lang="en">[^]*<title>[^]*<main>\s*<h1>/);
  });

  it('holds no script and nothing from elsewhere, and forbids both', async () => {
    const { page, html } = await openSignInPage();
    expect(html).not.toMatch(/<script|<link|<img|https?:|@import|url\(/i);
    const policy = page.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    // Without the client's origin, Chromium stops the redirect that answers the form.
    expect(policy).toContain(`form-action 'self' ${new URL(redirectUri).origin}`);
    expect(page.headers.get('cache-control')).toBe('no-store');
  });

  it('asks again at the next sign-in, which may be another person', async () => {
    const { url, cookie } = await openSignInPage();
    const chosen = await fetch(`${url.href}/ada`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie },
    });
    const resumed = await fetch(chosen.headers.get('location')!, {
      redirect: 'manual',
      headers: { cookie },
    });
    expect(resumed.headers.get('location')).toMatch(/^http:\/\/127\.0\.0\.1:4000\/signed-in\?code=/);
    const session = resumed.headers.getSetCookie().map((line) => line.split(';')[0]);
    const again = await fetch(authorizationRequest(), {
      redirect: 'manual',
      headers: { cookie: session.join('; ') },
    });
    expect(again.headers.get('location')).toMatch(/\/interaction\//);
  });

  it('signs nobody in for a browser that did not begin', async () => {
    const { url } = await openSignInPage();
    const answer = await fetch(`${url.href}/ada`, {
      method: 'POST',
      redirect: 'manual',
      headers: { accept: 'text/html' },
    });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toMatch(/expired, or belongs to another browser/);
  });

  it('does not sign in by a mere link', async () => {
    const { url, cookie } = await openSignInPage();
    expect((await fetch(`${url.href}/ada`, { redirect: 'manual', headers: { cookie } })).status).toBe(405);
  });
});

describe('the authorization endpoint', () => {
  it.each([
    ['no PKCE', { code_challenge: '', code_challenge_method: '' }],
    ['PKCE in plain text', { code_challenge_method: 'plain' }],
    ['the implicit flow', { response_type: 'id_token', nonce: 'n' }],
  ])('refuses %s', async (_case, parameters) => {
    const answer = await fetch(authorizationRequest(parameters), { redirect: 'manual' });
    expect(answer.headers.get('location')).toMatch(/^http:\/\/127\.0\.0\.1:4000\/signed-in[?#]error=/);
  });

  it('shows a foreign redirect URI on a page of its own instead of following it', async () => {
    const answer = await fetch(authorizationRequest({ redirect_uri: 'http://evil.test/' }), {
      redirect: 'manual',
      headers: { accept: 'text/html' },
    });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('location')).toBeNull();
    expect(await answer.text()).not.toMatch(/https?:|@import|<script/i);
  });
});

describe('the origin', () => {
  it('is answered under its own name only, against DNS rebinding', async () => {
    const call = request(`${issuer}/.well-known/openid-configuration`, { headers: { host: 'evil.test' } });
    call.end();
    const [answer] = (await once(call, 'response')) as [{ statusCode: number }];
    expect(answer.statusCode).toBe(421);
  });

  it('lets only the programs of its clients read tokens from a browser', async () => {
    const allowed = async (origin: string) => {
      const body = new URLSearchParams({ grant_type: 'authorization_code', client_id: 'test', code: 'x' });
      const answer = await fetch(`${issuer}/token`, { method: 'POST', body, headers: { origin } });
      return answer.headers.get('access-control-allow-origin');
    };
    expect(await allowed('http://127.0.0.1:4000')).toBe('http://127.0.0.1:4000');
    expect(await allowed('http://evil.test')).toBeNull();
  });
});

import { CookieJar } from 'tough-cookie';

/** To the sign-in page, to the choice, back to the authorization endpoint, to the client: four, and some room. */
const MAX_STEPS = 8;
const STEP_LIMIT_MS = 10_000;

/** Nobody was signed in; the message says what the provider answered. */
export class SignInError extends Error {
  override readonly name = 'SignInError';
}

/**
 * Goes from redirect to redirect like a browser, and chooses who signs in when it comes to the sign-in page.
 *
 * @returns the address at which the client receives the answer, its query included
 * @throws SignInError
 */
export async function walkThroughSignIn(start: URL, redirectUri: string, login: string): Promise<URL> {
  const jar = new CookieJar();
  let [url, method] = [start, 'GET'];
  for (let step = 0; step < MAX_STEPS; step++) {
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: { accept: 'application/json', cookie: await jar.getCookieString(url.href) },
      signal: AbortSignal.timeout(STEP_LIMIT_MS),
    });
    for (const cookie of response.headers.getSetCookie()) await jar.setCookie(cookie, url.href);
    const location = response.headers.get('location');
    if (location === null) throw new SignInError(await refusal(response, login));
    await response.body?.cancel();

    url = new URL(location, url);
    if (isSameEndpoint(url, new URL(redirectUri))) return url;
    const isSignInPage = /^\/interaction\/[^/]+$/.test(url.pathname);
    if (isSignInPage) url.pathname += `/${encodeURIComponent(login)}`;
    method = isSignInPage ? 'POST' : 'GET';
  }
  throw new SignInError(`Cannot sign in as ${login}: ${start.origin} redirects in a circle`);
}

async function refusal(response: Response, login: string): Promise<string> {
  const answer = (await response.json().catch(() => ({}))) as { error?: string; error_description?: string };
  const reason = [answer.error, answer.error_description].filter(Boolean).join(': ');
  return `Cannot sign in as ${login}: ${new URL(response.url).origin} answered ${response.status} ${reason}`.trim();
}

function isSameEndpoint(one: URL, other: URL): boolean {
  return one.origin === other.origin && one.pathname === other.pathname;
}

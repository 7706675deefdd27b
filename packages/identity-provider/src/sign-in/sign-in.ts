import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  None,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { SignInError, walkThroughSignIn } from './walk';

export { SignInError };

export interface SignInOptions {
  /** The provider's issuer, as in `http://127.0.0.1:4010`. */
  readonly issuer: string;
  readonly clientId: string;
  /** One of the client's; nobody needs to listen there. */
  readonly redirectUri: string;
  /** Whom to sign in as. */
  readonly login: string;
  /** The audience of the access token (RFC 8707). */
  readonly resource: string;
}

export interface SignedIn {
  readonly accessToken: string;
  readonly expiresAt: Date;
}

/**
 * Signs in as one of the identity provider's people and returns his bearer token: the authorization code flow
 * with PKCE over HTTP, as a browser and the client in it go through it.
 *
 * @throws SignInError when the provider refuses
 */
export async function signIn({
  issuer,
  clientId,
  redirectUri,
  login,
  resource,
}: SignInOptions): Promise<SignedIn> {
  try {
    const provider = await discovery(new URL(issuer), clientId, undefined, None(), {
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked to stand out: loopback needs no TLS
      execute: [allowInsecureRequests],
    });
    const [pkceCodeVerifier, expectedState] = [randomPKCECodeVerifier(), randomState()];
    const authorizationUrl = buildAuthorizationUrl(provider, {
      redirect_uri: redirectUri,
      scope: 'openid',
      state: expectedState,
      code_challenge: await calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
      resource,
    });
    const callback = await walkThroughSignIn(authorizationUrl, redirectUri, login);
    const checks = { pkceCodeVerifier, expectedState };
    const tokens = await authorizationCodeGrant(provider, callback, checks, { resource });
    return {
      accessToken: tokens.access_token,
      expiresAt: new Date(Date.now() + (tokens.expiresIn() ?? 0) * 1000),
    };
  } catch (cause) {
    if (cause instanceof SignInError) throw cause;
    throw new SignInError(`Cannot sign in as ${login} at ${issuer}: ${describe(cause)}`, { cause });
  }
}

/** What openid-client says, with the provider's own words (RFC 6749, 4.1.2.1 and 5.2) where it gave any. */
function describe(fault: unknown): string {
  const { message, error, error_description } = fault as Error & {
    error?: string;
    error_description?: string;
  };
  return [message, error, error_description].filter(Boolean).join(': ');
}

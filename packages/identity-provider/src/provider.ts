import { randomBytes } from 'node:crypto';
import type { JWK } from 'jose';
import { errors, interactionPolicy, Provider } from 'oidc-provider';
import { createMemoryAdapter } from 'oidc-provider/lib/adapters/memory_adapter.js';
import type { IdentityProviderConfig } from './config';
import { errorPage } from './pages/error-page';
import { sendPage } from './pages/page';
import { SIGNING_ALGORITHM } from './signing-keys';

const MINUTE = 60;

/**
 * An OpenID provider for people who are listed in a file and sign in without a password.
 *
 * Authorization code with PKCE only (RFC 9700, 2.1.1). Access tokens are JWTs (RFC 9068) for one audience
 * (RFC 8707). All clients are our own, so nobody is asked for consent.
 */
export function createProvider(
  issuer: string,
  config: IdentityProviderConfig,
  jwks: { keys: JWK[] },
): Provider {
  return new Provider(issuer, {
    jwks: jwks,
    clients: config.clients.map(({ id, redirectUris }) => ({
      client_id: id,
      redirect_uris: redirectUris,
      response_types: ['code'],
      grant_types: ['authorization_code'],
      token_endpoint_auth_method: 'none',
    })),
    // A restart forgets who was just signing in. Left out, the same store is used with a warning.
    adapter: createMemoryAdapter(),
    clientAuthMethods: ['none'],
    responseTypes: ['code'],
    scopes: ['openid'],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email'] },
    // Access tokens are for the API alone, so the claims come with the ID token, not from a userinfo endpoint.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    // Sessions live in memory, so cookies need not outlive the process either.
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    ttl: {
      AccessToken: config.tokenLifetimeSeconds,
      AuthorizationCode: MINUTE,
      Interaction: 60 * MINUTE,
      Session: 60 * MINUTE,
      Grant: config.tokenLifetimeSeconds,
      IdToken: config.tokenLifetimeSeconds,
    },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      dPoP: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => config.audience,
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, resource) => {
          if (resource !== config.audience) throw new errors.InvalidTarget();
          return {
            scope: '',
            audience: config.audience,
            accessTokenFormat: 'jwt',
            accessTokenTTL: config.tokenLifetimeSeconds,
            jwt: { sign: { alg: SIGNING_ALGORITHM } },
          };
        },
      },
    },
    interactions: { policy: alwaysAskWho(), url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, subject) => {
      const account = config.accounts.find((candidate) => candidate.subject === subject);
      if (!account) return undefined;
      const { login, name, email } = account;
      return {
        accountId: subject,
        claims: () => ({ sub: subject, name, email, preferred_username: login }),
      };
    },
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId,
        accountId: oidc.session?.accountId,
      });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
    // The browser program of a client asks for its tokens itself.
    clientBasedCORS: (_ctx, origin, { redirectUris = [] }) =>
      redirectUris.some((uri) => new URL(uri).origin === origin),
    renderError: (ctx, { error, error_description: description = '' }) => {
      if (ctx.accepts('html', 'json') === 'html') sendPage(ctx, errorPage(description || error));
      else ctx.body = { error, error_description: description };
    },
  });
}

/** In a demonstration each sign-in may be another person's: the one before is not remembered. */
function alwaysAskWho(): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  const { Check } = interactionPolicy;
  policy
    .get('login')
    ?.checks.add(
      new Check('who', 'Choose who signs in', ({ oidc }) =>
        oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
      ),
    );
  return policy;
}

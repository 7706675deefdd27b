import { errors, type Provider } from 'oidc-provider';
import type { Account } from './config';
import { errorPage } from './pages/error-page';
import { sendPage } from './pages/page';
import { signInPage } from './pages/sign-in-page';

type Context = Parameters<Parameters<Provider['use']>[0]>[0];

const PATH = /^\/interaction\/[\w-]+(?:\/(?<login>[^/]+))?$/;

/** Serves the page where somebody chooses who he is: GET shows it, POST to one of the people signs in. */
export function serveInteractions(provider: Provider, accounts: readonly Account[]): void {
  provider.use(async (ctx, next) => {
    const match = PATH.exec(ctx.path);
    if (!match) {
      await next();
      return;
    }
    const login = decode(match.groups?.['login']);
    try {
      if (ctx.method === 'GET' && login === undefined) await showPeople(provider, accounts, ctx);
      else if (ctx.method === 'POST' && login !== undefined) await signInAs(login, provider, accounts, ctx);
      else refuse(ctx, 405, 'There is nothing here');
    } catch (fault) {
      if (!(fault instanceof errors.SessionNotFound)) throw fault;
      refuse(ctx, 400, 'This sign-in has expired, or belongs to another browser');
    }
  });
}

async function showPeople(provider: Provider, accounts: readonly Account[], ctx: Context): Promise<void> {
  const { params } = await provider.interactionDetails(ctx.req, ctx.res);
  sendPage(ctx, signInPage(accounts, ctx.path, String(params['redirect_uri'])));
}

async function signInAs(
  login: string,
  provider: Provider,
  accounts: readonly Account[],
  ctx: Context,
): Promise<void> {
  const account = accounts.find((candidate) => candidate.login === login);
  if (!account) {
    refuse(ctx, 404, `Nobody has the login ${login}`);
    return;
  }
  const result = { login: { accountId: account.subject, remember: false } };
  ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, result));
  ctx.status = 303;
}

function refuse(ctx: Context, status: number, reason: string): void {
  ctx.status = status;
  if (ctx.accepts('html', 'json') === 'html') sendPage(ctx, errorPage(reason));
  else ctx.body = { error: 'invalid_request', error_description: reason };
}

function decode(segment: string | undefined): string | undefined {
  try {
    return segment === undefined ? undefined : decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

import escapeHtml from 'escape-html';
import type { Page } from './page';

/** Whom one can be. */
interface Person {
  readonly login: string;
  readonly name: string;
  readonly email: string;
}

/**
 * Lists the people, one button each.
 *
 * @param path of the interaction; a button posts to `<path>/<login>`
 * @param redirectUri where the client awaits the answer
 */
export function signInPage(accounts: readonly Person[], path: string, redirectUri: string): Page {
  const people = accounts.map(({ login, name, email }) => {
    const action = escapeHtml(`${path}/${encodeURIComponent(login)}`);
    return `<li><button formaction="${action}">${escapeHtml(name)} <span>${escapeHtml(email)}</span></button></li>`;
  });
  return {
    title: 'Sign in',
    content: `<p>This is a demonstration: choose who you are. No password is asked.</p>
<form method="post">
<ul>
${people.join('\n')}
</ul>
</form>`,
    formTargets: [new URL(redirectUri).origin],
  };
}

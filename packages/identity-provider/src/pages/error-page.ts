import escapeHtml from 'escape-html';
import type { Page } from './page';

export function errorPage(reason: string): Page {
  return {
    title: 'Sign-in failed',
    content: `<p>${escapeHtml(reason)}</p>
<p>Go back to the application and sign in again.</p>`,
  };
}

import { createHash } from 'node:crypto';
import escapeHtml from 'escape-html';

const STYLE = `
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  body { max-width: 28rem; margin: 3rem auto; padding: 0 1rem; }
  ul { list-style: none; padding: 0; }
  button { width: 100%; margin: .25rem 0; padding: .75rem 1rem; font: inherit; text-align: start; cursor: pointer; }
  button span { display: block; opacity: .8; }
`;
const STYLE_SOURCE = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

/** What a page needs of a Koa context. */
export interface PageContext {
  readonly set: (headers: Record<string, string>) => void;
  // eslint-disable-next-line no-restricted-syntax -- Koa’s own
  type: string;
  // eslint-disable-next-line no-restricted-syntax -- Koa’s own
  body: unknown;
}

export interface Page {
  readonly title: string;
  /** HTML of the main landmark below the heading. */
  readonly content: string;
  /** Origins to which a form's answer may redirect, apart from our own. */
  readonly formTargets?: readonly string[];
}

/** Sends a page that needs no script and nothing from elsewhere, and lets none in. */
export function sendPage(ctx: PageContext, page: Page): void {
  const { title, content, formTargets = [] } = page;
  ctx.set({
    // form-action also governs where the form's answer redirects to (CSP Level 3, 4.2.5, as Chromium reads it).
    'content-security-policy': [
      "default-src 'none'",
      `style-src ${STYLE_SOURCE}`,
      ["form-action 'self'", ...formTargets].join(' '),
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  ctx.type = 'html';
  ctx.body = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${content}
</main>
</body>
</html>
`;
}

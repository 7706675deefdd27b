import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FixedContent, fixedContent } from '../http/fixed-content';

/**
 * Only what this server itself serves may be loaded or called. CodeMirror, GraphiQL's editor, styles its
 * elements directly, hence the unsafe-inline for styles; its fonts come as data URLs.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  'font-src data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const PUBLIC_FOLDER = join(__dirname, '../../public');

/**
 * Reads all files by path, once, at start: a missing one is noticed then. Everything is served from here, offline.
 */
export function loadExplorerFiles(): ReadonlyMap<string, FixedContent> {
  const ours = (name: string) => join(PUBLIC_FOLDER, name);
  return new Map([
    ['/explorer', explorerFile('text/html', ours('explorer.html'))],
    ['/explorer/explorer.js', explorerFile('text/javascript', ours('explorer.js'))],
    ['/explorer/fetcher.js', explorerFile('text/javascript', ours('fetcher.js'))],
    ['/explorer/storage.js', explorerFile('text/javascript', ours('storage.js'))],
    ['/explorer/explorer.css', explorerFile('text/css', ours('explorer.css'))],
    ['/explorer/favicon.svg', explorerFile('image/svg+xml', ours('favicon.svg'))],
    [
      '/explorer/react.js',
      explorerFile('text/javascript', packageFile('react', 'umd/react.production.min.js')),
    ],
    [
      '/explorer/react-dom.js',
      explorerFile('text/javascript', packageFile('react-dom', 'umd/react-dom.production.min.js')),
    ],
    ['/explorer/graphiql.js', explorerFile('text/javascript', packageFile('graphiql', 'graphiql.min.js'))],
    ['/explorer/graphiql.css', explorerFile('text/css', packageFile('graphiql', 'graphiql.min.css'))],
  ]);
}

function packageFile(name: string, path: string): string {
  return join(require.resolve(`${name}/package.json`), '..', path);
}

function explorerFile(mediaType: string, path: string): FixedContent {
  return fixedContent(readFileSync(path), {
    'content-type': `${mediaType}; charset=utf-8`,
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  });
}

import { createHash } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** What is answered at a path to whoever asks, the same for everybody. */
export interface FixedContent {
  send(req: IncomingMessage, res: ServerResponse): void;
}

/** @param headers besides those that follow from the content itself */
export function fixedContent(content: Buffer, headers: OutgoingHttpHeaders): FixedContent {
  const etag = `"${createHash('sha256').update(content).digest('base64url')}"`;
  // Ask every time, get the content only when it changed.
  const all = { etag, 'cache-control': 'no-cache', ...headers };
  return {
    send(req, res) {
      if (req.method !== 'GET' && req.method !== 'HEAD') res.writeHead(405, { allow: 'GET, HEAD' }).end();
      else if (req.headers['if-none-match'] === etag) res.writeHead(304, all).end();
      else {
        res.writeHead(200, { ...all, 'content-length': content.length });
        res.end(req.method === 'HEAD' ? undefined : content);
      }
    },
  };
}

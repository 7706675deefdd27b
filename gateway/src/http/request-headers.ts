import type { IncomingMessage } from 'node:http';

/**
 * Of these a request has one at most (RFC 9110, section 5.3; RFC 9112, section 3.2 for Host). Node takes the first and
 * somebody on the way may take the last: two that look at the same request would see two different ones.
 */
const SINGLETONS = new Set(['host', 'authorization', 'content-type']);

export function repeatsSingleton({ rawHeaders }: IncomingMessage): boolean {
  const seen = new Set<string>();
  // Names and values in turn.
  return rawHeaders.some((text, index) => {
    const name = index % 2 === 0 ? text.toLowerCase() : '';
    if (!SINGLETONS.has(name)) return false;
    const isSecond = seen.has(name);
    seen.add(name);
    return isSecond;
  });
}

/**
 * Takes a target in absolute form (`GET http://host/path`), as clients send it to a proxy, for what it means: its host
 * counts, and not the header (RFC 9112, section 3.2.2).
 *
 * @returns false when the request names no host that a URL could be made with
 */
export function normaliseTarget(req: IncomingMessage): boolean {
  if (req.url && /^https?:/i.test(req.url)) {
    if (!URL.canParse(req.url)) return false;
    const { host, pathname, search } = new URL(req.url);
    req.headers.host = host;
    req.url = pathname + search;
  }
  return URL.canParse(`http://${req.headers.host ?? 'localhost'}`);
}

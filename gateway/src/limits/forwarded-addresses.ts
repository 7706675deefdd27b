export const FORWARDED_HEADERS = ['x-forwarded-for', 'forwarded'] as const;

export type ForwardedHeader = (typeof FORWARDED_HEADERS)[number];

/**
 * The addresses in X-Forwarded-For or Forwarded (RFC 7239), from the client to the nearest proxy; what is no address
 * comes as it stands, as its place counts.
 */
export function forwardedAddresses(
  value: string | readonly string[] | undefined,
  header: ForwardedHeader,
): string[] {
  const text = typeof value === 'string' ? value : (value?.join(',') ?? '');
  if (text.trim() === '') return [];
  const elements = splitOutsideQuotes(text, ',');
  return elements.map((element) =>
    withoutPort(header === 'forwarded' ? forParameter(element) : element.trim()),
  );
}

/** The value of `for` in an element of Forwarded, such as `for="[2001:db8::1]:4711";proto=https`. */
function forParameter(element: string): string {
  const pairs = splitOutsideQuotes(element, ';').map((pair) => pair.trim());
  const pair = pairs.find((candidate) => /^for=/i.test(candidate)) ?? '';
  return pair.slice('for='.length).replace(/^"(.*)"$/, '$1');
}

/** `192.0.2.1:4711`, `[2001:db8::1]:4711`, `[2001:db8::1]`, or an address alone. */
function withoutPort(node: string): string {
  const [, bracketed, ipv4] = /^(?:\[([^\]]*)\](?::\d+)?|([^:]+):\d+)$/.exec(node) ?? [];
  return bracketed ?? ipv4 ?? node;
}

function splitOutsideQuotes(text: string, separator: ',' | ';'): string[] {
  const parts: string[] = [];
  let part = '';
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    if (character === separator && !isQuoted) {
      parts.push(part);
      part = '';
    } else part += character;
  }
  return [...parts, part];
}

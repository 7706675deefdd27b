import ipaddr from 'ipaddr.js';

/**
 * Brings addresses and networks into the form that PostgreSQL's `cidr` takes: a single address gets its full prefix,
 * and IPv4 inside IPv6 (RFC 4291, 2.5.5.2) becomes IPv4, as the FTP server names it.
 *
 * @returns undefined where a text is neither, or names an address inside a network, such as `192.0.2.7/24`
 */
export function normaliseNetworks(texts: readonly string[]): string[] | undefined {
  const networks = texts.map(normalise);
  return networks.every((network) => network !== undefined) ? [...new Set(networks)] : undefined;
}

function normalise(text: string): string | undefined {
  const slash = text.indexOf('/');
  const address = slash < 0 ? text : text.slice(0, slash);
  // Not 127.1, 0x7f.1 or 010.0.0.1, which programs read differently.
  if (!(ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address))) return undefined;
  if (address.includes('%')) return undefined;
  const parsed = ipaddr.process(address);
  const shift = ipaddr.parse(address).kind() === parsed.kind() ? 0 : 96;
  const bits = parsed.kind() === 'ipv4' ? 32 : 128;
  const given = slash < 0 ? String(bits + shift) : text.slice(slash + 1);
  if (!/^(0|[1-9]\d{0,2})$/.test(given)) return undefined;
  const prefix = Number(given) - shift;
  if (prefix < 0 || prefix > bits) return undefined;
  const network = `${parsed.toString()}/${prefix}`;
  const [Family] = parsed.kind() === 'ipv4' ? [ipaddr.IPv4] : [ipaddr.IPv6];
  return Family.networkAddressFromCIDR(network).toString() === parsed.toString() ? network : undefined;
}

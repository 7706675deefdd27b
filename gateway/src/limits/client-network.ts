import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import ipaddr from 'ipaddr.js';
import { forwardedAddresses, type ForwardedHeader } from './forwarded-addresses';

/**
 * Where somebody calls from, as keyed hashes: nothing here, nor in what is kept by it, tells an address. A network is
 * what one subscriber has (an IPv4 address; a /64 of IPv6, which has 2^64), its surroundings what one can easily get
 * (a /48).
 */
export interface ClientNetwork {
  readonly network: string;
  /** Undefined for IPv4. */
  readonly surroundings: string | undefined;
}

export interface ClientNetworkOptions {
  /** Networks of the proxies in front of the gateway, as CIDR. */
  readonly trustedProxies: readonly string[];
  /** The header in which these proxies say whom they speak for. */
  readonly forwardedHeader: ForwardedHeader;
  readonly hashKey: Uint8Array;
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = [Address, number];

const NETWORK_BYTES = { ipv4: 4, ipv6: 8 };
const SURROUNDINGS_BYTES = 6;

/** @returns tells where a request comes from */
export function createClientNetwork(options: ClientNetworkOptions): (req: IncomingMessage) => ClientNetwork {
  const trusted = options.trustedProxies.map((range): Range => ipaddr.parseCIDR(range));
  const isTrusted = (address: Address): boolean =>
    trusted.some((range) => range[0].kind() === address.kind() && address.match(range));

  const hashOf = (bytes: readonly number[]): string =>
    createHmac('sha256', options.hashKey).update(Uint8Array.from(bytes)).digest('base64url').slice(0, 22);

  return (req) => {
    const address = callersAddress(req, options.forwardedHeader, isTrusted);
    // A socket that is already closed has none; all such share a budget.
    if (!address) return { network: hashOf([]), surroundings: undefined };
    const bytes = address.toByteArray();
    const isIpv4 = address.kind() === 'ipv4';
    return {
      network: hashOf(bytes.slice(0, NETWORK_BYTES[address.kind()])),
      surroundings: isIpv4 ? undefined : hashOf(bytes.slice(0, SURROUNDINGS_BYTES)),
    };
  };
}

/**
 * The first address, from the gateway outwards, that is not a trusted proxy's. Each proxy adds the address that called
 * it on the right, so what stands further left than the first untrusted one is what the client wrote.
 */
function callersAddress(
  req: IncomingMessage,
  header: ForwardedHeader,
  isTrusted: (address: Address) => boolean,
): Address | undefined {
  let nearest = addressOf(req.socket.remoteAddress);
  if (!nearest || !isTrusted(nearest)) return nearest;
  for (const text of forwardedAddresses(req.headers[header], header).reverse()) {
    const address = addressOf(text);
    // A proxy that hides whom it speaks for (`for=_hidden`) is itself who calls.
    if (!address) return nearest;
    nearest = address;
    if (!isTrusted(address)) return address;
  }
  return nearest;
}

/** An IPv4 address that is written as IPv6 (`::ffff:192.0.2.1`) is the same as written by itself. */
const addressOf = (text: string | undefined): Address | undefined =>
  text !== undefined && ipaddr.isValid(text) ? ipaddr.process(text) : undefined;

/**
 * The key of the hashes. Gateways that share a Redis need the same one, and share a secret already; alone, a gateway
 * makes one that ends with it.
 */
export const networkHashKey = (sharedSecret: string | undefined): Uint8Array =>
  sharedSecret === undefined
    ? randomBytes(32)
    : new Uint8Array(hkdfSync('sha256', sharedSecret, '', 'hostgraph client networks', 32));

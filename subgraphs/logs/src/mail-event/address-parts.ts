/** An address in its two parts, as the event table has it. Lower case. */
export interface AddressParts {
  readonly localPart: string;
  /** Empty for a login that is no address. */
  readonly domain: string;
}

/** A quoted local part may hold an `@`, so the last one counts (RFC 5321, 4.1.2). */
export function splitAddress(address: string): AddressParts {
  const at = address.lastIndexOf('@');
  return at === -1
    ? { localPart: address, domain: '' }
    : { localPart: address.slice(0, at), domain: address.slice(at + 1) };
}

/** What `splitAddress` has taken apart. A trailing `@` is not told from none; no server logs one. */
export const joinAddress = ({ localPart, domain }: AddressParts): string =>
  domain === '' ? localPart : `${localPart}@${domain}`;

export function partsOf(address: string): { localPart: string; domain: string } {
  const at = address.lastIndexOf('@');
  return { localPart: address.slice(0, at), domain: address.slice(at + 1) };
}

/**
 * The address to which mail comes that is sent with a detail (RFC 5233): without its first `+` and what follows it, as
 * Postfix and Dovecot take it off (`recipient_delimiter`). Only addresses in domains of ours are to be read so.
 */
export const withoutDetail = (address: string): string => address.replace(/^(.[^+@]*)\+[^@]*@/, '$1@');

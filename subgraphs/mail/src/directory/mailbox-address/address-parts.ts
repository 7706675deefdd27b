export function partsOf(address: string): { localPart: string; domain: string } {
  const at = address.lastIndexOf('@');
  return { localPart: address.slice(0, at), domain: address.slice(at + 1) };
}

/** For descriptions of what takes an address that a mailbox is given. */
export const GIVEN_ADDRESS = 'Before the `@` it has no `!`, `%`, `*` or `+` and does not begin with `-`.';

/**
 * What no mailbox can be reached by (but for `+`, which is the recipient’s own business). Mail servers of many sorts,
 * ours too, take `!` and `%` for routes to other hosts and refuse them (RFC 5321, appendix C; Postfix:
 * `allow_untrusted_routing`), as they refuse a leading hyphen, which programs would read as an option
 * (`allow_min_user`). `*` separates whom somebody signs in for from who they are (Dovecot:
 * `auth_master_user_separator`).
 */
export const UNDELIVERABLE = /^-|[!%*]/;

/**
 * The address to which mail comes that is sent with a detail (RFC 5233): without its first `+` and what follows it, as
 * Postfix and Dovecot take it off (`recipient_delimiter`). Only addresses in domains of ours are to be read so.
 */
export const withoutDetail = (address: string): string => address.replace(/^(.[^+@]*)\+[^@]*@/, '$1@');

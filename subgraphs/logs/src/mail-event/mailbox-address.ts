import { joinAddress, splitAddress } from './address-parts';

/** `recipient_delimiter` of the shipped Postfix and Dovecot; no address of a mailbox has one. */
const DELIMITER = '+';
/** RFC 5321, 4.1.2, with the letters of RFC 6531. */
const DOT_STRING =
  /^[\w!#$%&'*+/=?^`{|}~\u0080-\u{10ffff}-]+(?:\.[\w!#$%&'*+/=?^`{|}~\u0080-\u{10ffff}-]+)*$/u;

/**
 * The address under which the mail servers keep what was sent to one: in lower case, without the detail that stands
 * behind the delimiter (RFC 5233), and without quotes that change nothing. A login that is no address stays what it is.
 */
export function mailboxAddress(address: string): string {
  const { localPart, domain } = splitAddress(address.toLowerCase());
  if (domain === '') return localPart;
  const isQuoted = localPart.length > 1 && localPart.startsWith('"') && localPart.endsWith('"');
  const name = withoutDetail(isQuoted ? localPart.slice(1, -1).replace(/\\(.)/gs, '$1') : localPart);
  const isPlain = !isQuoted || DOT_STRING.test(name);
  return joinAddress({ localPart: isPlain ? name : `"${name.replace(/["\\]/g, '\\$&')}"`, domain });
}

/** The first delimiter counts, and none at the start: split_addr(3) of Postfix; Dovecot does alike. */
function withoutDetail(name: string): string {
  const at = name.indexOf(DELIMITER);
  return at > 0 ? name.slice(0, at) : name;
}

import { domainToASCII } from 'node:url';
import { isLongerThan } from '../bounds/text-length';
import { textScalar } from './text-scalar';

/** RFC 5321, 4.5.3.1: octets of a local part, and of a whole path less its angle brackets. */
const MAX_LOCAL_PART = 64;
const MAX_ADDRESS = 254;
/** RFC 1035, 2.3.4, as text without the last dot. */
const MAX_DOMAIN = 253;

/** A dot-string of atoms (RFC 5321, 4.1.2). Quoted local parts exist, but no hosted mailbox has one. */
const LOCAL_PART = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
/** The dot, and what counts as one in other scripts (UTS 46, 4). */
const DOTS = /[.\u3002\uFF0E\uFF61]/;
/**
 * A label in any script before anything is made of it; of ASCII it has letters, digits and hyphens. What a browser
 * would read as something else, such as a port or `%61`, has no place in an address.
 */
const LABEL = /^[a-z0-9\u0080-\u{10FFFF}-]{1,63}$/iu;
/** At least two labels as RFC 1035, 2.3.4 bounds them, the last of which is no number (RFC 3696, 2). */
const DOMAIN = /^([a-z0-9-]{1,63}\.)+(?!\d+$)[a-z0-9-]{1,63}$/;

/**
 * Brings an address into the one form that is stored and compared: local part and domain in lower case, the
 * domain as A-labels (RFC 5890).
 *
 * Everything is measured first: to bring a label into another form costs the square of its length (UTS 46, RFC 3492),
 * which is 29 s for 200,000 combining marks. No label is longer in its own script than as A-label, if it is composed
 * (Unicode's NFC), so nothing is refused for it.
 *
 * @returns undefined when the text is not an address
 */
export function normaliseEmailAddress(text: string): string | undefined {
  if (isLongerThan(text, MAX_ADDRESS)) return undefined;
  const at = text.lastIndexOf('@');
  const localPart = text.slice(0, Math.max(at, 0)).toLowerCase();
  if (localPart.length > MAX_LOCAL_PART || !LOCAL_PART.test(localPart)) return undefined;
  const typed = text.slice(at + 1);
  if (!typed.split(DOTS).every((label) => LABEL.test(label))) return undefined;
  const domain = domainToASCII(typed);
  if (domain.length > MAX_DOMAIN || !DOMAIN.test(domain)) return undefined;
  const address = `${localPart}@${domain}`;
  return address.length <= MAX_ADDRESS ? address : undefined;
}

export const EmailAddress = textScalar({
  name: 'EmailAddress',
  description:
    'An e-mail address such as `anna@example.test`: at most 254 characters, 64 before the `@` (RFC 5321). ' +
    'It is answered in lower case with the domain as A-labels (`xn--…`); input may be in any case and script.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2',
  maxLength: MAX_ADDRESS,
  mistake: 'Not an e-mail address',
  read: normaliseEmailAddress,
  serialize: String,
});

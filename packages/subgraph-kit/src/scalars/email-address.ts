import { domainToASCII } from 'node:url';
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

/** RFC 5321, 4.5.3.1: octets of a local part, and of a whole path less its angle brackets. */
const MAX_LOCAL_PART = 64;
const MAX_ADDRESS = 254;

/** A dot-string of atoms (RFC 5321, 4.1.2). Quoted local parts exist, but no hosted mailbox has one. */
const LOCAL_PART = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;

/**
 * Brings an address into the one form that is stored and compared: local part and domain in lower case, the
 * domain as A-labels (RFC 5890).
 *
 * @returns undefined when the text is not an address
 */
export function normaliseEmailAddress(text: string): string | undefined {
  const at = text.lastIndexOf('@');
  const localPart = text.slice(0, at).toLowerCase();
  const domain = domainToASCII(text.slice(at + 1));
  if (at < 1 || domain === '' || !domain.includes('.') || !LOCAL_PART.test(localPart)) return undefined;
  const address = `${localPart}@${domain}`;
  return localPart.length <= MAX_LOCAL_PART && address.length <= MAX_ADDRESS ? address : undefined;
}

function parse(value: unknown): string {
  const address = typeof value === 'string' ? normaliseEmailAddress(value) : undefined;
  if (address === undefined) {
    throw new GraphQLError('Not an e-mail address', { extensions: { code: 'BAD_USER_INPUT' } });
  }
  return address;
}

export const EmailAddress = new GraphQLScalarType<string, string>({
  name: 'EmailAddress',
  description:
    'An e-mail address such as `anna@example.test`: at most 254 characters, 64 before the `@` (RFC 5321). ' +
    'It is answered in lower case with the domain as A-labels (`xn--…`); input may be in any case and script.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2',
  serialize: String,
  parseValue: parse,
  parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined),
});

import type { Logger } from 'pino';
import { type FixedContent, fixedContent } from '../http/fixed-content';
import type { SecurityContact } from './security-contact';

/** RFC 9116, 3. */
const PATH = '/.well-known/security.txt';

const MONTH_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * What a researcher reads who has found a vulnerability, by path; nothing where nobody is named. A date that has
 * passed is answered as it is: it says that the contacts are no longer vouched for, which is the truth.
 */
export function securityTxt(
  contact: SecurityContact | undefined,
  log: Logger,
): ReadonlyMap<string, FixedContent> {
  if (!contact) {
    log.warn(
      `SECURITY_CONTACTS is not set: ${PATH} is 404, and nobody learns whom to tell of a vulnerability`,
    );
    return new Map();
  }
  if (contact.expires.getTime() < Date.now() + MONTH_MS) {
    log.warn(
      { expires: contact.expires },
      `${PATH} expires within a month: check that SECURITY_CONTACTS answer, then set SECURITY_CONTACTS_EXPIRE anew`,
    );
  }
  const text = Buffer.from(
    fields(contact)
      .map((field) => `${field}\n`)
      .join(''),
  );
  return new Map([[PATH, fixedContent(text, { 'content-type': 'text/plain; charset=utf-8' })]]);
}

/** RFC 9116, 2.5. */
function fields({ contacts, expires, languages, policyUrl, publicUrl }: SecurityContact): string[] {
  return [
    ...contacts.map((uri) => `Contact: ${uri}`),
    `Expires: ${expires.toISOString()}`,
    `Preferred-Languages: ${languages.join(', ')}`,
    ...(publicUrl === undefined ? [] : [`Canonical: ${new URL(PATH, publicUrl).href}`]),
    ...(policyUrl === undefined ? [] : [`Policy: ${policyUrl}`]),
  ];
}

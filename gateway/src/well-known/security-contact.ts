import { StartupError } from '@hostgraph/service';
import { z } from 'zod';

/** Whom a researcher tells of a vulnerability: what the operator says of it, checked. */
export interface SecurityContact {
  /** mailto:, https: or tel:, the preferred one first. */
  readonly contacts: readonly string[];
  /** Until when the operator stands by this. */
  readonly expires: Date;
  /** Language tags, of equal rank. */
  readonly languages: readonly string[];
  readonly policyUrl: string | undefined;
  /** Where clients reach the gateway. */
  readonly publicUrl: string | undefined;
}

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

const words = (text: string) => text.split(/[\s,]+/).filter((word) => word !== '');

/** RFC 9116, 2.5.3: an address on the web begins with https; 2.5: a URI holds no white space and no line end. */
const isContact = (uri: string) => /^(https:\/\/|mailto:|tel:)[\x21-\x7e]+$/.test(uri) && URL.canParse(uri);
const httpsUrl = z
  .url({ protocol: /^https$/, error: 'must be an https URL' })
  .regex(/^[\x21-\x7e]+$/, 'must be an https URL');

function isLanguage(tag: string) {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

export const securityContactSettings = {
  SECURITY_CONTACTS: z
    .string()
    .transform(words)
    .refine((uris) => uris.length > 0 && uris.every(isContact), 'must be mailto:, https: or tel: URIs')
    .optional(),
  /**
   * The operator's own word, and not a date that the gateway moves on by itself: RFC 9116, 2.5.5 wants to keep
   * researchers from contacts that nobody looks after any more. That section also recommends less than a year.
   */
  SECURITY_CONTACTS_EXPIRE: z
    .union([z.iso.date(), z.iso.datetime({ offset: true })], 'must be a date, such as 2027-06-30')
    .transform((text) => new Date(text))
    .refine((date) => date.getTime() < Date.now() + YEAR_MS, 'must be less than a year ahead')
    .optional(),
  SECURITY_LANGUAGES: z
    .string()
    .transform(words)
    .refine((tags) => tags.length > 0 && tags.every(isLanguage), 'must be language tags, such as en, fr')
    .default(['en']),
  SECURITY_POLICY_URL: httpsUrl.optional(),
  PUBLIC_URL: httpsUrl.optional(),
};

type Settings = z.infer<z.ZodObject<typeof securityContactSettings>>;

/**
 * @returns undefined where the operator names nobody
 * @throws StartupError
 */
export function toSecurityContact(settings: Settings): SecurityContact | undefined {
  const { SECURITY_CONTACTS: contacts, SECURITY_CONTACTS_EXPIRE: expires } = settings;
  if (!contacts && !expires) return undefined;
  if (!contacts) throw new StartupError('SECURITY_CONTACTS: must be set where SECURITY_CONTACTS_EXPIRE is');
  if (!expires) throw new StartupError('SECURITY_CONTACTS_EXPIRE: must be set where SECURITY_CONTACTS is');
  return {
    contacts,
    expires,
    languages: settings.SECURITY_LANGUAGES,
    policyUrl: settings.SECURITY_POLICY_URL,
    publicUrl: settings.PUBLIC_URL,
  };
}

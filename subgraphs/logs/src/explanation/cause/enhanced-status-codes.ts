/**
 * What helps, by subject and detail of an enhanced status code, null where nothing can be done: RFC 3463
 * section 3 and the IANA registry "SMTP Enhanced Status Codes" (which adds RFC 3886, 4468, 4954, 5248, 6531,
 * 6710, 7293, 7372, 7505, 8617, 8689). The class, the first digit, says whether it is final and is told from
 * the event's status. What each means is in the catalogue of each language.
 */
export const ENHANCED_STATUS_CODES = {
  '1.0': 'checkAddress',
  '1.1': 'checkAddress',
  '1.2': 'checkAddress',
  '1.3': 'checkAddress',
  '1.4': 'askRecipient',
  '1.5': 'contactSupport',
  '1.6': 'askNewAddress',
  '1.7': 'checkSenderAddress',
  '1.8': 'checkSenderDomain',
  '1.9': null,
  '1.10': 'checkAddress',
  '2.0': 'askRecipient',
  '2.1': 'switchMailboxOn',
  '2.2': 'makeRoom',
  '2.3': 'sendSmaller',
  '2.4': 'askListOwner',
  '3.0': 'sendAgainLater',
  '3.1': 'sendAgainLater',
  '3.2': 'sendAgainLater',
  '3.3': 'askTheirAdministrators',
  '3.4': 'sendSmaller',
  '3.5': 'askTheirAdministrators',
  '3.6': null,
  '4.0': 'sendAgainLater',
  '4.1': 'sendAgainLater',
  '4.2': 'sendAgainLater',
  '4.3': 'sendAgainLater',
  '4.4': 'checkAddress',
  '4.5': 'sendAgainLater',
  '4.6': 'checkRedirections',
  '4.7': 'sendAgainLater',
  '5.0': 'askTheirAdministrators',
  '5.1': 'askTheirAdministrators',
  '5.2': 'completeAddresses',
  '5.3': 'fewerRecipients',
  '5.4': 'askTheirAdministrators',
  '5.5': 'askTheirAdministrators',
  '5.6': 'checkSignIn',
  '6.0': 'sendPlainText',
  '6.1': 'otherFormat',
  '6.2': 'otherFormat',
  '6.3': 'otherFormat',
  '6.4': null,
  '6.5': 'otherFormat',
  '6.6': 'sendAgain',
  '6.7': 'plainAddress',
  '6.8': null,
  '6.9': 'plainHeader',
  '7.0': 'contactSupport',
  '7.1': 'readAnswer',
  '7.2': 'askListPermission',
  '7.3': null,
  '7.4': 'sendUnprotected',
  '7.5': 'checkCertificates',
  '7.6': 'otherEncryption',
  '7.7': 'sendAgain',
  '7.8': 'checkSignIn',
  '7.9': 'checkSignIn',
  '7.10': 'switchTlsOn',
  '7.11': 'switchTlsOn',
  '7.12': 'renewPassword',
  '7.13': 'askAccountManager',
  '7.14': 'askTheirAdministrators',
  '7.15': 'sendAgainLater',
  '7.16': 'sendSmaller',
  '7.17': 'askNewAddress',
  '7.18': 'askNewAddress',
  '7.19': 'askNewAddress',
  '7.20': 'setUpDkim',
  '7.21': 'setUpDkim',
  '7.22': 'setUpDkim',
  '7.23': 'setUpSpf',
  '7.24': 'setUpSpf',
  '7.25': 'setReverseDns',
  '7.26': 'setUpAuthentication',
  '7.27': 'checkSenderAddress',
  '7.28': 'sendSlower',
  '7.29': 'askTheirAdministrators',
  '7.30': 'askTheirAdministrators',
} as const;

export type StatusCode = keyof typeof ENHANCED_STATUS_CODES;

/** RFC 3463 section 2. */
const CODE = /^[245]\.(\d{1,3})\.(\d{1,3})$/;

/**
 * Subject and detail of an enhanced status code as the catalogues know them; an unknown detail stands for
 * its subject, which RFC 3463 puts under detail 0. Undefined where not even the subject says anything.
 */
export function statusCodeOf(text: string | null): StatusCode | undefined {
  const [, subject = '', detail = ''] = CODE.exec(text ?? '') ?? [];
  return [registered(subject, detail), `${subject}.0`].find(isStatusCode);
}

/** The registry lists 6.10 as a duplicate of 6.8. */
function registered(subject: string, detail: string): string {
  const code = `${subject}.${detail}`;
  return code === '6.10' ? '6.8' : code;
}

function isStatusCode(code: string): code is StatusCode {
  return Object.hasOwn(ENHANCED_STATUS_CODES, code);
}

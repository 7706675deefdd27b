import { type ErrorCodeDescription, refusalsOf } from '@hostgraph/subgraph-kit';

/** For how long a deleted mailbox can be restored. */
export const RESTORABLE_DAYS = 30;
export const MIN_PASSWORD = 12;
export const MAX_PASSWORD = 128;

/** Why mailboxes are not created, changed or deleted, in `userErrors`. */
export const MAILBOX_ERROR_CODES = {
  MAILBOX_SUSPENDED: {
    meaning: 'The mailbox is suspended, and you do not administer it.',
    remedy: 'Have an administrator resume it, or change what you want to change.',
  },
  LIMIT_REACHED: {
    meaning: 'The mailbox has as many as it may have: 100 addresses, 20 redirections or 100 users.',
    remedy: 'Remove one first.',
  },
  MAILBOX_IS_CATCH_ALL: {
    meaning: 'The mailbox is the catch-all of a domain: mail to unknown addresses would be lost.',
    remedy: 'Set another catch-all of the domain, or remove it; `impact.catchAllOf` names the domains.',
  },
  PASSWORD_TOO_SHORT: {
    meaning: `The password has fewer than ${MIN_PASSWORD} characters.`,
    remedy: 'Take a longer one: some words in a row are long and easy to remember.',
  },
  PASSWORD_TOO_LONG: {
    meaning: `The password has more than ${MAX_PASSWORD} characters.`,
    remedy: 'Take a shorter one.',
  },
  PASSWORD_NOT_TYPABLE: {
    meaning: 'The password has a character that mail programs cannot send, such as a line break.',
    remedy: 'Take letters, digits, spaces and signs of any script.',
  },
  PASSWORD_TOO_WEAK: {
    meaning: 'The password is soon guessed: it is common, or made of names, words, dates or keys in a row.',
    remedy: 'Take some words that have nothing to do with each other, or have one generated.',
  },
  TIME_ZONE_UNKNOWN: {
    meaning: 'There is no such time zone.',
    remedy: 'Take a name of the IANA time zone database, such as `Europe/Zurich`.',
  },
} as const satisfies Record<string, ErrorCodeDescription>;

export const refusal = refusalsOf(MAILBOX_ERROR_CODES);

import { type ErrorCodeDescription, refusalsOf } from '@hostgraph/subgraph-kit';

export const MAX_GRANT_YEARS = 10;

/** Why rights are not granted or withdrawn, in `userErrors`. */
export const MAILBOX_GRANT_ERROR_CODES = {
  EXPIRY_NOT_ACCEPTED: {
    meaning: `The time at which the rights end is past, or more than ${MAX_GRANT_YEARS} years ahead.`,
    remedy: 'Name a time between the two, or none.',
  },
  RIGHT_IS_PERSONAL: {
    meaning:
      'SORTING_RULES and FOLDERS are personal. The users whose own the mailbox is grant them to others, and ' +
      'administrators grant them to such a user; nobody grants them to themselves, and no API key does.',
    remedy: 'Ask a user of the mailbox, or grant the other rights alone.',
  },
  RIGHT_IS_ADMINISTRATORS: {
    meaning:
      'You may grant and withdraw SORTING_RULES and FOLDERS on your mailbox; all others are for administrators.',
    remedy: 'Ask an administrator of the organization, or name these two alone.',
  },
} as const satisfies Record<string, ErrorCodeDescription>;

export const refusal = refusalsOf(MAILBOX_GRANT_ERROR_CODES);

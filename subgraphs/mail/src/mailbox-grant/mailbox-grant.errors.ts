import { type ErrorCodeDescription, refusalsOf } from '@hostgraph/subgraph-kit';

export const MAX_GRANT_YEARS = 10;

/** Why rights are not granted, in `userErrors`. */
export const MAILBOX_GRANT_ERROR_CODES = {
  EXPIRY_NOT_ACCEPTED: {
    meaning: `The time at which the rights end is past, or more than ${MAX_GRANT_YEARS} years ahead.`,
    remedy: 'Name a time between the two, or none.',
  },
} as const satisfies Record<string, ErrorCodeDescription>;

export const refusal = refusalsOf(MAILBOX_GRANT_ERROR_CODES);

import { type ErrorCodeDescription, refusalsOf } from '@hostgraph/subgraph-kit';

/** Postfix follows redirections up to 1000 addresses (`virtual_alias_expansion_limit`); others may lead to these. */
export const MAX_REACHED = 500;

/** Why a mailbox does not forward, in `userErrors`. */
export const REDIRECTION_ERROR_CODES = {
  REDIRECTION_LOOP: {
    meaning:
      'Messages to the mailbox would come back to it: at once, also with a detail behind a `+`, or by redirections of ' +
      'others.',
    remedy: 'Redirect to somebody else, or remove the redirection that leads back first.',
  },
  REDIRECTION_TOO_WIDE: {
    meaning:
      `Messages to the mailbox would go on to more than ${MAX_REACHED} addresses, counting those to which its ` +
      'targets redirect them.',
    remedy: 'Redirect to fewer addresses that are redirected further, or use a mailing list.',
  },
  REDIRECTION_NOT_FOUND: {
    meaning: 'The mailbox does not redirect to this address.',
    remedy: 'Look at `Mailbox.redirections`.',
  },
} as const satisfies Record<string, ErrorCodeDescription>;

export const refusal = refusalsOf(REDIRECTION_ERROR_CODES);

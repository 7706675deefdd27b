import { type ErrorCodeDescription, refusalsOf } from '@hostgraph/subgraph-kit';

/** Why a mailbox does not forward, in `userErrors`. */
export const REDIRECTION_ERROR_CODES = {
  REDIRECTION_LOOP: {
    meaning: 'Messages to the mailbox would come back to it, at once or by redirections of others.',
    remedy: 'Redirect to somebody else, or remove the redirection that leads back first.',
  },
  REDIRECTION_NOT_FOUND: {
    meaning: 'The mailbox does not redirect to this address.',
    remedy: 'Look at `Mailbox.redirections`.',
  },
} as const satisfies Record<string, ErrorCodeDescription>;

export const refusal = refusalsOf(REDIRECTION_ERROR_CODES);

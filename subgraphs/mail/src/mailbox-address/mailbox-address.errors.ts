import { type ErrorCodeDescription, refusalsOf } from '@hostgraph/subgraph-kit';

/** Why a mailbox does not get or lose an address, in `userErrors`. */
export const MAILBOX_ADDRESS_ERROR_CODES = {
  DOMAIN_NOT_OF_SERVICE: {
    meaning: 'The domain is none of the mail service.',
    remedy: 'Take an address in one of `MailService.domains`.',
  },
  ADDRESS_TAKEN: {
    meaning: 'Another mailbox has the address, or one that was deleted and can still be restored.',
    remedy: 'Take another address, or remove it from the other mailbox first.',
  },
  ADDRESS_IS_PRIMARY: {
    meaning: 'It is the primary address of the mailbox, which it cannot be without.',
    remedy: 'Give the mailbox another primary address with `renameMailbox` first.',
  },
  NOT_AN_ALIAS: {
    meaning: 'The mailbox has no such address.',
    remedy: 'Look at `Mailbox.addresses`.',
  },
} as const satisfies Record<string, ErrorCodeDescription>;

export const refusal = refusalsOf(MAILBOX_ADDRESS_ERROR_CODES);

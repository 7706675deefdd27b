import { type ErrorCodeDescription, refusalsOf } from '@hostgraph/subgraph-kit';

/** Why a mailbox does not get or lose an address, in `userErrors`. */
export const MAILBOX_ADDRESS_ERROR_CODES = {
  DOMAIN_NOT_OF_SERVICE: {
    meaning: 'The domain is none of the mail service.',
    remedy: 'Take an address in one of `MailService.domains`.',
  },
  ADDRESS_WITH_DETAIL: {
    meaning:
      'The address has a `+` before the `@`. What follows it is a detail that whoever writes may choose.',
    remedy: 'Take the address without `+`: mail with any detail behind it comes to the same mailbox.',
  },
  LOCAL_PART_NOT_ACCEPTED: {
    meaning:
      'The address has a `!`, `%` or `*` before the `@`, or begins with `-`: mail servers refuse mail to such addresses, ' +
      'or nobody could sign in by them.',
    remedy: 'Take another address; all other signs that an address may have are accepted.',
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

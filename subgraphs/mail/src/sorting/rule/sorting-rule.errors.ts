import { type ErrorCodeDescription, refusalsOf } from '@hostgraph/subgraph-kit';
import { MAX_FORWARDS } from '../action/sorting-action.inputs';
import { MAX_BODY_VALUES } from '../condition/sorting-condition.inputs';

export const MAX_RULES = 100;
/** The script has two replies of 64 KiB beside it, and fits into `sieve_max_script_size`. */
export const MAX_RULES_BYTES = 512 * 1024;

/** Why sorting rules are not created or changed, in `userErrors`; see those of conditions and actions, too. */
export const SORTING_RULE_ERROR_CODES = {
  CONDITIONS_OR_TEMPLATE: {
    meaning: 'A rule is made either of a template or of `match` and `conditions`.',
    remedy: 'Give `templateId` alone, or both of the others.',
  },
  RULE_LIMIT_REACHED: {
    meaning: `The mailbox would have more than ${MAX_RULES} sorting rules.`,
    remedy: 'Delete some, or put conditions together in one rule.',
  },
  FORWARD_LIMIT_REACHED: {
    meaning: `The mailbox’s rules would forward to more than ${MAX_FORWARDS} addresses, those that are switched off among them.`,
    remedy: 'Forward to fewer addresses, or to a mailing list.',
  },
  BODY_LIMIT_REACHED: {
    meaning: `The mailbox’s rules would look for more than ${MAX_BODY_VALUES} values in BODY, those that are switched off among them.`,
    remedy: 'Look for fewer values in the text of messages; in headers rules can look for many.',
  },
  RULES_TOO_LARGE: {
    meaning: `The mailbox’s rules together would be larger than ${MAX_RULES_BYTES / 1024} KiB, written as a script for the mail server.`,
    remedy: 'Delete rules, or give them fewer or shorter values.',
  },
  ORDER_NOT_COMPLETE: {
    meaning: 'The ids are not exactly those of the mailbox’s rules, each once.',
    remedy: 'Read the rules again, as somebody may have changed them, and give all of them in the new order.',
  },
  NO_TEMPLATE: {
    meaning: 'The rule was made from nothing, or its template is not offered any more.',
    remedy: 'Change its conditions with `updateSortingRule`.',
  },
} as const satisfies Record<string, ErrorCodeDescription>;

export const refusal = refusalsOf(SORTING_RULE_ERROR_CODES);

import { type ErrorCodeDescription, refusalsOf } from '@hostgraph/subgraph-kit';

export const MAX_RULES = 100;

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

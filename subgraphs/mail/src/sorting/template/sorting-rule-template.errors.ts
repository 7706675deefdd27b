import { type ErrorCodeDescription, refusalsOf } from '@hostgraph/subgraph-kit';

export const MAX_TEMPLATES = 100;

/** Why templates of sorting rules are not created, in `userErrors`; see those of conditions, too. */
export const SORTING_RULE_TEMPLATE_ERROR_CODES = {
  TEMPLATE_LIMIT_REACHED: {
    meaning: `The mail service would have more than ${MAX_TEMPLATES} templates of sorting rules.`,
    remedy: 'Delete some that are not used.',
  },
} as const satisfies Record<string, ErrorCodeDescription>;

export const refusal = refusalsOf(SORTING_RULE_TEMPLATE_ERROR_CODES);

import { type ErrorCodeDescription, refusalsOf } from '@hostgraph/subgraph-kit';

export const MAX_TEMPLATES = 100;

/** Why templates of auto-replies are not written, in `userErrors`. */
export const AUTO_REPLY_TEMPLATE_ERROR_CODES = {
  LANGUAGE_REPEATED: {
    meaning: 'Two texts are in the same language.',
    remedy: 'Write one text for each language.',
  },
  TEMPLATE_LIMIT_REACHED: {
    meaning: `The mail service would have more than ${MAX_TEMPLATES} templates of this sort.`,
    remedy: 'Delete templates that nobody needs; what was made from them stays.',
  },
} as const satisfies Record<string, ErrorCodeDescription>;

export const refusal = refusalsOf(AUTO_REPLY_TEMPLATE_ERROR_CODES);

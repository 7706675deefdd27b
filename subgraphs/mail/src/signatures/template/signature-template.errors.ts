import { type ErrorCodeDescription, refusalsOf } from '@hostgraph/subgraph-kit';

export const MAX_TEMPLATES = 100;

/** Why templates of signatures are not written, in `userErrors`; see those of texts with variables, too. */
export const SIGNATURE_TEMPLATE_ERROR_CODES = {
  TEMPLATE_LIMIT_REACHED: {
    meaning: `The mail service would have more than ${MAX_TEMPLATES} templates of signatures.`,
    remedy: 'Delete templates that nobody needs; signatures that were made from them stay.',
  },
  TEXT_TOO_LONG: {
    meaning: 'Cleaned, and with its values put in, the text of the signature is too long to be stored.',
    remedy: 'Write a shorter text, or one that names its variables less often.',
  },
} as const satisfies Record<string, ErrorCodeDescription>;

export const refusal = refusalsOf(SIGNATURE_TEMPLATE_ERROR_CODES);

import { type ErrorCodeDescription, refusalsOf } from '@hostgraph/subgraph-kit';

export const MAX_SIGNATURES = 20;

/** Why signatures are not written, in `userErrors`; see those of templates and of texts with variables, too. */
export const SIGNATURE_ERROR_CODES = {
  CONTENT_NOT_CLEAR: {
    meaning: 'A signature is made from a template, or has a text of its own: one of the two.',
    remedy: 'Name either `templateId` or `text`.',
  },
  TEMPLATE_HIDDEN: {
    meaning: 'The template is hidden, so nothing can be made from it.',
    remedy: 'Choose a visible template, or make this one visible.',
  },
  DEFAULT_NOT_READY: {
    meaning: 'A draft cannot be the signature that new messages get.',
    remedy: 'Finish it (`state: READY`), or let it be no default (`isDefault: false`).',
  },
  SIGNATURE_LIMIT_REACHED: {
    meaning: `The mailbox would have more than ${MAX_SIGNATURES} signatures.`,
    remedy: 'Delete signatures that are not in use, or change one of them.',
  },
} as const satisfies Record<string, ErrorCodeDescription>;

export const refusal = refusalsOf(SIGNATURE_ERROR_CODES);

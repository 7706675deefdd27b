import { type ErrorCodeDescription, refusalsOf } from '@hostgraph/subgraph-kit';
import type { EngineFailure } from '../../sieve/sieve-engine';

/** Why rules are not tried on a sample message, in `userErrors`. */
export const SORTING_TRIAL_ERROR_CODES = {
  TRIAL_NOT_CONFIGURED: {
    meaning: 'This system has no Sieve engine to try rules with.',
    remedy: 'Ask the operator for one; rules can be written and act without it.',
  },
  TRIAL_REFUSED: {
    meaning: 'The Sieve engine does not take the rules, as the mail server would not.',
    remedy: 'Look for a malformed regular expression; try the rules one by one.',
  },
  TRIAL_TOO_LONG: {
    meaning: 'The rules took too long with this message, and were stopped.',
    remedy: 'Simplify regular expressions.',
  },
  TRIAL_BUSY: {
    meaning: 'Others are trying rules at this moment.',
    remedy: 'Try again in a few seconds.',
  },
  NO_SUCH_RULE: {
    meaning: 'The mailbox has no such rule, or none that is switched on.',
    remedy: 'Give ids of rules of the mailbox, or none to try those that are switched on.',
  },
} as const satisfies Record<string, ErrorCodeDescription>;

export const refusal = refusalsOf(SORTING_TRIAL_ERROR_CODES);

/** Why the engine gives no verdict, as it is told. */
export const TRIAL_FAILURES = {
  NOT_CONFIGURED: 'TRIAL_NOT_CONFIGURED',
  REFUSED: 'TRIAL_REFUSED',
  TOO_LONG: 'TRIAL_TOO_LONG',
  BUSY: 'TRIAL_BUSY',
} as const satisfies Record<EngineFailure, keyof typeof SORTING_TRIAL_ERROR_CODES>;

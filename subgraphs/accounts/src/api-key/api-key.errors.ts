import { type ErrorCodeDescription, refusalsOf } from '@hostgraph/subgraph-kit';

export const MAX_LIVE_KEYS = 50;
export const MAX_LIFE_YEARS = 2;

/** Why API keys are not created or rolled, in `userErrors`. */
export const API_KEY_ERROR_CODES = {
  SCOPE_NOT_HELD: {
    meaning: 'The API key would be allowed something that you are not allowed yourself.',
    remedy: 'Leave that scope out, or ask somebody who has it.',
  },
  OPERATOR_SCOPE: {
    meaning: 'Only an API key of the operator’s organization can have the scope.',
    remedy: 'Leave that scope out, or name the operator’s organization.',
  },
  EXPIRY_NOT_ACCEPTED: {
    meaning: `The time of expiry is past, or more than ${MAX_LIFE_YEARS} years ahead.`,
    remedy: 'Name a time between the two.',
  },
  OUTLIVES_CALLER: {
    meaning: 'The API key would be valid for longer than the one that you are using.',
    remedy: 'Name a time of expiry that is no later, or let a person do it.',
  },
  API_KEY_LIMIT_REACHED: {
    meaning: `The organization would have more than ${MAX_LIVE_KEYS} API keys that are neither revoked nor expired.`,
    remedy: 'Revoke keys that are not in use; roll without grace, which needs no second key.',
  },
  API_KEY_NOT_LIVE: {
    meaning: 'The API key is revoked or expired, so there is nothing to roll.',
    remedy: 'Create a new key.',
  },
} as const satisfies Record<string, ErrorCodeDescription>;

export const refusal = refusalsOf(API_KEY_ERROR_CODES);

import { type ErrorCodeDescription, refusalsOf, type UserError } from '@hostgraph/subgraph-kit';

/** Why texts with variables are not accepted, in `userErrors`. */
export const TEMPLATE_TEXT_ERROR_CODES = {
  UNKNOWN_VARIABLE: {
    meaning: 'A text has `{{` before something that is no variable, or does not close it.',
    remedy: '`AutoReplyVariable` and `SignatureVariable` list the variables, as they are written.',
  },
  MISSING_VARIABLES: {
    meaning: 'The text has variables that have no value.',
    remedy: 'Give a value to each variable that `missingVariables` names, or take another text.',
  },
} as const satisfies Record<string, ErrorCodeDescription>;

const refusal = refusalsOf(TEMPLATE_TEXT_ERROR_CODES);

/** @param mistake what stands there, quoted */
export const unknownVariable = (mistake: string, argument: string): UserError =>
  withDetail(refusal('UNKNOWN_VARIABLE', argument), mistake);

/** @param written the variables, as texts say them */
export const missingVariables = (written: readonly string[], argument: string): UserError =>
  withDetail(refusal('MISSING_VARIABLES', argument), written.join(', '));

const withDetail = (error: UserError, detail: string): UserError =>
  Object.assign(error, { message: `${error.message.slice(0, -1)}: ${detail}` });

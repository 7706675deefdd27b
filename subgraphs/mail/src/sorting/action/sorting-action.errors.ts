import { type ErrorCodeDescription, refusalsOf, UserError } from '@hostgraph/subgraph-kit';

/** Why actions are not accepted, in `userErrors`. */
export const SORTING_ACTION_ERROR_CODES = {
  FOLDER_NOT_ACCEPTED: {
    meaning: 'MOVE and COPY need the name of a folder, and no other action has one.',
    remedy: 'Give 1 to 200 visible characters without spaces at either end.',
  },
  ADDRESS_NOT_ACCEPTED: {
    meaning: 'FORWARD needs an address, and no other action has one.',
    remedy: 'Give the address to which messages are to be sent on.',
  },
  FORWARD_TO_SELF: {
    meaning:
      'The address is one of the mailbox itself, if with a detail behind a `+`: messages would go in circles.',
    remedy: 'Give an address of another mailbox.',
  },
  REDIRECTIONS_NOT_HELD: {
    meaning: 'FORWARD needs the right REDIRECTIONS on this mailbox, which you do not have.',
    remedy: 'Leave it out, or ask an administrator of the organization for the right.',
  },
  ACTION_NOT_LAST: {
    meaning: 'DISCARD and STOP can only be the last action; DISCARD stops by itself.',
    remedy: 'Put it last, and only one of them.',
  },
  ACTIONS_CONTRADICT: {
    meaning: 'DISCARD does not go with MOVE, FLAG or MARK_READ, and a message is moved to one folder only.',
    remedy: 'Leave out what contradicts; COPY stores a message in further folders.',
  },
} as const satisfies Record<string, ErrorCodeDescription>;

/** About all actions of a rule that there is. */
export const refusalOfAction = refusalsOf(SORTING_ACTION_ERROR_CODES);

/** @param index of the action in `input.actions` */
export const actionRefusal = (
  code: keyof typeof SORTING_ACTION_ERROR_CODES,
  index: number,
  part: string,
): UserError =>
  Object.assign(new UserError(), {
    code,
    message: SORTING_ACTION_ERROR_CODES[code].meaning,
    path: ['input', 'actions', String(index), part],
  });

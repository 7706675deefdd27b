import type { RequestContext } from '@hostgraph/subgraph-kit';
import { MailboxState } from '../../directory/mailbox/mailbox-state';
import { MailboxRight } from '../../access/mailbox-right';
import { ActionRefusal } from './action-refusal';
import { MailboxAction } from './mailbox-action';
import type { MailboxSituation } from './mailbox-situation';

export const MAX_ADDRESSES = 100;
export const MAX_REDIRECTIONS = 20;
const MAX_MEMBERS = 100;

export const WRITE_SCOPE = 'mail:write';

interface Requirement {
  readonly right: MailboxRight | 'ADMINISTRATION' | 'ADMINISTRATION_OR_OWN';
  readonly isFull?: (situation: MailboxSituation) => boolean;
}

const administration: Requirement = { right: 'ADMINISTRATION' };
/** Which rights each of them may grant and withdraw is asked beside them (mailbox-grant/refuse-rights.ts). */
const administrationOrOwn: Requirement = { right: 'ADMINISTRATION_OR_OWN' };
const right = (held: MailboxRight): Requirement => ({ right: held });

export const REQUIREMENTS: Readonly<Record<MailboxAction, Requirement>> = {
  RENAME_MAILBOX: administration,
  SUSPEND_MAILBOX: administration,
  RESUME_MAILBOX: administration,
  DELETE_MAILBOX: administration,
  SET_MAILBOX_PASSWORD: right(MailboxRight.SECURITY),
  SET_MAILBOX_QUOTA: administration,
  SET_MAILBOX_FILTERS: right(MailboxRight.FILTERS),
  SET_MAILBOX_TIME_ZONE: right(MailboxRight.AUTO_REPLIES),
  ADD_MAILBOX_ALIAS: {
    ...right(MailboxRight.ALIASES),
    isFull: ({ addressCount }) => addressCount >= MAX_ADDRESSES,
  },
  REMOVE_MAILBOX_ALIAS: right(MailboxRight.ALIASES),
  ADD_REDIRECTION: {
    ...right(MailboxRight.REDIRECTIONS),
    isFull: ({ redirectionCount }) => redirectionCount >= MAX_REDIRECTIONS,
  },
  REMOVE_REDIRECTION: right(MailboxRight.REDIRECTIONS),
  SET_REDIRECTION_COPY: right(MailboxRight.REDIRECTIONS),
  STOP_RULE_FORWARDING: right(MailboxRight.REDIRECTIONS),
  ADD_MAILBOX_MEMBER: { ...administration, isFull: ({ memberCount }) => memberCount >= MAX_MEMBERS },
  REMOVE_MAILBOX_MEMBER: administration,
  GRANT_MAILBOX_RIGHTS: administrationOrOwn,
  WITHDRAW_MAILBOX_RIGHTS: administrationOrOwn,
  CREATE_SORTING_RULE: right(MailboxRight.SORTING_RULES),
  UPDATE_SORTING_RULE: right(MailboxRight.SORTING_RULES),
  UPGRADE_SORTING_RULE: right(MailboxRight.SORTING_RULES),
  DELETE_SORTING_RULE: right(MailboxRight.SORTING_RULES),
  REORDER_SORTING_RULES: right(MailboxRight.SORTING_RULES),
  TEST_SORTING_RULE: right(MailboxRight.SORTING_RULES),
  ACTIVATE_AUTO_REPLY: right(MailboxRight.AUTO_REPLIES),
  UPDATE_AUTO_REPLY: right(MailboxRight.AUTO_REPLIES),
  REAPPLY_AUTO_REPLY_TEMPLATE: right(MailboxRight.AUTO_REPLIES),
  DEACTIVATE_AUTO_REPLY: right(MailboxRight.AUTO_REPLIES),
  RESET_AUTO_REPLY_HISTORY: right(MailboxRight.AUTO_REPLIES),
  CREATE_SIGNATURE: right(MailboxRight.SIGNATURES),
  UPDATE_SIGNATURE: right(MailboxRight.SIGNATURES),
  DELETE_SIGNATURE: right(MailboxRight.SIGNATURES),
};

/**
 * Whether the caller may do something with a mailbox, or why not. `viewerCan` tells it and mutations ask it, so the two
 * cannot disagree.
 *
 * Who suspends a mailbox may do so because somebody else has got hold of it: then nobody but administrators must be
 * able to have its mail redirected, or to set another password.
 */
export function decide(
  { principal }: Pick<RequestContext, 'principal'>,
  action: MailboxAction,
  situation: MailboxSituation,
): ActionRefusal | null {
  const { right, isFull } = REQUIREMENTS[action];
  if (!principal.scopes.includes(WRITE_SCOPE)) return ActionRefusal.KEY_LACKS_SCOPE;
  if (right === 'ADMINISTRATION' || right === 'ADMINISTRATION_OR_OWN') {
    const isAllowed = situation.isAdministered || (right === 'ADMINISTRATION_OR_OWN' && situation.isOwn);
    if (!isAllowed) return ActionRefusal.NOT_ADMINISTRATOR;
  } else if (!situation.rights.has(right)) return ActionRefusal.MISSING_RIGHT;
  if (situation.state === MailboxState.SUSPENDED && !situation.isAdministered) {
    return ActionRefusal.MAILBOX_SUSPENDED;
  }
  return isFull?.(situation) ? ActionRefusal.LIMIT_REACHED : null;
}

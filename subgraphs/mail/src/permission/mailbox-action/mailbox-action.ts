import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

/** Each is named after the mutation that does it, and so is the action of the audit trail. */
export const MailboxAction = describedEnum(
  'MailboxAction',
  'Something that is done with one mailbox; each value is the name of the mutation that does it.',
  {
    RENAME_MAILBOX: '`renameMailbox`, for administrators.',
    SUSPEND_MAILBOX: '`suspendMailbox`, for administrators.',
    RESUME_MAILBOX: '`resumeMailbox`, for administrators.',
    DELETE_MAILBOX: '`deleteMailbox`, for administrators.',
    SET_MAILBOX_PASSWORD: '`setMailboxPassword`, with the right SECURITY.',
    SET_MAILBOX_QUOTA: '`setMailboxQuota`, for administrators.',
    SET_MAILBOX_FILTERS: '`setMailboxFilters`, with the right FILTERS.',
    SET_MAILBOX_TIME_ZONE: '`setMailboxTimeZone`, with the right AUTO_REPLIES.',
    ADD_MAILBOX_ALIAS: '`addMailboxAlias`, with the right ALIASES.',
    REMOVE_MAILBOX_ALIAS: '`removeMailboxAlias`, with the right ALIASES.',
    ADD_REDIRECTION: '`addRedirection`, with the right REDIRECTIONS.',
    REMOVE_REDIRECTION: '`removeRedirection`, with the right REDIRECTIONS.',
    SET_REDIRECTION_COPY: '`setRedirectionCopy`, with the right REDIRECTIONS.',
    STOP_RULE_FORWARDING: '`stopRuleForwarding`, with the right REDIRECTIONS.',
    ADD_MAILBOX_MEMBER: '`addMailboxMember`, for administrators.',
    REMOVE_MAILBOX_MEMBER: '`removeMailboxMember`, for administrators.',
    GRANT_MAILBOX_RIGHTS: '`grantMailboxRights`, for administrators, and for those whose own the mailbox is.',
    WITHDRAW_MAILBOX_RIGHTS:
      '`withdrawMailboxRights`, for administrators, and for those whose own the mailbox is.',
    CREATE_SORTING_RULE: '`createSortingRule`, with the right SORTING_RULES.',
    UPDATE_SORTING_RULE: '`updateSortingRule`, with the right SORTING_RULES.',
    UPGRADE_SORTING_RULE: '`upgradeSortingRule`, with the right SORTING_RULES.',
    DELETE_SORTING_RULE: '`deleteSortingRule`, with the right SORTING_RULES.',
    REORDER_SORTING_RULES: '`reorderSortingRules`, with the right SORTING_RULES.',
    TEST_SORTING_RULE: '`testSortingRule`, with the right SORTING_RULES.',
    ACTIVATE_AUTO_REPLY: '`activateAutoReply`, with the right AUTO_REPLIES.',
    UPDATE_AUTO_REPLY: '`updateAutoReply`, with the right AUTO_REPLIES.',
    REAPPLY_AUTO_REPLY_TEMPLATE: '`reapplyAutoReplyTemplate`, with the right AUTO_REPLIES.',
    DEACTIVATE_AUTO_REPLY: '`deactivateAutoReply`, with the right AUTO_REPLIES.',
    RESET_AUTO_REPLY_HISTORY: '`resetAutoReplyHistory`, with the right AUTO_REPLIES.',
    CREATE_SIGNATURE: '`createSignature`, with the right SIGNATURES.',
    UPDATE_SIGNATURE: '`updateSignature`, with the right SIGNATURES.',
    DELETE_SIGNATURE: '`deleteSignature`, with the right SIGNATURES.',
  },
);
export type MailboxAction = ValueOf<typeof MailboxAction>;

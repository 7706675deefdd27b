import { registerEnumType } from 'type-graphql';

/** Each is named after the mutation that does it, and so is the action of the audit trail. */
export enum MailboxAction {
  RENAME_MAILBOX = 'RENAME_MAILBOX',
  SUSPEND_MAILBOX = 'SUSPEND_MAILBOX',
  RESUME_MAILBOX = 'RESUME_MAILBOX',
  DELETE_MAILBOX = 'DELETE_MAILBOX',
  SET_MAILBOX_PASSWORD = 'SET_MAILBOX_PASSWORD',
  SET_MAILBOX_QUOTA = 'SET_MAILBOX_QUOTA',
  SET_MAILBOX_FILTERS = 'SET_MAILBOX_FILTERS',
  SET_MAILBOX_TIME_ZONE = 'SET_MAILBOX_TIME_ZONE',
  ADD_MAILBOX_ALIAS = 'ADD_MAILBOX_ALIAS',
  REMOVE_MAILBOX_ALIAS = 'REMOVE_MAILBOX_ALIAS',
  ADD_REDIRECTION = 'ADD_REDIRECTION',
  REMOVE_REDIRECTION = 'REMOVE_REDIRECTION',
  SET_REDIRECTION_COPY = 'SET_REDIRECTION_COPY',
  ADD_MAILBOX_MEMBER = 'ADD_MAILBOX_MEMBER',
  REMOVE_MAILBOX_MEMBER = 'REMOVE_MAILBOX_MEMBER',
  GRANT_MAILBOX_RIGHTS = 'GRANT_MAILBOX_RIGHTS',
  WITHDRAW_MAILBOX_RIGHTS = 'WITHDRAW_MAILBOX_RIGHTS',
}

registerEnumType(MailboxAction, {
  name: 'MailboxAction',
  description:
    'Something that is done with one mailbox; each value is the name of the mutation that does it.',
  valuesConfig: {
    RENAME_MAILBOX: { description: '`renameMailbox`, for administrators.' },
    SUSPEND_MAILBOX: { description: '`suspendMailbox`, for administrators.' },
    RESUME_MAILBOX: { description: '`resumeMailbox`, for administrators.' },
    DELETE_MAILBOX: { description: '`deleteMailbox`, for administrators.' },
    SET_MAILBOX_PASSWORD: { description: '`setMailboxPassword`, with the right SECURITY.' },
    SET_MAILBOX_QUOTA: { description: '`setMailboxQuota`, for administrators.' },
    SET_MAILBOX_FILTERS: { description: '`setMailboxFilters`, with the right FILTERS.' },
    SET_MAILBOX_TIME_ZONE: { description: '`setMailboxTimeZone`, with the right AUTO_REPLIES.' },
    ADD_MAILBOX_ALIAS: { description: '`addMailboxAlias`, with the right ALIASES.' },
    REMOVE_MAILBOX_ALIAS: { description: '`removeMailboxAlias`, with the right ALIASES.' },
    ADD_REDIRECTION: { description: '`addRedirection`, with the right REDIRECTIONS.' },
    REMOVE_REDIRECTION: { description: '`removeRedirection`, with the right REDIRECTIONS.' },
    SET_REDIRECTION_COPY: { description: '`setRedirectionCopy`, with the right REDIRECTIONS.' },
    ADD_MAILBOX_MEMBER: { description: '`addMailboxMember`, for administrators.' },
    REMOVE_MAILBOX_MEMBER: { description: '`removeMailboxMember`, for administrators.' },
    GRANT_MAILBOX_RIGHTS: {
      description: '`grantMailboxRights`, for administrators, and for those whose own the mailbox is.',
    },
    WITHDRAW_MAILBOX_RIGHTS: {
      description: '`withdrawMailboxRights`, for administrators, and for those whose own the mailbox is.',
    },
  },
});

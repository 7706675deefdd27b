import { registerEnumType } from 'type-graphql';

export enum MailAuditAction {
  CREATE_MAILBOX = 'CREATE_MAILBOX',
  RENAME_MAILBOX = 'RENAME_MAILBOX',
  SUSPEND_MAILBOX = 'SUSPEND_MAILBOX',
  RESUME_MAILBOX = 'RESUME_MAILBOX',
  DELETE_MAILBOX = 'DELETE_MAILBOX',
  RESTORE_MAILBOX = 'RESTORE_MAILBOX',
  SET_MAILBOX_PASSWORD = 'SET_MAILBOX_PASSWORD',
  SET_MAILBOX_QUOTA = 'SET_MAILBOX_QUOTA',
  SET_MAILBOX_FILTERS = 'SET_MAILBOX_FILTERS',
  SET_MAILBOX_TIME_ZONE = 'SET_MAILBOX_TIME_ZONE',
  ADD_MAILBOX_ALIAS = 'ADD_MAILBOX_ALIAS',
  REMOVE_MAILBOX_ALIAS = 'REMOVE_MAILBOX_ALIAS',
  ADD_REDIRECTION = 'ADD_REDIRECTION',
  REMOVE_REDIRECTION = 'REMOVE_REDIRECTION',
  SET_REDIRECTION_COPY = 'SET_REDIRECTION_COPY',
  SET_CATCH_ALL = 'SET_CATCH_ALL',
  REMOVE_CATCH_ALL = 'REMOVE_CATCH_ALL',
  ADD_MAILBOX_MEMBER = 'ADD_MAILBOX_MEMBER',
  REMOVE_MAILBOX_MEMBER = 'REMOVE_MAILBOX_MEMBER',
  GRANT_MAILBOX_RIGHTS = 'GRANT_MAILBOX_RIGHTS',
  WITHDRAW_MAILBOX_RIGHTS = 'WITHDRAW_MAILBOX_RIGHTS',
  UPDATE_GENERAL_RIGHTS = 'UPDATE_GENERAL_RIGHTS',
  CREATE_SORTING_RULE_TEMPLATE = 'CREATE_SORTING_RULE_TEMPLATE',
  UPDATE_SORTING_RULE_TEMPLATE = 'UPDATE_SORTING_RULE_TEMPLATE',
  DELETE_SORTING_RULE_TEMPLATE = 'DELETE_SORTING_RULE_TEMPLATE',
  CREATE_SORTING_RULE = 'CREATE_SORTING_RULE',
  UPDATE_SORTING_RULE = 'UPDATE_SORTING_RULE',
  UPGRADE_SORTING_RULE = 'UPGRADE_SORTING_RULE',
  DELETE_SORTING_RULE = 'DELETE_SORTING_RULE',
  REORDER_SORTING_RULES = 'REORDER_SORTING_RULES',
  TEST_SORTING_RULE = 'TEST_SORTING_RULE',
}

registerEnumType(MailAuditAction, {
  name: 'MailAuditAction',
  description: 'What was done.',
  valuesConfig: {
    CREATE_MAILBOX: { description: 'A mailbox was created.' },
    RENAME_MAILBOX: { description: 'A mailbox got another display name or primary address.' },
    SUSPEND_MAILBOX: { description: 'A mailbox was suspended.' },
    RESUME_MAILBOX: { description: 'A suspended mailbox was put into use again.' },
    DELETE_MAILBOX: { description: 'A mailbox was deleted, to be removed for good some time later.' },
    RESTORE_MAILBOX: { description: 'A deleted mailbox was brought back.' },
    SET_MAILBOX_PASSWORD: { description: 'A mailbox got a new password.' },
    SET_MAILBOX_QUOTA: { description: 'A mailbox got another quota.' },
    SET_MAILBOX_FILTERS: { description: 'The filters for spam and advertising were switched.' },
    SET_MAILBOX_TIME_ZONE: { description: 'A mailbox got another time zone.' },
    ADD_MAILBOX_ALIAS: { description: 'A mailbox got a further address.' },
    REMOVE_MAILBOX_ALIAS: { description: 'A mailbox lost one of its further addresses.' },
    ADD_REDIRECTION: { description: 'Incoming messages are forwarded to one more address.' },
    REMOVE_REDIRECTION: { description: 'Incoming messages are no longer forwarded to an address.' },
    SET_REDIRECTION_COPY: {
      description: 'It was decided whether the mailbox keeps what it forwards.',
    },
    SET_CATCH_ALL: { description: 'A mailbox became the catch-all of a domain.' },
    REMOVE_CATCH_ALL: { description: 'A domain of the mail service has no catch-all any more.' },
    ADD_MAILBOX_MEMBER: { description: 'Somebody became a user of a mailbox.' },
    REMOVE_MAILBOX_MEMBER: { description: 'Somebody is no longer a user of a mailbox.' },
    GRANT_MAILBOX_RIGHTS: {
      description: 'Somebody was granted rights on a mailbox: see `Mailbox.rightChanges`.',
    },
    WITHDRAW_MAILBOX_RIGHTS: {
      description: 'Rights on a mailbox were withdrawn from somebody: see `Mailbox.rightChanges`.',
    },
    UPDATE_GENERAL_RIGHTS: { description: 'Users of new mailboxes of the mail service get other rights.' },
    CREATE_SORTING_RULE_TEMPLATE: { description: 'A template of sorting rules was created.' },
    UPDATE_SORTING_RULE_TEMPLATE: {
      description: 'A template of sorting rules was changed, shown or hidden.',
    },
    DELETE_SORTING_RULE_TEMPLATE: { description: 'A template of sorting rules was deleted.' },
    CREATE_SORTING_RULE: { description: 'A sorting rule was created.' },
    UPDATE_SORTING_RULE: { description: 'A sorting rule was changed or switched on or off.' },
    UPGRADE_SORTING_RULE: { description: 'A sorting rule took over the newest version of its template.' },
    DELETE_SORTING_RULE: { description: 'A sorting rule was deleted.' },
    REORDER_SORTING_RULES: { description: 'The sorting rules of a mailbox were put in another order.' },
    TEST_SORTING_RULE: { description: 'Sorting rules of a mailbox were tried on a sample message.' },
  },
});

export enum MailAuditTargetType {
  MAILBOX = 'MAILBOX',
  MAIL_SERVICE = 'MAIL_SERVICE',
  SORTING_RULE_TEMPLATE = 'SORTING_RULE_TEMPLATE',
  SORTING_RULE = 'SORTING_RULE',
}

registerEnumType(MailAuditTargetType, {
  name: 'MailAuditTargetType',
  description: 'What sort of object something was done to.',
  valuesConfig: {
    MAILBOX: { description: 'A `Mailbox`.' },
    MAIL_SERVICE: { description: 'A `MailService`, also where one of its domains is meant.' },
    SORTING_RULE_TEMPLATE: { description: 'A `SortingRuleTemplate`.' },
    SORTING_RULE: { description: 'A `SortingRule`. What it says is told to nobody here.' },
  },
});

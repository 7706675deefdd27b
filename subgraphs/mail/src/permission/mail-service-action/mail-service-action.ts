import { registerEnumType } from 'type-graphql';

/** Each is named after the mutation that does it, and so is the action of the audit trail. */
export enum MailServiceAction {
  CREATE_MAILBOX = 'CREATE_MAILBOX',
  RESTORE_MAILBOX = 'RESTORE_MAILBOX',
  SET_CATCH_ALL = 'SET_CATCH_ALL',
  REMOVE_CATCH_ALL = 'REMOVE_CATCH_ALL',
  UPDATE_GENERAL_RIGHTS = 'UPDATE_GENERAL_RIGHTS',
}

registerEnumType(MailServiceAction, {
  name: 'MailServiceAction',
  description:
    'Something that is done with a mail service as a whole; each value is the name of the mutation that does it. ' +
    'All are for administrators.',
  valuesConfig: {
    CREATE_MAILBOX: { description: '`createMailbox`.' },
    RESTORE_MAILBOX: { description: '`restoreMailbox`.' },
    SET_CATCH_ALL: { description: '`setCatchAll`.' },
    REMOVE_CATCH_ALL: { description: '`removeCatchAll`.' },
    UPDATE_GENERAL_RIGHTS: { description: '`updateGeneralRights`.' },
  },
});

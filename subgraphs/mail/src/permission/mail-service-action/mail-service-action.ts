import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

/** Each is named after the mutation that does it, and so is the action of the audit trail. */
export const MailServiceAction = describedEnum(
  'MailServiceAction',
  'Something that is done with a mail service as a whole; each value is the name of the mutation that does it. ' +
    'All are for administrators.',
  {
    CREATE_MAILBOX: '`createMailbox`.',
    RESTORE_MAILBOX: '`restoreMailbox`.',
    SET_CATCH_ALL: '`setCatchAll`.',
    REMOVE_CATCH_ALL: '`removeCatchAll`.',
    UPDATE_GENERAL_RIGHTS: '`updateGeneralRights`.',
  },
);
export type MailServiceAction = ValueOf<typeof MailServiceAction>;

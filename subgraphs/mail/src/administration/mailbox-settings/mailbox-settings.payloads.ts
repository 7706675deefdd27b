import { ObjectType } from 'type-graphql';
import { MailboxPayload } from '../../directory/mailbox/mailbox.payloads';

@ObjectType({ description: 'What `renameMailbox` answers.' })
export class RenameMailboxPayload extends MailboxPayload {}

@ObjectType({ description: 'What `suspendMailbox` answers. Suspending a second time is no error.' })
export class SuspendMailboxPayload extends MailboxPayload {}

@ObjectType({ description: 'What `resumeMailbox` answers. Resuming a second time is no error.' })
export class ResumeMailboxPayload extends MailboxPayload {}

@ObjectType({ description: 'What `setMailboxQuota` answers.' })
export class SetMailboxQuotaPayload extends MailboxPayload {}

@ObjectType({ description: 'What `setMailboxFilters` answers.' })
export class SetMailboxFiltersPayload extends MailboxPayload {}

@ObjectType({ description: 'What `setMailboxTimeZone` answers.' })
export class SetMailboxTimeZonePayload extends MailboxPayload {}

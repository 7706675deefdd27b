import { ObjectType } from 'type-graphql';
import { MailboxPayload } from '../../directory/mailbox/mailbox.payloads';

@ObjectType({
  description: 'Result of `renameMailbox`: `mailbox`, or the `userErrors` for which nothing was changed.',
})
export class RenameMailboxPayload extends MailboxPayload {}

@ObjectType({
  description:
    'Result of `suspendMailbox`: `mailbox`, or the `userErrors` for which nothing was changed. Suspending a second time is no error.',
})
export class SuspendMailboxPayload extends MailboxPayload {}

@ObjectType({
  description:
    'Result of `resumeMailbox`: `mailbox`, or the `userErrors` for which nothing was changed. Resuming a second time is no error.',
})
export class ResumeMailboxPayload extends MailboxPayload {}

@ObjectType({
  description: 'Result of `setMailboxQuota`: `mailbox`, or the `userErrors` for which nothing was changed.',
})
export class SetMailboxQuotaPayload extends MailboxPayload {}

@ObjectType({
  description: 'Result of `setMailboxFilters`: `mailbox`, or the `userErrors` for which nothing was changed.',
})
export class SetMailboxFiltersPayload extends MailboxPayload {}

@ObjectType({
  description:
    'Result of `setMailboxTimeZone`: `mailbox`, or the `userErrors` for which nothing was changed.',
})
export class SetMailboxTimeZonePayload extends MailboxPayload {}

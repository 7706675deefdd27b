import { ObjectType } from 'type-graphql';
import { MailboxPayload } from '../../directory/mailbox/mailbox.payloads';

@ObjectType({
  description:
    'Result of `addRedirection`: `mailbox`, or the `userErrors` for which nothing was changed. Adding one that is there is no error.',
})
export class AddRedirectionPayload extends MailboxPayload {}

@ObjectType({
  description: 'Result of `removeRedirection`: `mailbox`, or the `userErrors` for which nothing was changed.',
})
export class RemoveRedirectionPayload extends MailboxPayload {}

@ObjectType({
  description:
    'Result of `setRedirectionCopy`: `mailbox`, or the `userErrors` for which nothing was changed.',
})
export class SetRedirectionCopyPayload extends MailboxPayload {}

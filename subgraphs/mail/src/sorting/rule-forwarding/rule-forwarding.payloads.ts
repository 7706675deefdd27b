import { ObjectType } from 'type-graphql';
import { MailboxPayload } from '../../directory/mailbox/mailbox.payloads';

@ObjectType({
  description: 'The mailbox whose rules forward no longer. Where none did, nothing was changed.',
})
export class StopRuleForwardingPayload extends MailboxPayload {}

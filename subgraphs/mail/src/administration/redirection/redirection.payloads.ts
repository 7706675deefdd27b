import { ObjectType } from 'type-graphql';
import { MailboxPayload } from '../../directory/mailbox/mailbox.payloads';

@ObjectType({ description: 'What `addRedirection` answers. Adding one that is there is no error.' })
export class AddRedirectionPayload extends MailboxPayload {}

@ObjectType({ description: 'What `removeRedirection` answers.' })
export class RemoveRedirectionPayload extends MailboxPayload {}

@ObjectType({ description: 'What `setRedirectionCopy` answers.' })
export class SetRedirectionCopyPayload extends MailboxPayload {}

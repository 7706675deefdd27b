import { EmailAddress } from '@hostgraph/subgraph-kit';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { MailService } from '../mail-service/mail-service.type';

/**
 * The mail subgraph owns it; `@external` on each field says that we resolve none of them. It is the owner who
 * describes it to explorers: composition would take our description instead of the owner's.
 */
@ObjectType()
export class MailboxAddress {
  @Field(() => EmailAddress)
  @Directive('@external')
  address!: string;

  /** RFC 3339, as the gateway passes it on: since when the mailbox has the address. */
  @Field(() => Date)
  @Directive('@external')
  assignedAt!: string;
}

/**
 * The mail subgraph owns it and says who may read its log. What is external here arrives with the gateway's
 * reference, and only where a field requires it. The owner describes it to explorers.
 */
@ObjectType()
@Directive('@key(fields: "id")')
export class Mailbox {
  @Field(() => ID)
  id!: string;

  @Field(() => [MailboxAddress])
  @Directive('@external')
  addresses?: MailboxAddress[];

  @Field(() => MailService)
  @Directive('@external')
  mailService?: MailService;

  /** Comes from outside: only exactly true counts. */
  @Field(() => Boolean)
  @Directive('@external')
  viewerMayViewLogs!: unknown;

  /** As above. */
  @Field(() => Boolean)
  @Directive('@external')
  viewerIsMember!: unknown;
}

/** A mailbox by its id only: what else is to be known of it, the gateway asks mail for. */
export const mailboxNamed = (id: string): Mailbox => Object.assign(new Mailbox(), { id });

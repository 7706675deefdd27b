import { Field, ObjectType } from 'type-graphql';
import { MailStatus } from './mail-status';

/** One thing that happened to a message on its way to one recipient; kept in `MailEvent.history` as JSON. */
export interface DeliveryAttempt {
  /** RFC 3339 in UTC with milliseconds, so that text order is time order. */
  readonly time: string;
  readonly status: MailStatus;
  readonly enhancedStatusCode: string | null;
  readonly reply: string | null;
}

@ObjectType('DeliveryAttempt', {
  description: 'One thing that happened to a message on its way to one recipient.',
})
export class DeliveryAttemptType implements DeliveryAttempt {
  @Field(() => Date, { description: 'When it happened, by the clock of the mail server.' })
  time!: string;

  @Field(() => MailStatus, { description: 'What came of this attempt.' })
  status!: MailStatus;

  @Field(() => String, {
    nullable: true,
    description: 'Enhanced status code of the answer (RFC 3463), such as `4.2.2`; null where it had none.',
  })
  enhancedStatusCode!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The answering server’s own words; null where it said nothing, or where they are not the reader’s to ' +
      'know: a sender does not see what the servers behind an alias of somebody else answer.',
  })
  reply!: string | null;
}

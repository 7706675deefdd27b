import { AssumedSize } from '@hostgraph/subgraph-kit';
import { Field, Int, ObjectType } from 'type-graphql';
import { MailDirection } from '../../mail-event/mail-direction';
import { MailStatus } from '../../mail-event/mail-status';
import { LogPeriodNotCovered } from '../../retention/log-period-not-covered.type';

/** What is asked for most, by the day. */
const A_MONTH = 30;

@ObjectType({ description: 'How many events of one direction and status a bucket has.' })
export class ActivityCount {
  @Field(() => MailDirection, { description: 'Whether the mailbox sent or received the messages.' })
  readonly direction!: MailDirection;

  @Field(() => MailStatus, { description: 'What became of them so far.' })
  readonly status!: MailStatus;

  @Field(() => Int, { description: 'How many they are, at least one.' })
  readonly count!: number;
}

@ObjectType({ description: 'An hour or a day of a mail log, counted.' })
export class ActivityBucket {
  @Field({
    description:
      'When the hour or day begins, inclusive. The first one may begin before what was asked for, or is covered; then only ' +
      'its later part is counted.',
  })
  readonly start!: Date;

  @Field({ description: 'When it ends, exclusive: the start of the next one.' })
  readonly end!: Date;

  @Field(() => Int, { description: 'How many events it has in all.' })
  readonly total!: number;

  @Field(() => [ActivityCount], {
    description: 'How many of each direction and status; those of which there are none are left out.',
  })
  readonly counts!: readonly ActivityCount[];
}

@ObjectType({
  description:
    'A mail log counted by time, direction and status, for charts. It counts the same events as `activityLog` lists, up ' +
    'to the moment.',
})
export class ActivitySummary {
  @Field(() => [ActivityBucket], {
    description:
      'All hours or days, oldest first, also those without an event; at most 1000. Empty where nothing that was asked for ' +
      'is covered.',
  })
  @AssumedSize(A_MONTH)
  readonly buckets!: readonly ActivityBucket[];

  @Field(() => LogPeriodNotCovered, {
    nullable: true,
    description:
      'What was asked for and cannot be read under the mail service’s plan, so that it is not counted; null where nothing ' +
      'is missing. Without `from`, as much as is covered is asked for.',
  })
  readonly notCovered!: LogPeriodNotCovered | null;
}

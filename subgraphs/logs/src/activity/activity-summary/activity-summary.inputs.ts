import { Constrained } from '@hostgraph/subgraph-kit';
import { MinLength } from 'class-validator';
import { ArgsType, Field } from 'type-graphql';
import { MailDirection } from '../../mail-event/mail-direction';
import { SummaryInterval } from './summary-interval';

/** The longest IANA name has 32 characters. */
const MAX_ZONE = 64;

/** Of what a summary is wanted, and how finely. */
@ArgsType()
export class ActivitySummaryArgs {
  @Field(() => Date, {
    nullable: true,
    description: 'Only events at or after this time; leave it out for as far back as the plan covers.',
  })
  from?: Date | null;

  @Field(() => Date, {
    nullable: true,
    description:
      'Only events before this time, which must be later than `from`; leave it out for the end of the present bucket.',
  })
  to?: Date | null;

  @Field(() => SummaryInterval, {
    defaultValue: SummaryInterval.DAY,
    description: 'How long a bucket is.',
  })
  interval: SummaryInterval = SummaryInterval.DAY;

  @Field(() => String, {
    defaultValue: 'UTC',
    description: 'IANA name of the time zone whose days are meant, such as `Europe/Zurich`.',
  })
  @MinLength(1, { message: 'timeZone must be an IANA name such as Europe/Zurich' })
  @Constrained({ maxLength: MAX_ZONE })
  timeZone = 'UTC';

  @Field(() => MailDirection, { nullable: true, description: 'Only this direction; leave it out for both.' })
  direction?: MailDirection | null;
}

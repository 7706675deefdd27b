import { type Refusable, type UserError, UserErrors } from '@hostgraph/subgraph-kit';
import { Field, Int, ObjectType } from 'type-graphql';
import { MailService } from '../../directory/mail-service/mail-service.entity';
import { MailboxRight } from '../../access/mailbox-right';

@ObjectType({ description: 'How many users of present mailboxes hold other rights than new users will get.' })
export class GeneralRightDifference {
  @Field(() => MailboxRight, { description: 'Which right.' })
  right!: MailboxRight;

  @Field(() => Int, {
    description: 'In how many cases a user of a mailbox lacks it, though new users will get it; else 0.',
  })
  lackedBy!: number;

  @Field(() => Int, {
    description:
      'In how many cases a user of a mailbox was granted it, though new users will not get it; else 0.',
  })
  heldBy!: number;
}

@ObjectType({ description: 'What other general rights mean.' })
export class GeneralRightsImpact {
  @Field(() => [MailboxRight], {
    description: 'What users of new mailboxes get that they did not get before.',
  })
  added!: MailboxRight[];

  @Field(() => [MailboxRight], { description: 'What users of new mailboxes do not get any more.' })
  removed!: MailboxRight[];

  @Field(() => [GeneralRightDifference], {
    description:
      'Where users of present mailboxes differ from that. They keep what they have: general rights concern new ' +
      'mailboxes.',
  })
  differences!: GeneralRightDifference[];
}

export interface GeneralRightsOutcome extends Refusable {
  readonly mailService?: MailService;
  readonly impact?: GeneralRightsImpact;
}

@ObjectType({
  description:
    'Result of `updateGeneralRights`: `mailService` and `impact`, or the `userErrors` for which nothing was changed.',
})
export class UpdateGeneralRightsPayload implements GeneralRightsOutcome {
  @Field(() => MailService, { nullable: true, description: 'The mail service as it is now.' })
  mailService?: MailService;

  @Field(() => GeneralRightsImpact, {
    nullable: true,
    description: 'What changed, or would change in a dry run.',
  })
  impact?: GeneralRightsImpact;

  @UserErrors()
  userErrors!: readonly UserError[];
}

import { Constrained } from '@hostgraph/subgraph-kit';
import { ArrayNotEmpty, ArrayUnique, Matches } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { MailboxRight } from '../../access/mailbox-right';
import { visibleLine } from '../../template/text-rules';
import { USER_ID } from '../../directory/user/user.type';

const MAX_REASON = 500;
const REASON = visibleLine(MAX_REASON);

@InputType()
abstract class MailboxRightsInput {
  @Field(() => ID, { description: 'Id of the mailbox, `mbx_…`.' })
  mailboxId!: string;

  @Field(() => ID, {
    description:
      'Id of the user, `usr_…`. Rights of somebody who does not belong to the organization count for nothing until ' +
      'they do.',
  })
  @Matches(USER_ID, { message: 'userId must be the id of a user' })
  userId!: string;

  @Field(() => [MailboxRight], { description: 'Which rights, each once and at least one.' })
  @ArrayNotEmpty({ message: 'rights must name at least one right' })
  @ArrayUnique({ message: 'rights must name each right once' })
  rights!: MailboxRight[];

  @Field(() => String, {
    nullable: true,
    description: 'Why, for whoever reads `Mailbox.rightChanges` later: 1 to 500 visible characters.',
  })
  @Matches(REASON, { message: 'reason must be 1 to 500 visible characters' })
  @Constrained({ maxLength: MAX_REASON })
  reason?: string | null;
}

@InputType({ description: 'Input of `grantMailboxRights`.' })
export class GrantMailboxRightsInput extends MailboxRightsInput {
  @Field(() => Date, {
    nullable: true,
    description: 'When the rights end by themselves, at most 10 years ahead; never when left out.',
  })
  expiresAt?: Date | null;
}

@InputType({ description: 'Input of `withdrawMailboxRights`.' })
export class WithdrawMailboxRightsInput extends MailboxRightsInput {}

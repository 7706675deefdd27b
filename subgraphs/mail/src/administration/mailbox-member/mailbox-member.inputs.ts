import { Matches } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { USER_ID } from '../../directory/user/user.type';

@InputType()
abstract class MailboxMemberInput {
  @Field(() => ID, { description: 'Id of the mailbox, `mbx_…`.' })
  mailboxId!: string;

  @Field(() => ID, { description: 'Id of the user, `usr_…`.' })
  @Matches(USER_ID, { message: 'userId must be the id of a user' })
  userId!: string;
}

@InputType({ description: 'Input of `addMailboxMember`.' })
export class AddMailboxMemberInput extends MailboxMemberInput {}

@InputType({ description: 'Input of `removeMailboxMember`.' })
export class RemoveMailboxMemberInput extends MailboxMemberInput {}

import { ArrayUnique } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { MailboxRight } from '../../access/mailbox-right';

@InputType({ description: 'Input of `updateGeneralRights`.' })
export class UpdateGeneralRightsInput {
  @Field(() => ID, { description: 'Id of the mail service, `msv_…`.' })
  mailServiceId!: string;

  @Field(() => [MailboxRight], {
    description: 'All the rights that users of new mailboxes are to get, each once; none where it is empty.',
  })
  @ArrayUnique({ message: 'rights must name each right once' })
  rights!: MailboxRight[];

  @Field({
    defaultValue: false,
    description: 'Whether only to tell what would change: nothing is done, and `impact` is answered.',
  })
  dryRun!: boolean;
}

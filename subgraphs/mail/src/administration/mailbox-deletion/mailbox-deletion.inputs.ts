import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'What `deleteMailbox` is told.' })
export class DeleteMailboxInput {
  @Field(() => ID, { description: 'Id of the mailbox, `mbx_…`.' })
  mailboxId!: string;

  @Field({
    defaultValue: false,
    description: 'Whether only to tell what would happen: nothing is done, and `impact` is answered.',
  })
  dryRun!: boolean;
}

@InputType({ description: 'What `restoreMailbox` is told.' })
export class RestoreMailboxInput {
  @Field(() => ID, { description: 'Id of the mailbox, `mbx_…`, as `MailService.deletedMailboxes` names it.' })
  mailboxId!: string;
}

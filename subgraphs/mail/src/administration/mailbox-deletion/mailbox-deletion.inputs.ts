import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Input of `deleteMailbox`.' })
export class DeleteMailboxInput {
  @Field(() => ID, { description: 'Id of the mailbox, `mbx_…`.' })
  mailboxId!: string;

  @Field({
    defaultValue: false,
    description: 'Whether only to tell what would happen: nothing is done, and `impact` is answered.',
  })
  dryRun!: boolean;
}

@InputType({ description: 'Input of `restoreMailbox`.' })
export class RestoreMailboxInput {
  @Field(() => ID, { description: 'Id of the mailbox, `mbx_…`, as `MailService.deletedMailboxes` names it.' })
  mailboxId!: string;
}

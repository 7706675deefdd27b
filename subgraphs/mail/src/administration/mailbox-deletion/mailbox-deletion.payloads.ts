import { type Refusable, type UserError, UserErrors } from '@hostgraph/subgraph-kit';
import { Field, ObjectType } from 'type-graphql';
import type { Mailbox } from '../../directory/mailbox/mailbox.entity';
import { MailboxPayload } from '../../directory/mailbox/mailbox.payloads';
import { DeletedMailbox } from './deleted-mailbox.type';
import { MailboxDeletionImpact } from './mailbox-deletion-impact.type';

export interface DeletionOutcome extends Refusable {
  readonly deletedMailbox?: Mailbox;
  readonly impact?: MailboxDeletionImpact;
}

@ObjectType({
  description:
    'Result of `deleteMailbox`: `deletedMailbox` and `impact`, or the `userErrors` for which nothing was changed.',
})
export class DeleteMailboxPayload {
  @Field(() => DeletedMailbox, {
    nullable: true,
    description: 'What can be restored; null after a dry run and when there are `userErrors`.',
  })
  deletedMailbox?: DeletedMailbox;

  @Field(() => MailboxDeletionImpact, {
    nullable: true,
    description: 'What it does, or would do in a dry run.',
  })
  impact?: MailboxDeletionImpact;

  @UserErrors('Why it is not deleted, or would not be; empty where nothing hinders.')
  userErrors!: readonly UserError[];
}

@ObjectType({
  description: 'Result of `restoreMailbox`: `mailbox`, or the `userErrors` for which nothing was changed.',
})
export class RestoreMailboxPayload extends MailboxPayload {}

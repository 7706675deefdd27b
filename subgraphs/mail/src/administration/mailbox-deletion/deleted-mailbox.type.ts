import { Field, ID, ObjectType } from 'type-graphql';
import type { Mailbox } from '../../directory/mailbox/mailbox.entity';

/** What remains to be seen of a `Mailbox` that was deleted. */
@ObjectType({
  description:
    'A mailbox that was deleted and can be restored until `restorableUntil`. Until then it keeps its addresses, and ' +
    'nobody else can have them. For administrators of its organization.',
})
export class DeletedMailbox implements Pick<Mailbox, 'id' | 'displayName' | 'deletedAt'> {
  @Field(() => ID, { description: 'The id that it had and will have again, `mbx_…`.' })
  id!: string;

  @Field(() => String, { description: 'What people called it.' })
  displayName!: string;

  @Field(() => Date, { description: 'When it was deleted.' })
  deletedAt!: Date | null;
}

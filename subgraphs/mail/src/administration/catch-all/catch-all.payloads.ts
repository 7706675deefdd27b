import { type Refusable, type UserError, UserErrors } from '@hostgraph/subgraph-kit';
import { Field, ObjectType } from 'type-graphql';
import { MailService } from '../../directory/mail-service/mail-service.entity';

export interface CatchAllOutcome extends Refusable {
  readonly mailService?: MailService;
}

@ObjectType()
abstract class CatchAllPayload implements CatchAllOutcome {
  @Field(() => MailService, {
    nullable: true,
    description: 'The mail service as it is now; null when there are `userErrors`.',
  })
  mailService?: MailService;

  @UserErrors()
  userErrors!: readonly UserError[];
}

@ObjectType({
  description: 'Result of `setCatchAll`: `mailService`, or the `userErrors` for which nothing was changed.',
})
export class SetCatchAllPayload extends CatchAllPayload {}

@ObjectType({
  description:
    'Result of `removeCatchAll`: `mailService`, or the `userErrors` for which nothing was changed. Removing what is not there is no error.',
})
export class RemoveCatchAllPayload extends CatchAllPayload {}

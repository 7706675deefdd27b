import { UserError } from '@hostgraph/subgraph-kit';
import { Field, ObjectType } from 'type-graphql';
import { MailService } from '../../directory/mail-service/mail-service.entity';

export interface CatchAllOutcome {
  readonly mailService?: MailService;
  readonly userErrors: readonly UserError[];
}

@ObjectType()
abstract class CatchAllPayload implements CatchAllOutcome {
  @Field(() => MailService, {
    nullable: true,
    description: 'The mail service as it is now; null when there are `userErrors`.',
  })
  mailService?: MailService;

  @Field(() => [UserError], { description: 'Why nothing was done; empty where it is done.' })
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

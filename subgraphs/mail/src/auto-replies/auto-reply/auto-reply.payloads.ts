import { type Refusable, type UserError, UserErrors } from '@hostgraph/subgraph-kit';
import { Field, ObjectType } from 'type-graphql';
import { AutoReplyVariable } from '../template/auto-reply-variable';
import { AutoReply } from './auto-reply.entity';

/** What a mutation did to an auto-reply, or why it did nothing. */
export interface AutoReplyOutcome extends Refusable {
  readonly autoReply?: AutoReply;
  readonly missingVariables: readonly AutoReplyVariable[];
}

@ObjectType()
abstract class AutoReplyPayload {
  @Field(() => AutoReply, {
    nullable: true,
    description: 'The auto-reply as it is now; null when there are `userErrors`, or none was switched on.',
  })
  autoReply?: AutoReply;

  @UserErrors()
  userErrors!: readonly UserError[];
}

@ObjectType()
abstract class WrittenAutoReplyPayload extends AutoReplyPayload implements AutoReplyOutcome {
  @Field(() => [AutoReplyVariable], {
    description: 'The variables of the texts that have no value; empty where that is not what is wrong.',
  })
  missingVariables!: readonly AutoReplyVariable[];
}

@ObjectType({
  description:
    'Result of `activateAutoReply`: `autoReply` and `missingVariables`, or the `userErrors` for which nothing was changed.',
})
export class ActivateAutoReplyPayload extends WrittenAutoReplyPayload {}

@ObjectType({
  description:
    'Result of `updateAutoReply`: `autoReply` and `missingVariables`, or the `userErrors` for which nothing was changed.',
})
export class UpdateAutoReplyPayload extends WrittenAutoReplyPayload {}

@ObjectType({
  description:
    'Result of `reapplyAutoReplyTemplate`: `autoReply` and `missingVariables`, or the `userErrors` for which nothing was changed.',
})
export class ReapplyAutoReplyTemplatePayload extends WrittenAutoReplyPayload {}

@ObjectType({
  description:
    'Result of `deactivateAutoReply`: `autoReply`, or the `userErrors` for which nothing was changed.',
})
export class DeactivateAutoReplyPayload extends AutoReplyPayload {}

@ObjectType({
  description:
    'Result of `resetAutoReplyHistory`: `autoReply`, or the `userErrors` for which nothing was changed.',
})
export class ResetAutoReplyHistoryPayload extends AutoReplyPayload {}

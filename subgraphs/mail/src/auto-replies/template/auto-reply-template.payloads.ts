import { type Refusable, type UserError, UserErrors } from '@hostgraph/subgraph-kit';
import { Field, ID, ObjectType } from 'type-graphql';
import { AutoReplyTemplate } from './auto-reply-template.entity';

/** What a mutation did to a template, or why it did nothing. */
export interface AutoReplyTemplateOutcome extends Refusable {
  readonly template?: AutoReplyTemplate;
}

@ObjectType()
abstract class AutoReplyTemplatePayload implements AutoReplyTemplateOutcome {
  @Field(() => AutoReplyTemplate, {
    nullable: true,
    description: 'The template as it is now; null when there are `userErrors`.',
  })
  template?: AutoReplyTemplate;

  @UserErrors()
  userErrors!: readonly UserError[];
}

@ObjectType({
  description:
    'Result of `createAutoReplyTemplate`: `template`, or the `userErrors` for which nothing was changed.',
})
export class CreateAutoReplyTemplatePayload extends AutoReplyTemplatePayload {}

@ObjectType({
  description:
    'Result of `updateAutoReplyTemplate`: `template`, or the `userErrors` for which nothing was changed.',
})
export class UpdateAutoReplyTemplatePayload extends AutoReplyTemplatePayload {}

@ObjectType({
  description:
    'Result of `deleteAutoReplyTemplate`: `deletedTemplateId`, or the `userErrors` for which nothing was changed.',
})
export class DeleteAutoReplyTemplatePayload {
  @Field(() => ID, { description: 'Id of the template that is gone.' })
  deletedTemplateId!: string;

  @UserErrors('Why it was not deleted; empty, for there is nothing against it.')
  userErrors!: readonly UserError[];
}

import { UserError } from '@hostgraph/subgraph-kit';
import { Field, ID, ObjectType } from 'type-graphql';
import { AutoReplyTemplate } from './auto-reply-template.entity';

/** What a mutation did to a template, or why it did nothing. */
export interface AutoReplyTemplateOutcome {
  readonly template?: AutoReplyTemplate;
  readonly userErrors: readonly UserError[];
}

@ObjectType()
abstract class AutoReplyTemplatePayload implements AutoReplyTemplateOutcome {
  @Field(() => AutoReplyTemplate, {
    nullable: true,
    description: 'The template as it is now; null when there are `userErrors`.',
  })
  template?: AutoReplyTemplate;

  @Field(() => [UserError], { description: 'Why nothing was done; empty where it is done.' })
  userErrors!: readonly UserError[];
}

@ObjectType({ description: 'What `createAutoReplyTemplate` answers.' })
export class CreateAutoReplyTemplatePayload extends AutoReplyTemplatePayload {}

@ObjectType({ description: 'What `updateAutoReplyTemplate` answers.' })
export class UpdateAutoReplyTemplatePayload extends AutoReplyTemplatePayload {}

@ObjectType({ description: 'What `deleteAutoReplyTemplate` answers.' })
export class DeleteAutoReplyTemplatePayload {
  @Field(() => ID, { description: 'Id of the template that is gone.' })
  deletedTemplateId!: string;

  @Field(() => [UserError], {
    description: 'Why it was not deleted; empty, for there is nothing against it.',
  })
  userErrors!: readonly UserError[];
}

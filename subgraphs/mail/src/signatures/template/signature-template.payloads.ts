import { type Refusable, type UserError, UserErrors } from '@hostgraph/subgraph-kit';
import { Field, ID, ObjectType } from 'type-graphql';
import { SignatureTemplate } from './signature-template.entity';

/** What a mutation did to a template, or why it did nothing. */
export interface SignatureTemplateOutcome extends Refusable {
  readonly signatureTemplate?: SignatureTemplate;
}

/** Which template is gone. */
export interface SignatureTemplateDeletion extends Refusable {
  readonly deletedId: string;
}

@ObjectType()
abstract class SignatureTemplatePayload implements SignatureTemplateOutcome {
  @Field(() => SignatureTemplate, {
    nullable: true,
    description: 'The template as it is now; null when there are `userErrors`.',
  })
  signatureTemplate?: SignatureTemplate;

  @UserErrors()
  userErrors!: readonly UserError[];
}

@ObjectType({
  description:
    'Result of `createSignatureTemplate`: `signatureTemplate`, or the `userErrors` for which nothing was changed.',
})
export class CreateSignatureTemplatePayload extends SignatureTemplatePayload {}

@ObjectType({
  description:
    'Result of `updateSignatureTemplate`: `signatureTemplate`, or the `userErrors` for which nothing was changed.',
})
export class UpdateSignatureTemplatePayload extends SignatureTemplatePayload {}

@ObjectType({
  description:
    'Result of `deleteSignatureTemplate`: `deletedId`, or the `userErrors` for which nothing was changed.',
})
export class DeleteSignatureTemplatePayload implements SignatureTemplateDeletion {
  @Field(() => ID, { description: 'Id of the template that is gone.' })
  deletedId!: string;

  @UserErrors('Why it was not deleted; empty, for there is nothing against it.')
  userErrors!: readonly UserError[];
}

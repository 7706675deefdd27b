import { Constrained } from '@hostgraph/subgraph-kit';
import { Matches, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { TemplateVisibility } from '../../template/template-visibility';
import { MAX_NAME, NAME, NAME_RULE } from '../../template/text-rules';
import { SignatureTextInput } from './signature-text.inputs';

@InputType({ description: 'Input of `createSignatureTemplate`.' })
export class CreateSignatureTemplateInput {
  @Field(() => ID, { description: 'Id of the mail service whose mailboxes it is for, `msv_…`.' })
  mailServiceId!: string;

  @Field({ description: `What it is called: 1 to ${MAX_NAME} visible characters.` })
  @Matches(NAME, NAME_RULE)
  @Constrained({ maxLength: MAX_NAME })
  name!: string;

  @Field(() => SignatureTextInput, { description: 'What it says.' })
  @ValidateNested()
  text!: SignatureTextInput;

  @Field(() => TemplateVisibility, {
    defaultValue: TemplateVisibility.VISIBLE,
    description: 'Whom it is offered to.',
  })
  visibility: TemplateVisibility = TemplateVisibility.VISIBLE;
}

@InputType({ description: 'Input of `updateSignatureTemplate`. What is left out stays as it is.' })
export class UpdateSignatureTemplateInput {
  @Field(() => ID, { description: 'Id of the template, `sgt_…`.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'What it is called from now on.' })
  @Matches(NAME, NAME_RULE)
  @Constrained({ maxLength: MAX_NAME })
  name?: string | null;

  @Field(() => SignatureTextInput, {
    nullable: true,
    description: 'All that it says from now on: without `html`, it has none.',
  })
  @ValidateNested()
  text?: SignatureTextInput | null;

  @Field(() => TemplateVisibility, { nullable: true, description: 'Whom it is offered to from now on.' })
  visibility?: TemplateVisibility | null;
}

@InputType({ description: 'Input of `deleteSignatureTemplate`.' })
export class DeleteSignatureTemplateInput {
  @Field(() => ID, { description: 'Id of the template, `sgt_…`.' })
  id!: string;
}

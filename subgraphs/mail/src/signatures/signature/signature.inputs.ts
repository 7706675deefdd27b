import { Constrained } from '@hostgraph/subgraph-kit';
import { Matches, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { SignatureTextInput } from '../template/signature-text.inputs';
import { SignatureVariable } from '../template/signature-variable';
import { MAX_NAME, MAX_VALUE, NAME, NAME_RULE, visibleLine } from '../../template/text-rules';
import { SignatureState } from './signature-state';

const MAX_VALUES = 20;

@InputType({ description: 'The value of a variable in the text of a signature.' })
export class SignatureValueInput {
  @Field(() => SignatureVariable, {
    description: 'Which variable. Where one is given twice, the last value counts.',
  })
  variable!: SignatureVariable;

  @Field(() => String, {
    nullable: true,
    description:
      `What stands in its place, one line of 1 to ${MAX_VALUE} visible characters; in HTML it is escaped. Null ` +
      'takes back what was given: the variable has its default again, or none.',
  })
  @Matches(visibleLine(MAX_VALUE), { message: `value must be 1 to ${MAX_VALUE} visible characters` })
  @Constrained({ maxLength: MAX_VALUE })
  value?: string | null;
}

@InputType({ description: 'Input of `createSignature`.' })
export class CreateSignatureInput {
  @Field(() => ID, { description: 'Id of the mailbox, `mbx_…`.' })
  mailboxId!: string;

  @Field({ description: `What it is called: 1 to ${MAX_NAME} visible characters.` })
  @Matches(NAME, NAME_RULE)
  @Constrained({ maxLength: MAX_NAME })
  name!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'Id of a visible template of the mail service, `sgt_…`, whose text it gets; leave it out where `text` is given.',
  })
  templateId?: string | null;

  @Field(() => SignatureTextInput, {
    nullable: true,
    description: 'A text of its own; leave it out where `templateId` is given.',
  })
  @ValidateNested()
  text?: SignatureTextInput | null;

  @Field(() => [SignatureValueInput], {
    defaultValue: [],
    description: `Values for the variables of the text, at most ${MAX_VALUES}; NAME and EMAIL have defaults.`,
  })
  @ValidateNested()
  @Constrained({ maxItems: MAX_VALUES })
  values!: SignatureValueInput[];

  @Field(() => SignatureState, {
    defaultValue: SignatureState.DRAFT,
    description: 'READY where it is finished, which is refused while variables have no value.',
  })
  state: SignatureState = SignatureState.DRAFT;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Whether new messages get it, in place of the signature that they have got. It must be READY.',
  })
  isDefault = false;
}

@InputType({
  description:
    'Input of `updateSignature`. What is left out stays as it is; what is known of the mailbox is filled in anew.',
})
export class UpdateSignatureInput {
  @Field(() => ID, { description: 'Id of the signature, `sig_…`.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'What it is called from now on.' })
  @Matches(NAME, NAME_RULE)
  @Constrained({ maxLength: MAX_NAME })
  name?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Id of a visible template, whose present text it gets: that of another one, or the newest of its own.',
  })
  templateId?: string | null;

  @Field(() => SignatureTextInput, {
    nullable: true,
    description: 'A text of its own from now on; it is a copy of no template any more.',
  })
  @ValidateNested()
  text?: SignatureTextInput | null;

  @Field(() => [SignatureValueInput], {
    nullable: true,
    description: `Values that are new, at most ${MAX_VALUES}; others stay.`,
  })
  @ValidateNested()
  @Constrained({ maxItems: MAX_VALUES })
  values?: SignatureValueInput[] | null;

  @Field(() => SignatureState, {
    nullable: true,
    description: 'READY finishes a draft and is refused while variables have no value; DRAFT takes it back.',
  })
  state?: SignatureState | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether new messages get it, in place of the signature that they have got. It must be READY.',
  })
  isDefault?: boolean | null;
}

@InputType({ description: 'Input of `deleteSignature`.' })
export class DeleteSignatureInput {
  @Field(() => ID, { description: 'Id of the signature, `sig_…`.' })
  id!: string;
}

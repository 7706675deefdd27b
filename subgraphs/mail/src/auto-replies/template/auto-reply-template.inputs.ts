import { Constrained } from '@hostgraph/subgraph-kit';
import { ArrayNotEmpty, Matches, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import {
  HTML,
  LANGUAGE_TAG,
  MAX_HTML,
  MAX_LANGUAGE,
  MAX_NAME,
  MAX_SUBJECT,
  MAX_TEXT,
  SUBJECT,
  TEXT,
  NAME,
  NAME_RULE,
} from '../../template/text-rules';
import { TemplateVisibility } from '../../template/template-visibility';

const MAX_LANGUAGES = 20;
const TEXTS_RULE = { message: `texts must be 1 to ${MAX_LANGUAGES}` };

@InputType({ description: 'What a template of auto-replies says in one language.' })
export class AutoReplyTemplateTextInput {
  @Field({ description: 'The language as a tag such as `de` or `fr-CH` (RFC 5646).' })
  @Matches(LANGUAGE_TAG, { message: 'language must be a tag such as de or fr-CH' })
  @Constrained({ maxLength: MAX_LANGUAGE })
  language!: string;

  @Field({ description: `The subject of the reply, one line of 1 to ${MAX_SUBJECT} characters.` })
  @Matches(SUBJECT, { message: `subject must be one line of 1 to ${MAX_SUBJECT} characters` })
  @Constrained({ maxLength: MAX_SUBJECT })
  subject!: string;

  @Field({
    description:
      `The reply as plain text, 1 to ${MAX_TEXT} characters. \`{{name}}\`, \`{{returnDate}}\` and \`{{deputy}}\` ` +
      'are filled in for each mailbox (`AutoReplyVariable`); anything else between two braces is refused.',
  })
  @Matches(TEXT, { message: `body must be 1 to ${MAX_TEXT} characters without control characters` })
  @Constrained({ maxLength: MAX_TEXT })
  body!: string;

  @Field(() => String, {
    nullable: true,
    description:
      `The same as HTML, at most ${MAX_HTML} characters, for programs that show it. What could do harm, such as ` +
      'scripts, forms and style sheets, is taken out.',
  })
  @Matches(HTML, { message: `html must be 1 to ${MAX_HTML} characters without control characters` })
  @Constrained({ maxLength: MAX_HTML })
  html?: string | null;
}

@InputType({ description: 'Input of `createAutoReplyTemplate`.' })
export class CreateAutoReplyTemplateInput {
  @Field(() => ID, { description: 'Id of the mail service whose users it is for, `msv_…`.' })
  mailServiceId!: string;

  @Field({ description: `What administrators call it, 1 to ${MAX_NAME} visible characters.` })
  @Matches(NAME, NAME_RULE)
  @Constrained({ maxLength: MAX_NAME })
  name!: string;

  @Field(() => TemplateVisibility, {
    defaultValue: TemplateVisibility.VISIBLE,
    description: 'Whether it is offered to users at once.',
  })
  visibility: TemplateVisibility = TemplateVisibility.VISIBLE;

  @Field(() => [AutoReplyTemplateTextInput], {
    description: `What it says, in 1 to ${MAX_LANGUAGES} languages. The first is used where no language is named.`,
  })
  @ArrayNotEmpty(TEXTS_RULE)
  @ValidateNested()
  @Constrained({ maxItems: MAX_LANGUAGES })
  texts!: AutoReplyTemplateTextInput[];
}

@InputType({ description: 'Input of `updateAutoReplyTemplate`. What is left out stays as it is.' })
export class UpdateAutoReplyTemplateInput {
  @Field(() => ID, { description: 'Id of the template, `art_…`.' })
  templateId!: string;

  @Field(() => String, { nullable: true, description: `Another name, 1 to ${MAX_NAME} visible characters.` })
  @Matches(NAME, NAME_RULE)
  @Constrained({ maxLength: MAX_NAME })
  name?: string | null;

  @Field(() => TemplateVisibility, { nullable: true, description: 'Whether it is offered to users.' })
  visibility?: TemplateVisibility | null;

  @Field(() => [AutoReplyTemplateTextInput], {
    nullable: true,
    description:
      'All its texts, in place of those that it has. Auto-replies that were made from it do not change.',
  })
  @ArrayNotEmpty(TEXTS_RULE)
  @ValidateNested()
  @Constrained({ maxItems: MAX_LANGUAGES })
  texts?: AutoReplyTemplateTextInput[] | null;
}

@InputType({ description: 'Input of `deleteAutoReplyTemplate`.' })
export class DeleteAutoReplyTemplateInput {
  @Field(() => ID, { description: 'Id of the template, `art_…`.' })
  templateId!: string;
}

import { Constrained } from '@hostgraph/subgraph-kit';
import { Matches } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { HTML, MAX_HTML, MAX_TEXT, TEXT } from '../../template/text-rules';

@InputType({
  description:
    'What a signature says. What is left open stands between two braces, such as `{{jobTitle}}` ' +
    '(`SignatureVariable`); anything else between two braces is refused.',
})
export class SignatureTextInput {
  @Field({ description: `As plain text, 1 to ${MAX_TEXT} characters.` })
  @Matches(TEXT, { message: `plain must be 1 to ${MAX_TEXT} characters without control characters` })
  @Constrained({ maxLength: MAX_TEXT })
  plain!: string;

  @Field(() => String, {
    nullable: true,
    description:
      `The same as HTML, at most ${MAX_HTML} characters. What could do harm, such as scripts, forms and style ` +
      'sheets, is taken out; pictures must come by https.',
  })
  @Matches(HTML, { message: `html must be 1 to ${MAX_HTML} characters without control characters` })
  @Constrained({ maxLength: MAX_HTML })
  html?: string | null;
}

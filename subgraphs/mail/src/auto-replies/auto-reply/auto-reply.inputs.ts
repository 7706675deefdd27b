import { Constrained, IdempotencyKey, LocalDate, LocalDateTime } from '@hostgraph/subgraph-kit';
import { Matches, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { AutoReplyVariable } from '../template/auto-reply-variable';
import {
  HTML,
  LANGUAGE_TAG,
  MAX_HTML,
  MAX_LANGUAGE,
  MAX_SUBJECT,
  MAX_TEXT,
  MAX_VALUE,
  SUBJECT,
  TEXT,
  visibleLine,
} from '../../template/text-rules';
import { AutoReplyAudience } from './auto-reply-audience';
import type { LocalSchedule } from './schedule';

const MAX_VARIABLES = 20;
const DEFAULT_INTERVAL = 7;
/** RFC 5230, 4.1: servers should take at least 30 days. */
const LONGEST_INTERVAL = 30;

@InputType({
  description: 'A text of your own for an auto-reply. It may have the variables of `AutoReplyVariable`.',
})
export class AutoReplyTextInput {
  @Field({ description: `The subject of the reply, one line of 1 to ${MAX_SUBJECT} characters.` })
  @Matches(SUBJECT, { message: `subject must be one line of 1 to ${MAX_SUBJECT} characters` })
  @Constrained({ maxLength: MAX_SUBJECT })
  subject!: string;

  @Field({ description: `The reply as plain text, 1 to ${MAX_TEXT} characters.` })
  @Matches(TEXT, { message: `body must be 1 to ${MAX_TEXT} characters without control characters` })
  @Constrained({ maxLength: MAX_TEXT })
  body!: string;

  @Field(() => String, {
    nullable: true,
    description: `The same as HTML, at most ${MAX_HTML} characters. What could do harm, such as scripts, is taken out.`,
  })
  @Matches(HTML, { message: `html must be 1 to ${MAX_HTML} characters without control characters` })
  @Constrained({ maxLength: MAX_HTML })
  html?: string | null;
}

@InputType({ description: 'What an auto-reply is to say: from a template, or a text of your own.' })
export class AutoReplyContentInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Id of a visible template of the mail service, `art_…`; leave it out where `text` is given.',
  })
  templateId?: string | null;

  @Field(() => AutoReplyTextInput, {
    nullable: true,
    description: 'A text of your own; leave it out where `templateId` is given.',
  })
  @ValidateNested()
  text?: AutoReplyTextInput | null;

  @Field(() => String, {
    nullable: true,
    description:
      'A language tag such as `de` or `fr-CH` (RFC 5646): which text of the template is taken, by default its first; ' +
      'of a text of your own, how a date is written in it, by default in English.',
  })
  @Matches(LANGUAGE_TAG, { message: 'language must be a tag such as de or fr-CH' })
  @Constrained({ maxLength: MAX_LANGUAGE })
  language?: string | null;
}

@InputType({
  description:
    'When an auto-reply answers: days and times of the mailbox’s time zone. A time that is skipped when clocks are ' +
    'put forward counts as the same time after; one that comes twice when they are put back is the first. What is ' +
    'past already counts as now.',
})
export class AutoReplyScheduleInput implements LocalSchedule {
  @Field(() => LocalDate, {
    nullable: true,
    description: 'From the beginning of this day on. Without it and without `from`, it answers at once.',
  })
  firstDay?: string | null;

  @Field(() => LocalDateTime, { nullable: true, description: 'From this time on, which is included.' })
  from?: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'Until the end of this day, which is included: the day before the return.',
  })
  lastDay?: string | null;

  @Field(() => LocalDateTime, {
    nullable: true,
    description:
      'Until this time, which is not included. Without it and without `lastDay`, it answers until it is switched off.',
  })
  until?: string | null;
}

@InputType({ description: 'The value of a variable in the text of an auto-reply.' })
export class AutoReplyVariableInput {
  @Field(() => AutoReplyVariable, {
    description: 'Which variable. Where one is given twice, the last value counts.',
  })
  variable!: AutoReplyVariable;

  @Field({ description: `What stands in its place, one line of 1 to ${MAX_VALUE} visible characters.` })
  @Matches(visibleLine(MAX_VALUE), { message: `value must be 1 to ${MAX_VALUE} visible characters` })
  @Constrained({ maxLength: MAX_VALUE })
  value!: string;
}

@InputType()
export abstract class AutoReplyInput {
  @Field(() => ID, { description: 'Id of the mailbox, `mbx_…`.' })
  mailboxId!: string;

  @Field(() => AutoReplyAudience, {
    defaultValue: AutoReplyAudience.EVERYBODY,
    description: 'Who is answered.',
  })
  audience: AutoReplyAudience = AutoReplyAudience.EVERYBODY;

  @Field(() => AutoReplyContentInput, { description: 'What is said.' })
  @ValidateNested()
  content!: AutoReplyContentInput;

  @Field(() => AutoReplyContentInput, {
    nullable: true,
    description:
      'What is said to external correspondents, where that is something else; with the audience EVERYBODY alone.',
  })
  @ValidateNested()
  externalContent?: AutoReplyContentInput | null;

  @Field(() => [AutoReplyVariableInput], {
    defaultValue: [],
    description: `Values for the variables of the texts, at most ${MAX_VARIABLES}; \`NAME\` and \`RETURN_DATE\` have defaults.`,
  })
  @ValidateNested()
  @Constrained({ maxItems: MAX_VARIABLES })
  variables!: AutoReplyVariableInput[];

  @Field(() => AutoReplyScheduleInput, {
    nullable: true,
    description: 'When it answers; without it, from now on until it is switched off.',
  })
  @ValidateNested()
  schedule?: AutoReplyScheduleInput | null;

  @Field(() => Int, {
    defaultValue: DEFAULT_INTERVAL,
    description:
      `For how many days somebody who was answered is not answered again, 1 to ${LONGEST_INTERVAL}. Where you want ` +
      'each correspondent to be answered once in an absence, choose as many as it has.',
  })
  @Min(1, { message: 'repeatIntervalDays must be at least 1' })
  @Max(LONGEST_INTERVAL, { message: `repeatIntervalDays must be at most ${LONGEST_INTERVAL}` })
  repeatIntervalDays: number = DEFAULT_INTERVAL;
}

@InputType({ description: 'Input of `activateAutoReply`.' })
export class ActivateAutoReplyInput extends AutoReplyInput {
  @IdempotencyKey(
    'answers what it answered first. Without one, repeating it switches on another auto-reply, and everybody is answered anew.',
    { nullable: true },
  )
  idempotencyKey?: string | null;
}

@InputType({
  description:
    'Input of `updateAutoReply`: all of what the auto-reply is to be from now on. What is left out has its default.',
})
export class UpdateAutoReplyInput extends AutoReplyInput {}

@InputType({ description: 'Input of `reapplyAutoReplyTemplate`.' })
export class ReapplyAutoReplyTemplateInput {
  @Field(() => ID, { description: 'Id of the mailbox, `mbx_…`.' })
  mailboxId!: string;
}

@InputType({ description: 'Input of `deactivateAutoReply`.' })
export class DeactivateAutoReplyInput {
  @Field(() => ID, { description: 'Id of the mailbox, `mbx_…`.' })
  mailboxId!: string;
}

@InputType({ description: 'Input of `resetAutoReplyHistory`.' })
export class ResetAutoReplyHistoryInput {
  @Field(() => ID, { description: 'Id of the mailbox, `mbx_…`.' })
  mailboxId!: string;
}

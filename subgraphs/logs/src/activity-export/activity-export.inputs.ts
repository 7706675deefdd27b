import { Constrained, IdempotencyKey } from '@hostgraph/subgraph-kit';
import { ArrayNotEmpty, ArrayUnique, Matches, MinLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { MAX_ADDRESS } from '../activity/activity-log/activity-log.inputs';
import { MailDirection } from '../mail-event/mail-direction';
import { MailStatus } from '../mail-event/mail-status';
import { ExportFormat } from './export-format';

@InputType({
  description: 'Input of `exportActivityLog`: whose log, which events of it, and how to write them.',
})
export class ExportActivityLogInput {
  @Field(() => ID, { description: 'Id of the mailbox, `mbx_…`.' })
  mailboxId!: string;

  @Field(() => ExportFormat, { description: 'How the events are written.' })
  format!: ExportFormat;

  @IdempotencyKey('answers the export that the first one started.')
  idempotencyKey!: string;

  @Field(() => MailDirection, { nullable: true, description: 'Only this direction; leave it out for both.' })
  direction?: MailDirection | null;

  @Field(() => Date, { nullable: true, description: 'Only events at or after this time.' })
  from?: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: 'Only events before this time, which must be later than `from`.',
  })
  to?: Date | null;

  @Field(() => [MailStatus], {
    nullable: true,
    description: 'Only events with one of these statuses; leave it out for all. An empty list is refused.',
  })
  @ArrayNotEmpty({ message: 'status must name at least one status, or be left out' })
  @ArrayUnique({ message: 'status must name each status once' })
  status?: MailStatus[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      `Only events whose \`correspondent\` contains this text, 1 to ${MAX_ADDRESS} characters, in upper or lower ` +
      'case. No character is a wildcard.',
  })
  @MinLength(1, { message: `correspondent must have 1 to ${MAX_ADDRESS} characters` })
  @Matches(/^[^\u0000]*$/, { message: 'correspondent must not contain U+0000' })
  @Constrained({ maxLength: MAX_ADDRESS })
  correspondent?: string | null;
}

@InputType({ description: 'Input of `cancelActivityLogExport`.' })
export class CancelActivityLogExportInput {
  @Field(() => ID, { description: 'Id of the export, `lex_…`.' })
  id!: string;
}

@InputType({ description: 'Input of `createActivityLogDownload`.' })
export class CreateActivityLogDownloadInput {
  @Field(() => ID, { description: 'Id of the export, `lex_…`.' })
  exportId!: string;
}

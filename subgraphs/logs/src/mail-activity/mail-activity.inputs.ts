import { Constrained } from '@hostgraph/subgraph-kit';
import { ArrayNotEmpty, ArrayUnique, Matches, MinLength } from 'class-validator';
import { ArgsType, Field, ID } from 'type-graphql';
import { MAX_ADDRESS } from '../activity/activity-log/activity-log.inputs';
import { MailDirection } from '../mail-event/mail-direction';
import { MailStatus } from '../mail-event/mail-status';

/** Whose log is followed, and which events of it. */
@ArgsType()
export class MailActivityArgs {
  @Field(() => ID, { description: 'Id of the mailbox, `mbx_…`.' })
  mailboxId!: string;

  @Field(() => MailDirection, { nullable: true, description: 'Only this direction; leave it out for both.' })
  direction?: MailDirection | null;

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

import { Constrained, EmailAddress, SafeInt } from '@hostgraph/subgraph-kit';
import { Matches, Max, Min } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { GIVEN_ADDRESS } from '../../directory/mailbox-address/address-parts';
import { visibleLine } from '../../template/text-rules';

export const MAX_DISPLAY_NAME = 200;
export const DISPLAY_NAME = visibleLine(MAX_DISPLAY_NAME);

const MIN_QUOTA = 1_048_576;
const MAX_QUOTA = 17_592_186_044_416;

/** The longest name has 32 characters. */
const MAX_ZONE = 64;

@InputType()
abstract class MailboxInput {
  @Field(() => ID, { description: 'Id of the mailbox, `mbx_…`.' })
  mailboxId!: string;
}

@InputType({ description: 'Input of `renameMailbox`; what is left out stays as it is.' })
export class RenameMailboxInput extends MailboxInput {
  @Field(() => String, {
    nullable: true,
    description: 'What people are to call it: 1 to 200 visible characters.',
  })
  @Matches(DISPLAY_NAME, { message: 'displayName must be 1 to 200 visible characters' })
  @Constrained({ maxLength: MAX_DISPLAY_NAME })
  displayName?: string | null;

  @Field(() => EmailAddress, {
    nullable: true,
    description:
      'Its primary address from now on: one of its aliases, or a new address in a domain of the mail service. The ' +
      `present one becomes an alias, so that its mail still arrives; remove it with \`removeMailboxAlias\`. ${GIVEN_ADDRESS}`,
  })
  address?: string | null;
}

@InputType({ description: 'Input of `suspendMailbox`.' })
export class SuspendMailboxInput extends MailboxInput {}

@InputType({ description: 'Input of `resumeMailbox`.' })
export class ResumeMailboxInput extends MailboxInput {}

@InputType({ description: 'Input of `setMailboxQuota`.' })
export class SetMailboxQuotaInput extends MailboxInput {
  @Field(() => SafeInt, {
    description:
      'How many bytes of messages it may hold, from 1 MiB to 16 TiB. Where it holds more already, nothing is removed, ' +
      'and nothing more is delivered.',
  })
  @Min(MIN_QUOTA, { message: `quotaBytes must be at least ${MIN_QUOTA}` })
  @Max(MAX_QUOTA, { message: `quotaBytes must be at most ${MAX_QUOTA}` })
  quotaBytes!: number;
}

@InputType({ description: 'Input of `setMailboxFilters`; what is left out stays as it is.' })
export class SetMailboxFiltersInput extends MailboxInput {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether messages that the spam filter recognises are put into the folder for spam.',
  })
  antispamEnabled?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether advertising and newsletters are put into a folder of their own.',
  })
  adFilterEnabled?: boolean | null;
}

@InputType({ description: 'Input of `setMailboxTimeZone`.' })
export class SetMailboxTimeZoneInput extends MailboxInput {
  @Field({
    description: `A name of the IANA time zone database, such as \`Europe/Zurich\`, of at most ${MAX_ZONE} characters.`,
  })
  @Constrained({ maxLength: MAX_ZONE })
  timeZone!: string;
}

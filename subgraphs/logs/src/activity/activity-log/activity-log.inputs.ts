import { ConnectionArgs, Constrained, Cost, EmailAddress } from '@hostgraph/subgraph-kit';
import { ArrayNotEmpty, ArrayUnique, Matches, MinLength } from 'class-validator';
import { ArgsType, Field } from 'type-graphql';
import { MailDirection } from '../../mail-event/mail-direction';
import { MailStatus } from '../../mail-event/mail-status';

/** RFC 5321, 4.5.3.1.3: no address is longer. */
export const MAX_ADDRESS = 254;
/** No subject in a log is longer. */
const MAX_SUBJECT = 200;
/** As many as a mailbox can have. */
const MAX_ADDRESSES = 100;

/** It reads what it does not answer: twice a page in common logs, many times in those that have no such event. */
const SEARCH_IN_TEXT = 100;

/** Which events of a log, and which page of them. */
@ArgsType()
export class ActivityLogArgs extends ConnectionArgs {
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
    description:
      'Only events with one of these statuses; leave it out for all. An empty list is refused: it would ' +
      'match nothing, which nobody means.',
  })
  @ArrayNotEmpty({ message: 'status must name at least one status, or be left out' })
  @ArrayUnique({ message: 'status must name each status once' })
  status?: MailStatus[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      `Only events whose \`correspondent\` contains this text, 1 to ${MAX_ADDRESS} characters, in upper or lower ` +
      'case: an address or any part of one, such as `@example.test`. No character is a wildcard.',
  })
  @Cost(SEARCH_IN_TEXT)
  @MinLength(1, { message: `correspondent must have 1 to ${MAX_ADDRESS} characters` })
  @Matches(/^[^\u0000]*$/, { message: 'correspondent must not contain U+0000' })
  @Constrained({ maxLength: MAX_ADDRESS })
  correspondent?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      `Only events whose \`subject\` contains this text, 1 to ${MAX_SUBJECT} characters, in upper or lower case. No ` +
      'character is a wildcard. Events without a known subject are left out.',
  })
  @Cost(SEARCH_IN_TEXT)
  @MinLength(1, { message: `subject must have 1 to ${MAX_SUBJECT} characters` })
  @Matches(/^[^\u0000]*$/, { message: 'subject must not contain U+0000' })
  @Constrained({ maxLength: MAX_SUBJECT })
  subject?: string | null;
}

/** As for one mailbox; and of which addresses. */
@ArgsType()
export class MailServiceActivityLogArgs extends ActivityLogArgs {
  @Field(() => [EmailAddress], {
    nullable: true,
    description:
      `Only events of these addresses, 1 to ${MAX_ADDRESSES}, whether they are a mailbox’s or nobody’s; leave it out ` +
      'for all. For one mailbox give its `addresses`. One in a domain that is not the service’s has no events here; ' +
      'one with a detail (RFC 5233), such as `cora+shop@example.test`, stands for `cora@example.test`.',
  })
  @ArrayNotEmpty({ message: 'addresses must name at least one address, or be left out' })
  @ArrayUnique({ message: 'addresses must name each address once' })
  @Constrained({ maxItems: MAX_ADDRESSES })
  addresses?: string[] | null;
}

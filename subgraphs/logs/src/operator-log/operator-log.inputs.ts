import { Constrained } from '@hostgraph/subgraph-kit';
import { Matches, MinLength } from 'class-validator';
import { ArgsType, Field } from 'type-graphql';
import { ActivityLogArgs } from '../activity/activity-log/activity-log.inputs';

/** As long as what a log holds in place of an address may be; the log reader cuts off what is longer. */
const MAX_LOGIN = 512;
/** RFC 1035, 2.3.4, as text without the last dot. */
const MAX_DOMAIN = 253;
const STORABLE = /^[^\u0000]*$/;

/** Whose events, which of them, and which page. */
@ArgsType()
export class OperatorActivityLogArgs extends ActivityLogArgs {
  @Field(() => String, {
    nullable: true,
    description:
      'Events of this address, or of this login where the log has one that is no address, in upper or lower case, with ' +
      'or without a detail (RFC 5233). Give this or `domain`.',
  })
  @MinLength(1, { message: `address must have 1 to ${MAX_LOGIN} characters` })
  @Matches(STORABLE, { message: 'address must not contain U+0000' })
  @Constrained({ maxLength: MAX_LOGIN })
  address?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Events of all addresses in this domain, as A-labels, in upper or lower case.',
  })
  @MinLength(1, { message: `domain must have 1 to ${MAX_DOMAIN} characters` })
  @Matches(STORABLE, { message: 'domain must not contain U+0000' })
  @Constrained({ maxLength: MAX_DOMAIN })
  domain?: string | null;
}

import { Constrained, EmailAddress, IdempotencyKey } from '@hostgraph/subgraph-kit';
import { ArrayUnique, Matches } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { GIVEN_ADDRESS } from '../../directory/mailbox-address/address-parts';
import { USER_ID } from '../../directory/user/user.type';
import { DISPLAY_NAME, MAX_DISPLAY_NAME } from '../mailbox-settings/mailbox-settings.inputs';

const MAX_MEMBERS = 100;

@InputType({ description: 'Input of `createMailbox`.' })
export class CreateMailboxInput {
  @Field(() => ID, { description: 'Id of the mail service, `msv_…`.' })
  mailServiceId!: string;

  @Field(() => EmailAddress, {
    description: `Its primary address, in a domain of the mail service. ${GIVEN_ADDRESS}`,
  })
  address!: string;

  @Field({ description: 'What people call it: 1 to 200 visible characters.' })
  @Matches(DISPLAY_NAME, { message: 'displayName must be 1 to 200 visible characters' })
  @Constrained({ maxLength: MAX_DISPLAY_NAME })
  displayName!: string;

  @Field(() => [ID], {
    defaultValue: [],
    description:
      `Ids of the users who are to use it, \`usr_…\`, at most ${MAX_MEMBERS}. They get the mail service’s ` +
      '`generalRights`. Somebody ' +
      'who does not belong to the organization has nothing of that until they do.',
  })
  @ArrayUnique({ message: 'memberIds must name each user once' })
  @Matches(USER_ID, { each: true, message: 'memberIds must be ids of users' })
  @Constrained({ maxItems: MAX_MEMBERS })
  memberIds!: string[];

  @IdempotencyKey('creates nothing more and answers the mailbox that the first one created.')
  idempotencyKey!: string;
}

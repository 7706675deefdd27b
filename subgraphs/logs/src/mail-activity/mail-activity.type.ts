import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Mailbox } from '../foreign/mailbox/mailbox.type';

export const MailActivityKind = describedEnum('MailActivityKind', 'What a message of `mailActivity` says.', {
  WATCHING:
    'From now on every event is told: read `activityLog` after the first of these, and nothing falls between. ' +
    'It comes again every 30 seconds, when the right is looked at anew.',
  EVENTS: 'There are `events`.',
  MISSED: 'Events came faster than they were taken, and some were left out: read `activityLog` again.',
});
export type MailActivityKind = ValueOf<typeof MailActivityKind>;

/** An entity, so that its events can require what mail says of the mailbox at that moment (docs/adr/0014). */
@ObjectType({ description: 'One message of `mailActivity`.' })
@Directive('@key(fields: "id")')
export class MailActivity {
  /** Which stream says it, and which events it is about. */
  @Field(() => ID)
  @Directive('@inaccessible')
  id!: string;

  @Field(() => MailActivityKind, { description: 'What it says.' })
  kind!: MailActivityKind;

  @Field(() => Mailbox, { description: 'The mailbox that is followed.' })
  mailbox!: Mailbox;
}

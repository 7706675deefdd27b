import { type Connection, connectionType } from '@hostgraph/subgraph-kit';
import { Field, ObjectType } from 'type-graphql';
import { LogPeriodNotCovered } from '../../retention/log-period-not-covered.type';
import { MailEvent } from '../../mail-event/mail-event.entity';

export interface MailEventPage extends Connection<MailEvent> {
  readonly notCovered: LogPeriodNotCovered | null;
}

@ObjectType({ description: 'A page of events of a mail log (Relay Cursor Connections).' })
export class MailEventConnection
  extends connectionType('MailEvent', () => MailEvent, 'events of a mail log')
  implements MailEventPage
{
  @Field(() => LogPeriodNotCovered, {
    nullable: true,
    description:
      'What was asked for and cannot be read under the mail service’s plan, so that this page, and those behind ' +
      'it, hold less; null where nothing is missing. Without `from`, all that was ever logged is asked for.',
  })
  readonly notCovered!: LogPeriodNotCovered | null;
}

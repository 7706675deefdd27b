import { RequireScope } from '@hostgraph/subgraph-kit';
import { Arg, FieldResolver, Resolver, Root } from 'type-graphql';
import { explain } from './explain';
import { Language } from './language';
import { MailEvent } from '../mail-event/mail-event.entity';

@Resolver(() => MailEvent)
export class MailEventResolver {
  @FieldResolver(() => String, {
    description:
      'What happened, why, and what to do about it, in plain words for somebody who does not run a mail ' +
      'server. Made from the other fields of the event, `enhancedStatusCode` and `reply` above all. It quotes ' +
      'the name of a folder as the mailbox has it: plain text, to be escaped before it is shown.',
  })
  @RequireScope('logs:read')
  explanation(
    @Root() event: MailEvent,
    @Arg('language', () => Language, {
      defaultValue: Language.EN,
      description: 'The language to explain it in; what servers and mailboxes wrote is not translated.',
    })
    language: Language,
  ): string {
    return explain(event, language);
  }
}

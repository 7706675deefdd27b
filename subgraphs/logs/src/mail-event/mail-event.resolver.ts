import { RequireScope } from '@hostgraph/subgraph-kit';
import { FieldResolver, Resolver, Root } from 'type-graphql';
import { explain } from '../explanation/explain';
import { MailEvent } from './mail-event.entity';

@Resolver(() => MailEvent)
export class MailEventResolver {
  @FieldResolver(() => String, {
    description:
      'What happened, why, and what to do about it, in plain English for somebody who does not run a mail ' +
      'server. Made from `status`, `enhancedStatusCode` and `reply`.',
  })
  @RequireScope('logs:read')
  explanation(@Root() event: MailEvent): string {
    return explain(event);
  }
}

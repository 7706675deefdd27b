import { type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Mailbox } from '../mailbox/mailbox.entity';
import { SievePublication } from './sieve-publication.entity';
import { getPublication } from './sieve-publication.service';

@Resolver(() => Mailbox)
export class MailboxSievePublicationResolver {
  @FieldResolver(() => SievePublication, {
    nullable: true,
    description:
      'Whether the mail server does what the mailbox’s sorting rules and automatic replies say; null where there ' +
      'have never been any. For holders of SORTING_RULES or AUTO_REPLIES; others get FORBIDDEN.',
  })
  @RequireScope('mail:read')
  sievePublication(@Ctx() ctx: RequestContext, @Root() mailbox: Mailbox): Promise<SievePublication | null> {
    return getPublication(ctx, mailbox);
  }
}

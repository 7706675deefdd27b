import { type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Mailbox } from '../directory/mailbox/mailbox.entity';
import { SievePublication } from './sieve-publication.entity';
import { getPublication, readServerWords } from './sieve-publication.service';

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

@Resolver(() => SievePublication)
export class SievePublicationResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'What the mail server said when it refused a rule or the whole, in its own words, which may quote a rule: for ' +
      'holders of SORTING_RULES alone. Null for others, and where it did not refuse.',
  })
  @RequireScope('mail:read')
  serverResponse(@Ctx() ctx: RequestContext, @Root() publication: SievePublication): Promise<string | null> {
    return readServerWords(ctx, publication);
  }
}

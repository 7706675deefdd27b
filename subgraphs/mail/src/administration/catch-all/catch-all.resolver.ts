import { type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { MailDomain } from '../../directory/mail-domain/mail-domain.type';
import { Mailbox } from '../../directory/mailbox/mailbox.entity';
import { RemoveCatchAllInput, SetCatchAllInput } from './catch-all.inputs';
import { type CatchAllOutcome, RemoveCatchAllPayload, SetCatchAllPayload } from './catch-all.payloads';
import { findCatchAll, removeCatchAll, setCatchAll } from './catch-all.service';

@Resolver(() => MailDomain)
export class CatchAllResolver {
  @FieldResolver(() => Mailbox, {
    nullable: true,
    description:
      'The mailbox that receives what is sent to addresses of the domain that nobody has; null where there is none, ' +
      'or none that you may see. It never answers such messages by itself, and cannot send from such ' +
      'addresses.',
  })
  @RequireScope('mail:read')
  catchAll(@Ctx() ctx: RequestContext, @Root() domain: MailDomain): Promise<Mailbox | null> {
    return findCatchAll(ctx, domain);
  }

  @Mutation(() => SetCatchAllPayload, {
    nullable: true,
    description:
      'Makes a mailbox the catch-all of a domain, in the place of any other. For administrators and legal responsibles ' +
      'of the organization.',
  })
  @RequireScope('mail:write')
  setCatchAll(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => SetCatchAllInput, { description: 'Which domain, and which mailbox.' })
    input: SetCatchAllInput,
  ): Promise<CatchAllOutcome> {
    return setCatchAll(ctx, input);
  }

  @Mutation(() => RemoveCatchAllPayload, {
    nullable: true,
    description:
      'Leaves a domain without a catch-all: what is sent to addresses that nobody has is refused. For administrators ' +
      'and legal responsibles of the organization.',
  })
  @RequireScope('mail:write')
  removeCatchAll(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => RemoveCatchAllInput, { description: 'Which domain.' })
    input: RemoveCatchAllInput,
  ): Promise<CatchAllOutcome> {
    return removeCatchAll(ctx, input);
  }
}

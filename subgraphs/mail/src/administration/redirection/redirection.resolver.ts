import { type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Mailbox } from '../../directory/mailbox/mailbox.entity';
import type { MailboxOutcome } from '../../directory/mailbox/mailbox.payloads';
import { Redirection } from './redirection.entity';
import { MAX_REACHED } from './redirection.errors';
import { AddRedirectionInput, RemoveRedirectionInput, SetRedirectionCopyInput } from './redirection.inputs';
import {
  AddRedirectionPayload,
  RemoveRedirectionPayload,
  SetRedirectionCopyPayload,
} from './redirection.payloads';
import {
  addRedirection,
  removeRedirection,
  setRedirectionCopy,
  listRedirections,
} from './redirection.service';

@Resolver(() => Mailbox)
export class RedirectionResolver {
  @FieldResolver(() => [Redirection], {
    nullable: true,
    description:
      'Where it forwards messages to, at most 20 addresses, by address. For holders of REDIRECTIONS; others get ' +
      'FORBIDDEN.',
  })
  @RequireScope('mail:read')
  redirections(@Ctx() ctx: RequestContext, @Root() mailbox: Mailbox): Promise<readonly Redirection[]> {
    return listRedirections(ctx, mailbox);
  }

  @Mutation(() => AddRedirectionPayload, {
    nullable: true,
    description:
      'Has messages to a mailbox forwarded to one more address. `setRedirectionCopy` says whether it keeps ' +
      'them, too. No redirection may lead back to the mailbox, by whatever mailboxes of this server, nor messages ' +
      `go on to more than ${MAX_REACHED} addresses in the end. Needs the right REDIRECTIONS.`,
  })
  @RequireScope('mail:write')
  addRedirection(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => AddRedirectionInput, { description: 'Which mailbox, and where to.' })
    input: AddRedirectionInput,
  ): Promise<MailboxOutcome> {
    return addRedirection(ctx, input);
  }

  @Mutation(() => RemoveRedirectionPayload, {
    nullable: true,
    description: 'Ends a redirection of a mailbox. Needs the right REDIRECTIONS.',
  })
  @RequireScope('mail:write')
  removeRedirection(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => RemoveRedirectionInput, { description: 'Which mailbox, and where to.' })
    input: RemoveRedirectionInput,
  ): Promise<MailboxOutcome> {
    return removeRedirection(ctx, input);
  }

  @Mutation(() => SetRedirectionCopyPayload, {
    nullable: true,
    description: 'Says whether a mailbox keeps the messages that it forwards. Needs the right REDIRECTIONS.',
  })
  @RequireScope('mail:write')
  setRedirectionCopy(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => SetRedirectionCopyInput, { description: 'Which mailbox, and whether.' })
    input: SetRedirectionCopyInput,
  ): Promise<MailboxOutcome> {
    return setRedirectionCopy(ctx, input);
  }
}

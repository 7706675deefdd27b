import {
  type Connection,
  ConnectionArgs,
  connectionType,
  load,
  type RequestContext,
  RequireScope,
} from '@hostgraph/subgraph-kit';
import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { AutoReplyTemplate } from '../template/auto-reply-template.entity';
import { autoReplyTemplatesById } from '../template/auto-reply-template.loaders';
import { Mailbox } from '../../directory/mailbox/mailbox.entity';
import { getMailbox } from '../../directory/mailbox/mailbox.service';
import { AutoReplyContent, type StoredContent } from './auto-reply-content.type';
import { AutoReplyState, AutoReplySuppression } from './auto-reply-state';
import { AutoReplyValue, type GivenValue, listValues } from './auto-reply-value.type';
import { AutoReply } from './auto-reply.entity';
import {
  ActivateAutoReplyInput,
  DeactivateAutoReplyInput,
  ReapplyAutoReplyTemplateInput,
  ResetAutoReplyHistoryInput,
  UpdateAutoReplyInput,
} from './auto-reply.inputs';
import {
  ActivateAutoReplyPayload,
  type AutoReplyOutcome,
  DeactivateAutoReplyPayload,
  ReapplyAutoReplyTemplatePayload,
  ResetAutoReplyHistoryPayload,
  UpdateAutoReplyPayload,
} from './auto-reply.payloads';
import {
  activateAutoReply,
  deactivateAutoReply,
  findActiveAutoReply,
  isOutdated,
  listAutoReplies,
  reapplyAutoReplyTemplate,
  resetAutoReplyHistory,
  updateAutoReply,
} from './auto-reply.service';
import { nextTransition } from './effective-state';
import { effectiveStateOf, suppressionNow } from './effective-state.service';

const AutoReplyConnection = connectionType('AutoReply', () => AutoReply, 'auto-replies');

@Resolver(() => Mailbox)
export class MailboxAutoRepliesResolver {
  @FieldResolver(() => AutoReply, {
    nullable: true,
    description:
      'The automatic reply that is switched on, which may begin later or have ended; null where there is none. For ' +
      'whoever has the right AUTO_REPLIES (else FORBIDDEN).',
  })
  @RequireScope('mail:read')
  autoReply(@Ctx() ctx: RequestContext, @Root() mailbox: Mailbox): Promise<AutoReply | null> {
    return findActiveAutoReply(ctx, mailbox);
  }

  @FieldResolver(() => AutoReplyConnection, {
    nullable: true,
    description:
      'All automatic replies that were ever switched on, the latest first. For whoever has the right AUTO_REPLIES ' +
      '(else FORBIDDEN).',
  })
  @RequireScope('mail:read')
  autoReplies(
    @Ctx() ctx: RequestContext,
    @Root() mailbox: Mailbox,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<Connection<AutoReply> | null> {
    return listAutoReplies(ctx, mailbox, page);
  }
}

@Resolver(() => AutoReplyContent)
export class AutoReplyContentResolver {
  @FieldResolver(() => AutoReplyTemplate, {
    nullable: true,
    description:
      'The template that it was made from; null where there was none, it has been deleted, or you may not see it.',
  })
  @RequireScope('mail:read')
  async template(
    @Ctx() ctx: RequestContext,
    @Root() { templateId }: AutoReplyContent,
  ): Promise<AutoReplyTemplate | null> {
    return templateId === null ? null : load(ctx, autoReplyTemplatesById, templateId);
  }
}

@Resolver(() => AutoReply)
export class AutoReplyResolver {
  @FieldResolver(() => Mailbox, { description: 'The mailbox that answers.' })
  @RequireScope('mail:read')
  mailbox(@Ctx() ctx: RequestContext, @Root() { mailboxId }: AutoReply): Promise<Mailbox> {
    return getMailbox(ctx, mailboxId);
  }

  @FieldResolver(() => AutoReplyContent, {
    description: 'What it says; where there is an `externalContent`, to internal correspondents alone.',
  })
  @RequireScope('mail:read')
  content(@Root() { content }: AutoReply): StoredContent {
    return content;
  }

  @FieldResolver(() => AutoReplyContent, {
    nullable: true,
    description: 'What it says to external correspondents; null where that is the same.',
  })
  @RequireScope('mail:read')
  externalContent(@Root() { externalContent }: AutoReply): StoredContent | null {
    return externalContent;
  }

  @FieldResolver(() => [AutoReplyValue], {
    description: 'The values that were given for variables; those that were not given have defaults.',
  })
  @RequireScope('mail:read')
  values(@Root() { variables }: AutoReply): GivenValue[] {
    return listValues(variables);
  }

  @FieldResolver(() => AutoReplyState, { description: 'What it does at this moment.' })
  @RequireScope('mail:read')
  effectiveState(@Ctx() ctx: RequestContext, @Root() autoReply: AutoReply): Promise<AutoReplyState> {
    return effectiveStateOf(ctx, autoReply);
  }

  @FieldResolver(() => AutoReplySuppression, {
    nullable: true,
    description: 'What keeps it from answering; null where nothing does, whether or not it is its time.',
  })
  @RequireScope('mail:read')
  suppressedBecause(
    @Ctx() ctx: RequestContext,
    @Root() autoReply: AutoReply,
  ): Promise<AutoReplySuppression | null> {
    return suppressionNow(ctx, autoReply);
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description:
      'When it begins or ends next by its schedule; null where it has no end, has ended or is switched off.',
  })
  @RequireScope('mail:read')
  nextTransitionAt(@Root() autoReply: AutoReply): Date | null {
    return nextTransition(autoReply, new Date());
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether a template that it was made from has been written anew since. `reapplyAutoReplyTemplate` brings it up ' +
      'to date.',
  })
  @RequireScope('mail:read')
  isOutdated(@Ctx() ctx: RequestContext, @Root() autoReply: AutoReply): Promise<boolean> {
    return isOutdated(ctx, autoReply);
  }

  @Mutation(() => ActivateAutoReplyPayload, {
    nullable: true,
    description:
      'Switches an automatic reply on, now or by a schedule, with a text from a visible template or of your own. One ' +
      'that was on before is switched off. Everybody who writes is answered, also who was by an earlier one. For ' +
      'whoever has the right AUTO_REPLIES.',
  })
  @RequireScope('mail:write')
  activateAutoReply(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => ActivateAutoReplyInput, { description: 'What is answered to whom, and when.' })
    input: ActivateAutoReplyInput,
  ): Promise<AutoReplyOutcome> {
    return activateAutoReply(ctx, input);
  }

  @Mutation(() => UpdateAutoReplyPayload, {
    nullable: true,
    description:
      'Changes text, audience or schedule of the automatic reply that is on. Whoever was answered is not answered ' +
      'again because of that. For whoever has the right AUTO_REPLIES.',
  })
  @RequireScope('mail:write')
  updateAutoReply(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => UpdateAutoReplyInput, { description: 'What it is to be from now on.' })
    input: UpdateAutoReplyInput,
  ): Promise<AutoReplyOutcome> {
    return updateAutoReply(ctx, input);
  }

  @Mutation(() => ReapplyAutoReplyTemplatePayload, {
    nullable: true,
    description:
      'Takes the text of the automatic reply that is on anew from its template, as that is now, with the values that ' +
      'were given. Schedule and audience stay, and whoever was answered is not answered again. For whoever has the ' +
      'right AUTO_REPLIES.',
  })
  @RequireScope('mail:write')
  reapplyAutoReplyTemplate(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => ReapplyAutoReplyTemplateInput, { description: 'Of which mailbox.' })
    { mailboxId }: ReapplyAutoReplyTemplateInput,
  ): Promise<AutoReplyOutcome> {
    return reapplyAutoReplyTemplate(ctx, mailboxId);
  }

  @Mutation(() => DeactivateAutoReplyPayload, {
    nullable: true,
    description:
      'Switches the automatic reply of a mailbox off. Where none is on, nothing is changed and `autoReply` is null. ' +
      'For whoever has the right AUTO_REPLIES.',
  })
  @RequireScope('mail:write')
  deactivateAutoReply(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => DeactivateAutoReplyInput, { description: 'Of which mailbox.' })
    { mailboxId }: DeactivateAutoReplyInput,
  ): Promise<AutoReplyOutcome> {
    return deactivateAutoReply(ctx, mailboxId);
  }

  @Mutation(() => ResetAutoReplyHistoryPayload, {
    nullable: true,
    description:
      'Has the automatic reply that is on forget whom it answered, so that everybody who writes again is answered ' +
      'once more: after a mistake in the text, for instance. For whoever has the right AUTO_REPLIES.',
  })
  @RequireScope('mail:write')
  resetAutoReplyHistory(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => ResetAutoReplyHistoryInput, { description: 'Of which mailbox.' })
    { mailboxId }: ResetAutoReplyHistoryInput,
  ): Promise<AutoReplyOutcome> {
    return resetAutoReplyHistory(ctx, mailboxId);
  }
}

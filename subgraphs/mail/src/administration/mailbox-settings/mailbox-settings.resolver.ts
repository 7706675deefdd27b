import { type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Mailbox } from '../../directory/mailbox/mailbox.entity';
import type { MailboxOutcome } from '../../directory/mailbox/mailbox.payloads';
import {
  RenameMailboxInput,
  SuspendMailboxInput,
  ResumeMailboxInput,
  SetMailboxQuotaInput,
  SetMailboxFiltersInput,
  SetMailboxTimeZoneInput,
} from './mailbox-settings.inputs';
import {
  RenameMailboxPayload,
  SuspendMailboxPayload,
  ResumeMailboxPayload,
  SetMailboxQuotaPayload,
  SetMailboxFiltersPayload,
  SetMailboxTimeZonePayload,
} from './mailbox-settings.payloads';
import {
  renameMailbox,
  suspendMailbox,
  resumeMailbox,
  setMailboxQuota,
  setMailboxFilters,
  setMailboxTimeZone,
} from './mailbox-settings.service';

@Resolver(() => Mailbox)
export class MailboxSettingsResolver {
  @Mutation(() => RenameMailboxPayload, {
    nullable: true,
    description:
      'Gives a mailbox another display name, another primary address, or both. The old primary address stays ' +
      'as an alias; whoever signs in uses the new one from now on. For administrators and legal responsibles ' +
      'of the organization.',
  })
  @RequireScope('mail:write')
  renameMailbox(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => RenameMailboxInput, { description: 'Which mailbox, and what it is called.' })
    input: RenameMailboxInput,
  ): Promise<MailboxOutcome> {
    return renameMailbox(ctx, input);
  }

  @Mutation(() => SuspendMailboxPayload, {
    nullable: true,
    description:
      'Puts a mailbox out of use: nobody can sign in or send from it, and only administrators change its ' +
      'settings. It still receives, and its redirections still forward. For administrators and legal ' +
      'responsibles of the organization.',
  })
  @RequireScope('mail:write')
  suspendMailbox(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => SuspendMailboxInput, { description: 'Which mailbox.' })
    { mailboxId }: SuspendMailboxInput,
  ): Promise<MailboxOutcome> {
    return suspendMailbox(ctx, mailboxId);
  }

  @Mutation(() => ResumeMailboxPayload, {
    nullable: true,
    description:
      'Puts a suspended mailbox into use again. For administrators and legal responsibles of the ' +
      'organization.',
  })
  @RequireScope('mail:write')
  resumeMailbox(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => ResumeMailboxInput, { description: 'Which mailbox.' })
    { mailboxId }: ResumeMailboxInput,
  ): Promise<MailboxOutcome> {
    return resumeMailbox(ctx, mailboxId);
  }

  @Mutation(() => SetMailboxQuotaPayload, {
    nullable: true,
    description:
      'Says how much a mailbox may hold. For administrators and legal responsibles of the organization.',
  })
  @RequireScope('mail:write')
  setMailboxQuota(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => SetMailboxQuotaInput, { description: 'Which mailbox, and how much.' })
    input: SetMailboxQuotaInput,
  ): Promise<MailboxOutcome> {
    return setMailboxQuota(ctx, input);
  }

  @Mutation(() => SetMailboxFiltersPayload, {
    nullable: true,
    description: 'Switches the filters for spam and advertising of a mailbox. Needs the right FILTERS.',
  })
  @RequireScope('mail:write')
  setMailboxFilters(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => SetMailboxFiltersInput, { description: 'Which mailbox, and which filters.' })
    input: SetMailboxFiltersInput,
  ): Promise<MailboxOutcome> {
    return setMailboxFilters(ctx, input);
  }

  @Mutation(() => SetMailboxTimeZonePayload, {
    nullable: true,
    description:
      'Says by which clock a mailbox’s days begin and end, such as those of an automatic reply. Needs the ' +
      'right AUTO_REPLIES.',
  })
  @RequireScope('mail:write')
  setMailboxTimeZone(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => SetMailboxTimeZoneInput, { description: 'Which mailbox, and which clock.' })
    input: SetMailboxTimeZoneInput,
  ): Promise<MailboxOutcome> {
    return setMailboxTimeZone(ctx, input);
  }
}

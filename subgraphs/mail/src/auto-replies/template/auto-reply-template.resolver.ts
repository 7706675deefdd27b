import {
  type Connection,
  ConnectionArgs,
  connectionType,
  load,
  type RequestContext,
  RequireScope,
} from '@hostgraph/subgraph-kit';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { MailService } from '../../directory/mail-service/mail-service.entity';
import { getMailService } from '../../directory/mail-service/mail-service.service';
import { AutoReplyTemplate } from './auto-reply-template.entity';
import {
  CreateAutoReplyTemplateInput,
  DeleteAutoReplyTemplateInput,
  UpdateAutoReplyTemplateInput,
} from './auto-reply-template.inputs';
import { textsByTemplate } from './auto-reply-template.loaders';
import {
  type AutoReplyTemplateOutcome,
  CreateAutoReplyTemplatePayload,
  DeleteAutoReplyTemplatePayload,
  UpdateAutoReplyTemplatePayload,
} from './auto-reply-template.payloads';
import {
  createAutoReplyTemplate,
  deleteAutoReplyTemplate,
  getAutoReplyTemplate,
  listAutoReplyTemplates,
  updateAutoReplyTemplate,
} from './auto-reply-template.service';
import { AutoReplyTemplateText } from './auto-reply-template-text.entity';
import { TemplateVisibility } from '../../template/template-visibility';

const AutoReplyTemplateConnection = connectionType(
  'AutoReplyTemplate',
  () => AutoReplyTemplate,
  'templates of auto-replies',
);

@Resolver(() => MailService)
export class MailServiceAutoReplyTemplatesResolver {
  @FieldResolver(() => AutoReplyTemplateConnection, {
    nullable: true,
    description:
      'Its templates of auto-replies by name. Administrators see all of them; users of its mailboxes those that ' +
      'are visible.',
  })
  @RequireScope('mail:read')
  autoReplyTemplates(
    @Ctx() ctx: RequestContext,
    @Root() mailService: MailService,
    @Arg('visibility', () => TemplateVisibility, {
      nullable: true,
      description: 'Only these; leave it out for all that you may see.',
    })
    visibility: TemplateVisibility | null | undefined,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<Connection<AutoReplyTemplate> | null> {
    return listAutoReplyTemplates(ctx, mailService, visibility, page);
  }
}

@Resolver(() => AutoReplyTemplate)
export class AutoReplyTemplateResolver {
  @Query(() => AutoReplyTemplate, {
    nullable: true,
    description: 'A template of auto-replies that you may see; NOT_FOUND when there is none.',
  })
  @RequireScope('mail:read')
  autoReplyTemplate(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID, { description: 'Its id, `art_…`.' }) id: string,
  ): Promise<AutoReplyTemplate> {
    return getAutoReplyTemplate(ctx, id);
  }

  @FieldResolver(() => [AutoReplyTemplateText], {
    description: 'What it says, in up to 20 languages. The first is used where no language is named.',
  })
  @RequireScope('mail:read')
  async texts(
    @Ctx() ctx: RequestContext,
    @Root() { id }: AutoReplyTemplate,
  ): Promise<readonly AutoReplyTemplateText[]> {
    return (await load(ctx, textsByTemplate, id)) ?? [];
  }

  @FieldResolver(() => MailService, { description: 'The mail service whose users it is for.' })
  @RequireScope('mail:read')
  mailService(
    @Ctx() ctx: RequestContext,
    @Root() { mailServiceId }: AutoReplyTemplate,
  ): Promise<MailService> {
    return getMailService(ctx, mailServiceId);
  }

  @Mutation(() => CreateAutoReplyTemplatePayload, {
    nullable: true,
    description:
      'Prepares a text for automatic replies that the users of a mail service’s mailboxes can choose. For its ' +
      'administrators and legal responsibles.',
  })
  @RequireScope('mail:write')
  createAutoReplyTemplate(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => CreateAutoReplyTemplateInput, { description: 'What the template is to be.' })
    input: CreateAutoReplyTemplateInput,
  ): Promise<AutoReplyTemplateOutcome> {
    return createAutoReplyTemplate(ctx, input);
  }

  @Mutation(() => UpdateAutoReplyTemplatePayload, {
    nullable: true,
    description:
      'Changes a template, shows or hides it. Auto-replies that were made from it stay as they are: ' +
      '`AutoReply.isOutdated` tells that there is a newer text. For administrators and legal responsibles.',
  })
  @RequireScope('mail:write')
  updateAutoReplyTemplate(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => UpdateAutoReplyTemplateInput, { description: 'Which template, and what is new.' })
    input: UpdateAutoReplyTemplateInput,
  ): Promise<AutoReplyTemplateOutcome> {
    return updateAutoReplyTemplate(ctx, input);
  }

  @Mutation(() => DeleteAutoReplyTemplatePayload, {
    nullable: true,
    description:
      'Deletes a template for good. Auto-replies that were made from it stay as they are. For administrators and ' +
      'legal responsibles.',
  })
  @RequireScope('mail:write')
  deleteAutoReplyTemplate(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => DeleteAutoReplyTemplateInput, { description: 'Which template.' })
    { templateId }: DeleteAutoReplyTemplateInput,
  ): Promise<DeleteAutoReplyTemplatePayload> {
    return deleteAutoReplyTemplate(ctx, templateId);
  }
}

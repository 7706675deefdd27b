import {
  type Connection,
  ConnectionArgs,
  connectionType,
  type RequestContext,
  RequireScope,
} from '@hostgraph/subgraph-kit';
import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import { MailService } from '../../directory/mail-service/mail-service.entity';
import { SortingRuleTemplate } from './sorting-rule-template.entity';
import {
  CreateSortingRuleTemplateInput,
  DeleteSortingRuleTemplateInput,
  UpdateSortingRuleTemplateInput,
} from './sorting-rule-template.inputs';
import {
  CreateSortingRuleTemplatePayload,
  type DeletedTemplate,
  DeleteSortingRuleTemplatePayload,
  type TemplateOutcome,
  UpdateSortingRuleTemplatePayload,
} from './sorting-rule-template.payloads';
import {
  countUsage,
  createTemplate,
  deleteTemplate,
  listTemplates,
  updateTemplate,
} from './sorting-rule-template.service';
import { TemplateVisibility } from '../../template/template-visibility';

const SortingRuleTemplateConnection = connectionType(
  'SortingRuleTemplate',
  () => SortingRuleTemplate,
  'templates of sorting rules',
);

@Resolver(() => MailService)
export class MailServiceSortingRuleTemplatesResolver {
  @FieldResolver(() => SortingRuleTemplateConnection, {
    nullable: true,
    description:
      'Templates of sorting rules by name. Administrators see all of them, users of its mailboxes the visible ones.',
  })
  @RequireScope('mail:read')
  sortingRuleTemplates(
    @Ctx() ctx: RequestContext,
    @Root() { id }: MailService,
    @Arg('visibility', () => TemplateVisibility, {
      nullable: true,
      description: 'Only those that are offered so; all that you may see, when it is left out.',
    })
    visibility: TemplateVisibility | null,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<Connection<SortingRuleTemplate> | null> {
    return listTemplates(ctx, id, visibility, page);
  }
}

@Resolver(() => SortingRuleTemplate)
export class SortingRuleTemplateResolver {
  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'How many rules were made of it, of whatever version; for administrators. Null while they are 1 to 4, as ' +
      'so few could be told whose they are.',
  })
  @RequireScope('mail:read')
  usageCount(@Ctx() ctx: RequestContext, @Root() template: SortingRuleTemplate): Promise<number | null> {
    return countUsage(ctx, template);
  }

  @Mutation(() => CreateSortingRuleTemplatePayload, {
    nullable: true,
    description: 'Creates a template. For administrators and legal responsibles of the organization.',
  })
  @RequireScope('mail:write')
  createSortingRuleTemplate(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => CreateSortingRuleTemplateInput, { description: 'What the template is to be.' })
    input: CreateSortingRuleTemplateInput,
  ): Promise<TemplateOutcome> {
    return createTemplate(ctx, input);
  }

  @Mutation(() => UpdateSortingRuleTemplatePayload, {
    nullable: true,
    description:
      'Changes, shows or hides a template; no rule that was made of it changes. For administrators and legal ' +
      'responsibles of the organization.',
  })
  @RequireScope('mail:write')
  updateSortingRuleTemplate(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => UpdateSortingRuleTemplateInput, { description: 'Which template, and what changes.' })
    input: UpdateSortingRuleTemplateInput,
  ): Promise<TemplateOutcome> {
    return updateTemplate(ctx, input);
  }

  @Mutation(() => DeleteSortingRuleTemplatePayload, {
    nullable: true,
    description:
      'Deletes a template; rules that were made of it stay. For administrators and legal responsibles of the ' +
      'organization.',
  })
  @RequireScope('mail:write')
  deleteSortingRuleTemplate(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => DeleteSortingRuleTemplateInput, { description: 'Which template.' })
    { id }: DeleteSortingRuleTemplateInput,
  ): Promise<DeletedTemplate> {
    return deleteTemplate(ctx, id);
  }
}

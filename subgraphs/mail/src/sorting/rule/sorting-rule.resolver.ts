import {
  type Connection,
  ConnectionArgs,
  connectionType,
  load,
  OnePerRequest,
  type RequestContext,
  RequireScope,
} from '@hostgraph/subgraph-kit';
import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Mailbox } from '../../directory/mailbox/mailbox.entity';
import { SortingRuleTemplate } from '../template/sorting-rule-template.entity';
import { templatesById } from '../template/sorting-rule-template.loaders';
import { SortingRule } from './sorting-rule.entity';
import { MAX_RULES, MAX_RULES_BYTES } from './sorting-rule.errors';
import {
  CreateSortingRuleInput,
  DeleteSortingRuleInput,
  ReorderSortingRulesInput,
  UpdateSortingRuleInput,
  UpgradeSortingRuleInput,
} from './sorting-rule.inputs';
import {
  CreateSortingRulePayload,
  type DeletedRule,
  DeleteSortingRulePayload,
  type OrderOutcome,
  ReorderSortingRulesPayload,
  type RuleOutcome,
  UpdateSortingRulePayload,
  UpgradeSortingRulePayload,
} from './sorting-rule.payloads';
import {
  createRule,
  deleteRule,
  findShadowing,
  listRules,
  reorderRules,
  updateRule,
  upgradeRule,
} from './sorting-rule.service';

const SortingRuleConnection = connectionType('SortingRule', () => SortingRule, 'sorting rules');

@Resolver(() => Mailbox)
export class MailboxSortingRulesResolver {
  @FieldResolver(() => SortingRuleConnection, {
    nullable: true,
    description:
      'The rules that sort its incoming mail, in the order in which they act. Only for holders of SORTING_RULES; ' +
      'others, administrators among them, get FORBIDDEN.',
  })
  @RequireScope('mail:read')
  sortingRules(
    @Ctx() ctx: RequestContext,
    @Root() mailbox: Mailbox,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<Connection<SortingRule> | null> {
    return listRules(ctx, mailbox, page);
  }
}

@Resolver(() => SortingRule)
export class SortingRuleResolver {
  @FieldResolver(() => SortingRuleTemplate, {
    nullable: true,
    description:
      'The template that it was made of, as it is now: a newer `version` than `templateVersion` can be had with ' +
      '`upgradeSortingRule`. Null where there is none, or none that you may see.',
  })
  @RequireScope('mail:read')
  async template(
    @Ctx() ctx: RequestContext,
    @Root() { templateId }: SortingRule,
  ): Promise<SortingRuleTemplate | null> {
    return templateId === null ? null : load(ctx, templatesById, templateId);
  }

  @FieldResolver(() => SortingRule, {
    nullable: true,
    description:
      'A warning: the earlier rule that meets all messages that this one would meet, and stops, so that this one ' +
      'never acts. Null where none is known.',
  })
  @RequireScope('mail:read')
  shadowedBy(@Ctx() ctx: RequestContext, @Root() rule: SortingRule): Promise<SortingRule | null> {
    return findShadowing(ctx, rule);
  }

  @Mutation(() => CreateSortingRulePayload, {
    nullable: true,
    description:
      'Creates a rule for one mailbox, as the last one, from a template or from nothing. Needs the right ' +
      `SORTING_RULES on it. A mailbox has ${MAX_RULES} rules at most, which together have ${MAX_RULES_BYTES / 1024} KiB as a ` +
      'script of the mail server. Rules are personal: a request can hold one such mutation only.',
  })
  @OnePerRequest()
  @RequireScope('mail:write')
  createSortingRule(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => CreateSortingRuleInput, { description: 'What the rule is to be.' })
    input: CreateSortingRuleInput,
  ): Promise<RuleOutcome> {
    return createRule(ctx, input);
  }

  @Mutation(() => UpdateSortingRulePayload, {
    nullable: true,
    description:
      'Changes a rule, or switches it on or off. Needs the right SORTING_RULES on its mailbox. A request can hold ' +
      'one such mutation only.',
  })
  @OnePerRequest()
  @RequireScope('mail:write')
  updateSortingRule(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => UpdateSortingRuleInput, { description: 'Which rule, and what changes.' })
    input: UpdateSortingRuleInput,
  ): Promise<RuleOutcome> {
    return updateRule(ctx, input);
  }

  @Mutation(() => UpgradeSortingRulePayload, {
    nullable: true,
    description:
      'Copies the conditions of its template into a rule once more, as they are now. Needs the right SORTING_RULES ' +
      'on its mailbox. A request can hold one such mutation only.',
  })
  @OnePerRequest()
  @RequireScope('mail:write')
  upgradeSortingRule(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => UpgradeSortingRuleInput, { description: 'Which rule.' })
    { id }: UpgradeSortingRuleInput,
  ): Promise<RuleOutcome> {
    return upgradeRule(ctx, id);
  }

  @Mutation(() => DeleteSortingRulePayload, {
    nullable: true,
    description:
      'Deletes a rule. Needs the right SORTING_RULES on its mailbox. A request can hold one such mutation only.',
  })
  @OnePerRequest()
  @RequireScope('mail:write')
  deleteSortingRule(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => DeleteSortingRuleInput, { description: 'Which rule.' })
    { id }: DeleteSortingRuleInput,
  ): Promise<DeletedRule> {
    return deleteRule(ctx, id);
  }

  @Mutation(() => ReorderSortingRulesPayload, {
    nullable: true,
    description:
      'Puts all rules of one mailbox in another order. Needs the right SORTING_RULES on it. A request can hold one ' +
      'such mutation only.',
  })
  @OnePerRequest()
  @RequireScope('mail:write')
  reorderSortingRules(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => ReorderSortingRulesInput, { description: 'Which mailbox, and its new order.' })
    input: ReorderSortingRulesInput,
  ): Promise<OrderOutcome> {
    return reorderRules(ctx, input);
  }
}

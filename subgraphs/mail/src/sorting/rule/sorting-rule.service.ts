import {
  type Connection,
  type ConnectionArgs,
  load,
  newId,
  notFound,
  pageKey,
  type Refusable,
  type RequestContext,
  type UserError,
} from '@hostgraph/subgraph-kit';
import { type EntityManager, MoreThan } from 'typeorm';
import { MailAuditAction } from '../../audit-event/audit-action';
import type { Mailbox } from '../../directory/mailbox/mailbox.entity';
import type { LockedMailbox } from '../../directory/mailbox/lock-mailbox';
import { actOnMailbox, actOnPart, type MailboxPart } from '../../permission/mailbox-action/act-on-mailbox';
import { MailboxAction } from '../../permission/mailbox-action/mailbox-action';
import { MailboxRight } from '../../access/mailbox-right';
import { requireRight } from '../../access/mailbox-right.service';
import { MailboxAddress } from '../../directory/mailbox-address/mailbox-address.entity';
import { readActions } from '../action/read-actions';
import { refusalOfAction } from '../action/sorting-action.errors';
import type { SortingActionInput } from '../action/sorting-action.inputs';
import { readConditions } from '../condition/read-conditions';
import { refuseRegexes } from '../condition/refuse-regexes';
import { SortingRuleTemplate } from '../template/sorting-rule-template.entity';
import { TemplateVisibility } from '../../template/template-visibility';
import { afterChange } from './after-change';
import { doesForward, forwardingOf } from './forwarding';
import { refuseBeyondLimits } from './rules-limits';
import { shadowedBy } from './shadowing';
import { SortingRule } from './sorting-rule.entity';
import { MAX_RULES, refusal } from './sorting-rule.errors';
import type {
  CreateSortingRuleInput,
  ReorderSortingRulesInput,
  UpdateSortingRuleInput,
} from './sorting-rule.inputs';
import { rulePages, rulesByMailbox } from './sorting-rule.loaders';
import type { DeletedRule, OrderOutcome, RuleOutcome } from './sorting-rule.payloads';

/** @throws FORBIDDEN */
export async function listRules(
  ctx: RequestContext,
  mailbox: Mailbox,
  page: ConnectionArgs,
): Promise<Connection<SortingRule> | null> {
  await requireRight(ctx, mailbox, MailboxRight.SORTING_RULES);
  return load(ctx, rulePages, pageKey(mailbox.id, page));
}

/** The rule before that leaves it nothing to do. */
export async function findShadowing(ctx: RequestContext, { id, mailboxId }: SortingRule) {
  return shadowedBy((await load(ctx, rulesByMailbox, mailboxId)) ?? [], id) ?? null;
}

const SORTING_RULE: MailboxPart<SortingRule> = {
  entity: SortingRule,
  table: 'sorting_rule',
  right: MailboxRight.SORTING_RULES,
  noun: 'Sorting rule',
};

/** Only asks whether something may be changed. */
const nothing = (): Promise<Refusable> => Promise.resolve({ userErrors: [] });

type RuleConditions = Pick<SortingRule, 'match' | 'conditions' | 'templateId' | 'templateVersion'>;

/** @throws NOT_FOUND, FORBIDDEN */
export async function createRule(ctx: RequestContext, input: CreateSortingRuleInput): Promise<RuleOutcome> {
  const door = [ctx, input.mailboxId, MailboxAction.CREATE_SORTING_RULE] as const;
  const regexErrors = await refuseRegexes(ctx, input.conditions ?? [], () => actOnMailbox(...door, nothing));
  if (regexErrors.length > 0) return { userErrors: regexErrors };
  return actOnMailbox(...door, async (manager, mailbox) => {
    const made = await makeConditions(manager, mailbox, input);
    const { actions, userErrors } = await readActionsOf(manager, mailbox, input.actions);
    if ('userErrors' in made) return { userErrors: [...made.userErrors, ...userErrors] };
    if (userErrors.length > 0) return { userErrors };
    const { id: mailboxId } = mailbox;
    const position = (await manager.countBy(SortingRule, { mailboxId })) + 1;
    if (position > MAX_RULES) return { userErrors: [refusal('RULE_LIMIT_REACHED', 'mailboxId')] };
    const { name, isEnabled } = input;
    const id = newId('srl');
    const excess = await refuseBeyondLimits(manager, mailboxId, { id, ...made, actions }, 'mailboxId');
    if (excess.length > 0) return { userErrors: excess };
    const forwarding = await forwardingOf(ctx, manager, mailboxId, actions);
    await manager.insert(SortingRule, {
      ...{ id, mailboxId, position, name, actions, isEnabled },
      ...made,
      ...forwarding,
    });
    return ruleAfter(ctx, manager, mailbox, id, MailAuditAction.CREATE_SORTING_RULE);
  });
}

/** @throws NOT_FOUND */
export async function updateRule(
  ctx: RequestContext,
  { id, name, match, conditions: newConditions, actions: newActions, isEnabled }: UpdateSortingRuleInput,
): Promise<RuleOutcome> {
  const door = [ctx, SORTING_RULE, id, MailboxAction.UPDATE_SORTING_RULE] as const;
  const regexErrors = await refuseRegexes(ctx, newConditions ?? [], () => actOnPart(...door, nothing));
  if (regexErrors.length > 0) return { userErrors: regexErrors };
  return actOnPart(...door, async (manager, rule, mailbox) => {
    if (!newActions && (match ?? newConditions ?? isEnabled) && isForwardRefused(rule, mailbox)) {
      return { userErrors: [refusalOfAction('REDIRECTIONS_NOT_HELD', 'id')] };
    }
    const read = readConditions(newConditions ?? []);
    const { actions, userErrors } = await readActionsOf(manager, mailbox, newActions ?? []);
    const mistakes = [...read.userErrors, ...userErrors];
    if (mistakes.length > 0) return { userErrors: mistakes };
    const changed = {
      id,
      match: match ?? rule.match,
      conditions: newConditions ? read.conditions : rule.conditions,
      actions: newActions ? actions : rule.actions,
    };
    const excess = await refuseBeyondLimits(manager, mailbox.id, changed, 'id');
    if (excess.length > 0) return { userErrors: excess };
    // Whoever has it act as it is, or in another way, answers for what it forwards.
    const isVouchedFor = newActions ?? match ?? newConditions ?? isEnabled;
    const forwarding = isVouchedFor && (await forwardingOf(ctx, manager, mailbox.id, changed.actions));
    await manager.update(
      SortingRule,
      { id },
      {
        name: name ?? rule.name,
        isEnabled: isEnabled ?? rule.isEnabled,
        updatedAt: () => 'now()',
        ...(newActions && { actions, error: null }),
        ...forwarding,
        ...(match && { match }),
        ...(newConditions && { conditions: read.conditions }),
        // What somebody wrote is no copy of a template any more.
        ...((match ?? newConditions) && { templateId: null, templateVersion: null }),
      },
    );
    return ruleAfter(ctx, manager, mailbox, id, MailAuditAction.UPDATE_SORTING_RULE);
  });
}

/**
 * Copies the conditions of the rule's template as they are now.
 *
 * @throws NOT_FOUND
 */
export const upgradeRule = (ctx: RequestContext, id: string): Promise<RuleOutcome> =>
  actOnPart(ctx, SORTING_RULE, id, MailboxAction.UPGRADE_SORTING_RULE, async (manager, rule, mailbox) => {
    const template = rule.templateId === null ? null : await findTemplate(manager, mailbox, rule.templateId);
    if (!template) return { userErrors: [refusal('NO_TEMPLATE', 'id')] };
    if (isForwardRefused(rule, mailbox)) {
      return { userErrors: [refusalOfAction('REDIRECTIONS_NOT_HELD', 'id')] };
    }
    const forwarding = await forwardingOf(ctx, manager, mailbox.id, rule.actions);
    const excess = await refuseBeyondLimits(
      manager,
      mailbox.id,
      { id, actions: rule.actions, ...copyOf(template) },
      'id',
    );
    if (excess.length > 0) return { userErrors: excess };
    await manager.update(
      SortingRule,
      { id },
      { ...copyOf(template), ...forwarding, updatedAt: () => 'now()' },
    );
    return ruleAfter(ctx, manager, mailbox, id, MailAuditAction.UPGRADE_SORTING_RULE);
  });

/** @throws NOT_FOUND */
export const deleteRule = (ctx: RequestContext, id: string): Promise<DeletedRule> =>
  actOnPart(
    ctx,
    SORTING_RULE,
    id,
    MailboxAction.DELETE_SORTING_RULE,
    async (manager, { mailboxId, position }, mailbox) => {
      await manager.delete(SortingRule, { id });
      await manager.decrement(SortingRule, { mailboxId, position: MoreThan(position) }, 'position', 1);
      await afterChange(ctx, manager, mailbox, { action: MailAuditAction.DELETE_SORTING_RULE, ruleId: id });
      return { deletedId: id, userErrors: [] };
    },
  );

/** @throws NOT_FOUND, FORBIDDEN */
export const reorderRules = (
  ctx: RequestContext,
  { mailboxId, ruleIds }: ReorderSortingRulesInput,
): Promise<OrderOutcome> =>
  actOnMailbox(ctx, mailboxId, MailboxAction.REORDER_SORTING_RULES, async (manager, mailbox) => {
    const before = await manager.findBy(SortingRule, { mailboxId });
    const known = new Set(before.map(({ id }) => id));
    if (
      ruleIds.length !== known.size ||
      new Set(ruleIds).size !== known.size ||
      !ruleIds.every((id) => known.has(id))
    ) {
      return { userErrors: [refusal('ORDER_NOT_COMPLETE', 'ruleIds')] };
    }
    await manager.query(
      `UPDATE mail.sorting_rule SET position = wanted.position
       FROM unnest($1::text[]) WITH ORDINALITY AS wanted (id, position) WHERE sorting_rule.id = wanted.id`,
      [ruleIds],
    );
    await afterChange(ctx, manager, mailbox, { action: MailAuditAction.REORDER_SORTING_RULES });
    const sortingRules = await manager.find(SortingRule, {
      where: { mailboxId },
      order: { position: 'ASC' },
    });
    return { sortingRules, userErrors: [] };
  });

/**
 * What a new rule looks for.
 *
 * @throws NOT_FOUND when the template is not there for the users of the mailbox, administrators among them
 */
async function makeConditions(
  manager: EntityManager,
  mailbox: LockedMailbox,
  { templateId, match, conditions: inputs }: CreateSortingRuleInput,
): Promise<RuleConditions | { userErrors: readonly UserError[] }> {
  if (templateId) {
    if (match ?? inputs) return { userErrors: [refusal('CONDITIONS_OR_TEMPLATE', 'templateId')] };
    const template = await findTemplate(manager, mailbox, templateId);
    if (!template) throw notFound('Sorting-rule template');
    return copyOf(template);
  }
  if (!match || !inputs) return { userErrors: [refusal('CONDITIONS_OR_TEMPLATE', 'conditions')] };
  const { conditions, userErrors } = readConditions(inputs);
  return userErrors.length > 0
    ? { userErrors }
    : { match, conditions, templateId: null, templateVersion: null };
}

const findTemplate = (
  manager: EntityManager,
  { mailServiceId }: LockedMailbox,
  id: string,
): Promise<SortingRuleTemplate | null> =>
  manager.findOneBy(SortingRuleTemplate, { id, mailServiceId, visibility: TemplateVisibility.VISIBLE });

const copyOf = ({ id, version, match, conditions }: SortingRuleTemplate): RuleConditions => ({
  match,
  conditions,
  templateId: id,
  templateVersion: version,
});

/** Who may not forward may switch such a rule off, but not on, and not have it forward something else. */
const isForwardRefused = ({ actions }: SortingRule, { rights }: LockedMailbox): boolean =>
  !rights.has(MailboxRight.REDIRECTIONS) && doesForward(actions);

async function readActionsOf(
  manager: EntityManager,
  { id: mailboxId, rights }: LockedMailbox,
  inputs: readonly SortingActionInput[],
) {
  const addresses = await manager.findBy(MailboxAddress, { mailboxId });
  return readActions(inputs, {
    mayForward: rights.has(MailboxRight.REDIRECTIONS),
    ownAddresses: addresses.map(({ address }) => address),
  });
}

async function ruleAfter(
  ctx: RequestContext,
  manager: EntityManager,
  mailbox: LockedMailbox,
  id: string,
  action: MailAuditAction,
): Promise<RuleOutcome> {
  await afterChange(ctx, manager, mailbox, { action, ruleId: id });
  return { sortingRule: await manager.findOneByOrFail(SortingRule, { id }), userErrors: [] };
}

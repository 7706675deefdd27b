import {
  type Connection,
  type ConnectionArgs,
  load,
  loadOrNotFound,
  newId,
  notFound,
  pageKey,
  recordAuditEvent,
  type RequestContext,
} from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { MailAuditAction, MailAuditTargetType } from '../../audit-event/audit-action';
import { AuditEvent } from '../../audit-event/audit-event.entity';
import { lockAdministeredService } from '../../directory/mail-service/mail-service-administration';
import { getMailService } from '../../directory/mail-service/mail-service.service';
import { readConditions } from '../condition/read-conditions';
import { refuseRegexes } from '../condition/refuse-regexes';
import { SortingRuleTemplate } from './sorting-rule-template.entity';
import { MAX_TEMPLATES, refusal } from './sorting-rule-template.errors';
import type {
  CreateSortingRuleTemplateInput,
  UpdateSortingRuleTemplateInput,
} from './sorting-rule-template.inputs';
import { templatePages, templatesById, usageByTemplate } from './sorting-rule-template.loaders';
import type { DeletedTemplate, TemplateOutcome } from './sorting-rule-template.payloads';
import type { TemplateVisibility } from '../../template/template-visibility';

/** So few rules could be told whose they are, by who asked for the template or has a mailbox at all. */
const LEAST_USAGE = 5;

export const listTemplates = (
  ctx: RequestContext,
  mailServiceId: string,
  visibility: TemplateVisibility | null,
  page: ConnectionArgs,
): Promise<Connection<SortingRuleTemplate> | null> =>
  load(ctx, templatePages[visibility ?? 'ALL'], pageKey(mailServiceId, page));

/** @returns null where it would point at somebody, and to whoever does not administer the mail service */
export async function countUsage(ctx: RequestContext, { id }: SortingRuleTemplate): Promise<number | null> {
  const usage = await load(ctx, usageByTemplate, id);
  return usage === null || (usage > 0 && usage < LEAST_USAGE) ? null : usage;
}

/** @throws NOT_FOUND, FORBIDDEN */
export async function createTemplate(
  ctx: RequestContext,
  { mailServiceId, name, match, conditions: inputs, visibility }: CreateSortingRuleTemplateInput,
): Promise<TemplateOutcome> {
  await getMailService(ctx, mailServiceId);
  const regexErrors = await refuseRegexes(ctx, inputs, async () => {
    await ctx.database.transaction((manager) => lockAdministeredService(ctx, manager, mailServiceId, WHAT));
    return { userErrors: [] };
  });
  if (regexErrors.length > 0) return { userErrors: regexErrors };
  return ctx.database.transaction(async (manager) => {
    const { organizationId } = await lockAdministeredService(ctx, manager, mailServiceId, WHAT);
    const { conditions, userErrors } = readConditions(inputs);
    if (userErrors.length > 0) return { userErrors };
    if ((await manager.countBy(SortingRuleTemplate, { mailServiceId })) >= MAX_TEMPLATES) {
      return { userErrors: [refusal('TEMPLATE_LIMIT_REACHED', 'mailServiceId')] };
    }
    const id = newId('srt');
    await manager.insert(SortingRuleTemplate, { id, mailServiceId, name, match, conditions, visibility });
    return templateAfter(ctx, manager, { id, organizationId }, MailAuditAction.CREATE_SORTING_RULE_TEMPLATE);
  });
}

/** @throws NOT_FOUND, FORBIDDEN */
export async function updateTemplate(
  ctx: RequestContext,
  { id, name, match, conditions: inputs, visibility }: UpdateSortingRuleTemplateInput,
): Promise<TemplateOutcome> {
  const regexErrors = await refuseRegexes(ctx, inputs ?? [], () =>
    changeTemplate(ctx, id, () => Promise.resolve({ userErrors: [] })),
  );
  if (regexErrors.length > 0) return { userErrors: regexErrors };
  return changeTemplate(ctx, id, async (manager, organizationId) => {
    const { conditions, userErrors } = readConditions(inputs ?? []);
    if (userErrors.length > 0) return { userErrors };
    await manager.query(
      `UPDATE mail.sorting_rule_template SET name = COALESCE($2, name), match = COALESCE($3, match),
         conditions = COALESCE($4, conditions), visibility = COALESCE($5, visibility), updated_at = now(),
         version = version + CASE
           WHEN match <> COALESCE($3, match) OR conditions <> COALESCE($4, conditions) THEN 1 ELSE 0 END
       WHERE id = $1`,
      [id, name, match, inputs ? JSON.stringify(conditions) : null, visibility],
    );
    return templateAfter(ctx, manager, { id, organizationId }, MailAuditAction.UPDATE_SORTING_RULE_TEMPLATE);
  });
}

/** @throws NOT_FOUND, FORBIDDEN */
export const deleteTemplate = (ctx: RequestContext, id: string): Promise<DeletedTemplate> =>
  changeTemplate(ctx, id, async (manager, organizationId) => {
    await manager.delete(SortingRuleTemplate, { id });
    await audit(ctx, manager, { id, organizationId }, MailAuditAction.DELETE_SORTING_RULE_TEMPLATE);
    return { deletedId: id, userErrors: [] };
  });

const NOUN = 'Sorting-rule template';
const WHAT = 'manage templates of sorting rules';

/** Changes a template that the caller administers, while nobody else changes one of its mail service. */
async function changeTemplate<T>(
  ctx: RequestContext,
  id: string,
  change: (manager: EntityManager, organizationId: string) => Promise<T>,
): Promise<T> {
  const { mailServiceId } = await loadOrNotFound(ctx, templatesById, id, NOUN);
  return ctx.database.transaction(async (manager) => {
    const { organizationId } = await lockAdministeredService(ctx, manager, mailServiceId, WHAT);
    if (!(await manager.existsBy(SortingRuleTemplate, { id }))) throw notFound(NOUN);
    return change(manager, organizationId);
  });
}

interface Changed {
  readonly id: string;
  readonly organizationId: string;
}

async function templateAfter(
  ctx: RequestContext,
  manager: EntityManager,
  changed: Changed,
  action: MailAuditAction,
): Promise<TemplateOutcome> {
  await audit(ctx, manager, changed, action);
  const sortingRuleTemplate = await manager.findOneByOrFail(SortingRuleTemplate, { id: changed.id });
  return { sortingRuleTemplate, userErrors: [] };
}

const audit = (
  ctx: RequestContext,
  manager: EntityManager,
  { id, organizationId }: Changed,
  action: MailAuditAction,
): Promise<void> =>
  recordAuditEvent(ctx, manager, AuditEvent, {
    organizationId,
    action,
    targetType: MailAuditTargetType.SORTING_RULE_TEMPLATE,
    targetId: id,
  });

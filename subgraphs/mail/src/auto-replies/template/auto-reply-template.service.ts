import { setImmediate } from 'node:timers/promises';
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
  type UserError,
} from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { MailAuditAction, MailAuditTargetType } from '../../audit-event/audit-action';
import { AuditEvent } from '../../audit-event/audit-event.entity';
import { lockAdministeredService } from '../../directory/mail-service/mail-service-administration';
import type { MailService } from '../../directory/mail-service/mail-service.entity';
import { getMailService } from '../../directory/mail-service/mail-service.service';
import { storableHtml } from '../../template/html';
import { unknownVariable } from '../../template/template-text.errors';
import { canonicalLanguage, withPlainLineBreaks } from '../../template/text-rules';
import { AutoReplyTemplateText } from './auto-reply-template-text.entity';
import { AutoReplyTemplate } from './auto-reply-template.entity';
import { MAX_TEMPLATES, refusal } from './auto-reply-template.errors';
import type {
  AutoReplyTemplateTextInput,
  CreateAutoReplyTemplateInput,
  UpdateAutoReplyTemplateInput,
} from './auto-reply-template.inputs';
import {
  autoReplyTemplatePages,
  autoReplyTemplatesById,
  textsByTemplate,
} from './auto-reply-template.loaders';
import type {
  AutoReplyTemplateOutcome,
  DeleteAutoReplyTemplatePayload,
} from './auto-reply-template.payloads';
import { AUTO_REPLY_PLACEHOLDERS } from './auto-reply-variable';
import type { TemplateVisibility } from '../../template/template-visibility';

/** @throws NOT_FOUND also when it is hidden from the caller */
export const getAutoReplyTemplate = (ctx: RequestContext, id: string): Promise<AutoReplyTemplate> =>
  loadOrNotFound(ctx, autoReplyTemplatesById, id, 'Template');

export const listAutoReplyTemplates = (
  ctx: RequestContext,
  { id }: MailService,
  visibility: TemplateVisibility | null | undefined,
  page: ConnectionArgs,
): Promise<Connection<AutoReplyTemplate> | null> =>
  load(ctx, autoReplyTemplatePages[visibility ?? 'ANY'], pageKey(id, page));

/** @throws NOT_FOUND, FORBIDDEN */
export async function createAutoReplyTemplate(
  ctx: RequestContext,
  { mailServiceId, name, visibility, texts }: CreateAutoReplyTemplateInput,
): Promise<AutoReplyTemplateOutcome> {
  // Before the transaction, which must not wait for a second connection while it has one.
  await getMailService(ctx, mailServiceId);
  return ctx.database.transaction(async (manager) => {
    const service = await lockAdministeredService(ctx, manager, mailServiceId, 'write its templates');
    const userErrors = mistakesIn(texts);
    if (userErrors.length > 0) return { userErrors };
    if ((await manager.countBy(AutoReplyTemplate, { mailServiceId })) >= MAX_TEMPLATES) {
      return { userErrors: [refusal('TEMPLATE_LIMIT_REACHED', 'mailServiceId')] };
    }
    const template = manager.create(AutoReplyTemplate, {
      id: newId('art'),
      mailServiceId,
      name,
      visibility,
      version: 1,
    });
    await manager.insert(AutoReplyTemplate, template);
    await writeTexts(manager, template, texts);
    return changed(ctx, manager, service, template, MailAuditAction.CREATE_AUTO_REPLY_TEMPLATE);
  });
}

/** @throws NOT_FOUND, FORBIDDEN */
export async function updateAutoReplyTemplate(
  ctx: RequestContext,
  { templateId, name, visibility, texts }: UpdateAutoReplyTemplateInput,
): Promise<AutoReplyTemplateOutcome> {
  return changeTemplate(ctx, templateId, async (manager, template, service) => {
    const userErrors = mistakesIn(texts ?? []);
    if (userErrors.length > 0) return { userErrors };
    await manager.query(
      `UPDATE mail.auto_reply_template
       SET name = COALESCE($2, name), visibility = COALESCE($3, visibility),
           version = version + $4, updated_at = statement_timestamp()
       WHERE id = $1`,
      [template.id, name, visibility, texts ? 1 : 0],
    );
    if (texts) {
      await manager.delete(AutoReplyTemplateText, { templateId: template.id });
      await writeTexts(manager, template, texts);
    }
    return changed(ctx, manager, service, template, MailAuditAction.UPDATE_AUTO_REPLY_TEMPLATE);
  });
}

/**
 * Auto-replies that were made from it stay as they are.
 *
 * @throws NOT_FOUND, FORBIDDEN
 */
export async function deleteAutoReplyTemplate(
  ctx: RequestContext,
  templateId: string,
): Promise<DeleteAutoReplyTemplatePayload> {
  return changeTemplate(ctx, templateId, async (manager, template, service) => {
    await changed(ctx, manager, service, template, MailAuditAction.DELETE_AUTO_REPLY_TEMPLATE);
    await manager.delete(AutoReplyTemplate, { id: template.id });
    return { deletedTemplateId: template.id, userErrors: [] };
  });
}

/** @throws NOT_FOUND, also where the template is hidden from the caller; FORBIDDEN where it is not, to users */
async function changeTemplate<T>(
  ctx: RequestContext,
  templateId: string,
  change: (manager: EntityManager, template: AutoReplyTemplate, service: MailService) => Promise<T>,
): Promise<T> {
  const { mailServiceId } = await getAutoReplyTemplate(ctx, templateId);
  return ctx.database.transaction(async (manager) => {
    const service = await lockAdministeredService(ctx, manager, mailServiceId, 'write its templates');
    const template = await manager.findOneBy(AutoReplyTemplate, { id: templateId });
    if (!template) throw notFound('Template');
    return change(manager, template, service);
  });
}

function mistakesIn(texts: readonly AutoReplyTemplateTextInput[]): UserError[] {
  const languages = texts.map(({ language }) => canonicalLanguage(language));
  const userErrors = languages
    .filter((language, index) => languages.indexOf(language) !== index)
    .map(() => refusal('LANGUAGE_REPEATED', 'texts'));
  for (const { subject, body, html } of texts) {
    const mistake = AUTO_REPLY_PLACEHOLDERS.firstMistake([subject, body, html ?? ''].join('\n'));
    if (mistake !== undefined) userErrors.push(unknownVariable(mistake, 'texts'));
  }
  return userErrors;
}

async function writeTexts(
  manager: EntityManager,
  { id: templateId }: AutoReplyTemplate,
  texts: readonly AutoReplyTemplateTextInput[],
): Promise<void> {
  const rows: Partial<AutoReplyTemplateText>[] = [];
  for (const [ordinal, { language, subject, body, html }] of texts.entries()) {
    // Cleaning one long text takes tens of milliseconds; between two of them, others have their turn.
    if (html) await setImmediate();
    rows.push({
      templateId,
      ordinal,
      language: canonicalLanguage(language),
      subject,
      body: withPlainLineBreaks(body),
      html: storableHtml(html),
    });
  }
  await manager.insert(AutoReplyTemplateText, rows);
}

/** Records what was done to a template. @returns the template as it is now */
async function changed(
  ctx: RequestContext,
  manager: EntityManager,
  { organizationId }: MailService,
  { id }: AutoReplyTemplate,
  action: MailAuditAction,
): Promise<AutoReplyTemplateOutcome> {
  await recordAuditEvent(ctx, manager, AuditEvent, {
    organizationId,
    action,
    targetType: MailAuditTargetType.AUTO_REPLY_TEMPLATE,
    targetId: id,
  });
  // A request may change a template twice.
  ctx.loaders.of(ctx, textsByTemplate).clear(id);
  return { template: await manager.findOneByOrFail(AutoReplyTemplate, { id }), userErrors: [] };
}

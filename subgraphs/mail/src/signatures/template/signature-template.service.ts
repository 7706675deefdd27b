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
import type { MailService } from '../../directory/mail-service/mail-service.entity';
import { getMailService } from '../../directory/mail-service/mail-service.service';
import { readSignatureText } from './read-signature-text';
import { SignatureTemplate } from './signature-template.entity';
import { MAX_TEMPLATES, refusal } from './signature-template.errors';
import type { CreateSignatureTemplateInput, UpdateSignatureTemplateInput } from './signature-template.inputs';
import { signatureTemplatePages, signatureTemplatesById } from './signature-template.loaders';
import type { SignatureTemplateDeletion, SignatureTemplateOutcome } from './signature-template.payloads';

const NOUN = 'Signature template';
const WHAT = 'write its templates';

export const listSignatureTemplates = (
  ctx: RequestContext,
  { id }: MailService,
  page: ConnectionArgs,
): Promise<Connection<SignatureTemplate> | null> => load(ctx, signatureTemplatePages, pageKey(id, page));

/** @throws NOT_FOUND, FORBIDDEN */
export async function createSignatureTemplate(
  ctx: RequestContext,
  { mailServiceId, name, text: input, visibility }: CreateSignatureTemplateInput,
): Promise<SignatureTemplateOutcome> {
  // Before the transaction, which must not wait for a second connection while it has one.
  await getMailService(ctx, mailServiceId);
  return ctx.database.transaction(async (manager) => {
    const service = await lockAdministeredService(ctx, manager, mailServiceId, WHAT);
    const { text, userErrors } = readSignatureText(input);
    if (userErrors.length > 0) return { userErrors };
    if ((await manager.countBy(SignatureTemplate, { mailServiceId })) >= MAX_TEMPLATES) {
      return { userErrors: [refusal('TEMPLATE_LIMIT_REACHED', 'mailServiceId')] };
    }
    const id = newId('sgt');
    await manager.insert(SignatureTemplate, { id, mailServiceId, name, ...text, visibility });
    return templateAfter(ctx, manager, service, id, MailAuditAction.CREATE_SIGNATURE_TEMPLATE);
  });
}

/**
 * Signatures that were made from it stay as they are.
 *
 * @throws NOT_FOUND, FORBIDDEN
 */
export const updateSignatureTemplate = (
  ctx: RequestContext,
  { id, name, text: input, visibility }: UpdateSignatureTemplateInput,
): Promise<SignatureTemplateOutcome> =>
  changeTemplate(ctx, id, async (manager, service) => {
    const { text, userErrors } = input ? readSignatureText(input) : { text: null, userErrors: [] };
    if (userErrors.length > 0) return { userErrors };
    await manager.query(
      `UPDATE mail.signature_template
       SET name = COALESCE($2, name), visibility = COALESCE($3, visibility), plain = COALESCE($4, plain),
         html = CASE WHEN $4 IS NULL THEN html ELSE $5 END, updated_at = statement_timestamp(),
         version = version + CASE WHEN $4 IS NULL OR (plain, html) IS NOT DISTINCT FROM ($4, $5) THEN 0 ELSE 1 END
       WHERE id = $1`,
      [id, name, visibility, text?.plain, text?.html],
    );
    return templateAfter(ctx, manager, service, id, MailAuditAction.UPDATE_SIGNATURE_TEMPLATE);
  });

/**
 * Signatures that were made from it stay as they are.
 *
 * @throws NOT_FOUND, FORBIDDEN
 */
export const deleteSignatureTemplate = (
  ctx: RequestContext,
  id: string,
): Promise<SignatureTemplateDeletion> =>
  changeTemplate(ctx, id, async (manager, service) => {
    await manager.delete(SignatureTemplate, { id });
    await audit(ctx, manager, service, id, MailAuditAction.DELETE_SIGNATURE_TEMPLATE);
    return { deletedId: id, userErrors: [] };
  });

/** @throws NOT_FOUND, also where the template is hidden from the caller; FORBIDDEN where it is not, to users */
async function changeTemplate<T>(
  ctx: RequestContext,
  id: string,
  change: (manager: EntityManager, service: MailService) => Promise<T>,
): Promise<T> {
  const { mailServiceId } = await loadOrNotFound(ctx, signatureTemplatesById, id, NOUN);
  return ctx.database.transaction(async (manager) => {
    const service = await lockAdministeredService(ctx, manager, mailServiceId, WHAT);
    // Whoever waited may have waited for its deletion.
    if (!(await manager.existsBy(SignatureTemplate, { id }))) throw notFound(NOUN);
    return change(manager, service);
  });
}

async function templateAfter(
  ctx: RequestContext,
  manager: EntityManager,
  service: MailService,
  id: string,
  action: MailAuditAction,
): Promise<SignatureTemplateOutcome> {
  await audit(ctx, manager, service, id, action);
  const signatureTemplate = await manager.findOneByOrFail(SignatureTemplate, { id });
  return { signatureTemplate, userErrors: [] };
}

const audit = (
  ctx: RequestContext,
  manager: EntityManager,
  { organizationId }: MailService,
  targetId: string,
  action: MailAuditAction,
): Promise<void> =>
  recordAuditEvent(ctx, manager, AuditEvent, {
    organizationId,
    action,
    targetType: MailAuditTargetType.SIGNATURE_TEMPLATE,
    targetId,
  });

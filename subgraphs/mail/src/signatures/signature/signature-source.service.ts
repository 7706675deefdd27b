import { administers, notFound, type RequestContext, type UserError } from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import type { LockedMailbox } from '../../directory/mailbox/lock-mailbox';
import { readSignatureText } from '../template/read-signature-text';
import { SignatureTemplate } from '../template/signature-template.entity';
import { TemplateVisibility } from '../../template/template-visibility';
import type { Signature } from './signature.entity';
import { refusal } from './signature.errors';
import type { CreateSignatureInput } from './signature.inputs';

/** The text of a signature before it is filled in, and where it is from. */
export type SignatureSource = Pick<
  Signature,
  'sourcePlain' | 'sourceHtml' | 'templateId' | 'templateVersion'
>;

type Chosen = Pick<CreateSignatureInput, 'templateId' | 'text'>;

/** @throws NOT_FOUND where the template is none of the mailbox's mail service, or hidden from the caller */
export async function readSource(
  ctx: RequestContext,
  manager: EntityManager,
  mailbox: LockedMailbox,
  { templateId, text }: Chosen,
): Promise<SignatureSource | { userErrors: readonly UserError[] }> {
  if (text && templateId == null) {
    const read = readSignatureText(text);
    if (read.userErrors.length > 0) return { userErrors: read.userErrors };
    const { plain, html } = read.text;
    return { sourcePlain: plain, sourceHtml: html, templateId: null, templateVersion: null };
  }
  if (text || templateId == null) return { userErrors: [refusal('CONTENT_NOT_CLEAR', 'text')] };
  const template = await findTemplate(ctx, manager, mailbox, templateId);
  if (template.visibility === TemplateVisibility.HIDDEN) {
    return { userErrors: [refusal('TEMPLATE_HIDDEN', 'templateId')] };
  }
  return {
    sourcePlain: template.plain,
    sourceHtml: template.html,
    templateId: template.id,
    templateVersion: template.version,
  };
}

/** Whoever writes it anew waits, so that its text and its version belong together. */
async function findTemplate(
  ctx: RequestContext,
  manager: EntityManager,
  { mailServiceId, organizationId }: LockedMailbox,
  id: string,
): Promise<SignatureTemplate> {
  const template = await manager.findOne(SignatureTemplate, {
    where: { id, mailServiceId },
    lock: { mode: 'pessimistic_read' },
  });
  const isSeen = template?.visibility === TemplateVisibility.VISIBLE || administers(ctx, organizationId);
  if (!template || !isSeen) throw notFound('Signature template');
  return template;
}

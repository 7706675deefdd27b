import {
  type Connection,
  type ConnectionArgs,
  load,
  newId,
  pageKey,
  type RequestContext,
  type UserError,
} from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { MailAuditAction } from '../../audit-event/audit-action';
import type { LockedMailbox } from '../../directory/mailbox/lock-mailbox';
import type { Mailbox } from '../../directory/mailbox/mailbox.entity';
import { actOnMailbox, actOnPart, type MailboxPart } from '../../permission/mailbox-action/act-on-mailbox';
import { MailboxAction } from '../../permission/mailbox-action/mailbox-action';
import { MailboxRight } from '../../access/mailbox-right';
import { requireRight } from '../../access/mailbox-right.service';
import type { SignatureTemplate } from '../template/signature-template.entity';
import { signatureTemplatesById, signatureTemplateVersions } from '../template/signature-template.loaders';
import { composeSignature, type SignatureDraft } from './compose-signature';
import { readSource } from './signature-source.service';
import type { SignatureValues } from './signature-value.type';
import { Signature } from './signature.entity';
import { MAX_SIGNATURES, refusal } from './signature.errors';
import type { CreateSignatureInput, SignatureValueInput, UpdateSignatureInput } from './signature.inputs';
import { signaturePages } from './signature.loaders';
import type { SignatureDeletion, SignatureOutcome } from './signature.payloads';
import { auditSignature, dropOtherDefault, readKnown } from './signature-rows';

/** @throws FORBIDDEN */
export async function listSignatures(
  ctx: RequestContext,
  mailbox: Mailbox,
  page: ConnectionArgs,
): Promise<Connection<Signature> | null> {
  await requireRight(ctx, mailbox, MailboxRight.SIGNATURES);
  return load(ctx, signaturePages, pageKey(mailbox.id, page));
}

/** @returns null where it is a copy of none, or of one that is gone or hidden from the caller */
export async function findTemplateOf(
  ctx: RequestContext,
  { templateId }: Signature,
): Promise<SignatureTemplate | null> {
  return templateId === null ? null : load(ctx, signatureTemplatesById, templateId);
}

/** Whether its template has been written anew since. */
export async function isOutdated(
  ctx: RequestContext,
  { templateId, templateVersion }: Signature,
): Promise<boolean> {
  const present = templateId === null ? null : await load(ctx, signatureTemplateVersions, templateId);
  return present !== null && present !== templateVersion;
}

const SIGNATURE: MailboxPart<Signature> = {
  entity: Signature,
  table: 'signature',
  right: MailboxRight.SIGNATURES,
  noun: 'Signature',
};

/** @throws NOT_FOUND, FORBIDDEN */
export const createSignature = async (
  ctx: RequestContext,
  input: CreateSignatureInput,
): Promise<SignatureOutcome> => ({
  missingVariables: [],
  ...(await actOnMailbox(ctx, input.mailboxId, MailboxAction.CREATE_SIGNATURE, async (manager, mailbox) => {
    const source = await readSource(ctx, manager, mailbox, input);
    if ('userErrors' in source) return refused(source.userErrors);
    const { id: mailboxId } = mailbox;
    if ((await manager.countBy(Signature, { mailboxId })) >= MAX_SIGNATURES) {
      return refused([refusal('SIGNATURE_LIMIT_REACHED', 'mailboxId')]);
    }
    const { name, state, isDefault, values } = input;
    const draft = { ...source, name, state, isDefault, givenValues: withValues({}, values) };
    const id = newId('sig');
    return write(ctx, manager, mailbox, { id, draft, action: MailAuditAction.CREATE_SIGNATURE });
  })),
});

/** @throws NOT_FOUND */
export const updateSignature = async (
  ctx: RequestContext,
  input: UpdateSignatureInput,
): Promise<SignatureOutcome> => ({
  missingVariables: [],
  ...(await actOnPart(
    ctx,
    SIGNATURE,
    input.id,
    MailboxAction.UPDATE_SIGNATURE,
    async (manager, signature, mailbox) => {
      const isRewritten = input.text != null || input.templateId != null;
      const source = isRewritten ? await readSource(ctx, manager, mailbox, input) : sourceOf(signature);
      if ('userErrors' in source) return refused(source.userErrors);
      const draft = {
        ...source,
        name: input.name ?? signature.name,
        state: input.state ?? signature.state,
        isDefault: input.isDefault ?? signature.isDefault,
        givenValues: withValues(signature.givenValues, input.values ?? []),
      };
      const { id } = signature;
      return write(ctx, manager, mailbox, { id, draft, action: MailAuditAction.UPDATE_SIGNATURE });
    },
  )),
});

/** @throws NOT_FOUND */
export const deleteSignature = (ctx: RequestContext, id: string): Promise<SignatureDeletion> =>
  actOnPart(ctx, SIGNATURE, id, MailboxAction.DELETE_SIGNATURE, async (manager, _signature, mailbox) => {
    await manager.delete(Signature, { id });
    await auditSignature(ctx, manager, mailbox, { targetId: id, action: MailAuditAction.DELETE_SIGNATURE });
    return { deletedId: id, userErrors: [] };
  });

interface Writing {
  readonly id: string;
  readonly draft: SignatureDraft;
  readonly action: Extract<MailAuditAction, 'CREATE_SIGNATURE' | 'UPDATE_SIGNATURE'>;
}

/** Fills a text in and stores it with its audit row. */
async function write(
  ctx: RequestContext,
  manager: EntityManager,
  mailbox: LockedMailbox,
  { id, draft, action }: Writing,
): Promise<SignatureOutcome> {
  const row = composeSignature(draft, await readKnown(manager, mailbox.id));
  if ('userErrors' in row) return row;
  if (row.isDefault) await dropOtherDefault(manager, mailbox, id);
  if (action === MailAuditAction.CREATE_SIGNATURE) {
    await manager.insert(Signature, { ...row, id, mailboxId: mailbox.id });
  } else {
    await manager.update(Signature, { id }, { ...row, updatedAt: () => 'statement_timestamp()' });
  }
  await auditSignature(ctx, manager, mailbox, { targetId: id, action });
  const signature = await manager.findOneByOrFail(Signature, { id });
  return { signature, missingVariables: signature.missingVariables, userErrors: [] };
}

const refused = (userErrors: readonly UserError[]): SignatureOutcome => ({
  missingVariables: [],
  userErrors,
});

const sourceOf = ({ sourcePlain, sourceHtml, templateId, templateVersion }: Signature) => ({
  sourcePlain,
  sourceHtml,
  templateId,
  templateVersion,
});

/** Null takes back what was given. */
function withValues(given: SignatureValues, inputs: readonly SignatureValueInput[]): SignatureValues {
  const values: Readonly<Record<string, string | null | undefined>> = {
    ...given,
    ...Object.fromEntries(inputs.map(({ variable, value }) => [variable, value])),
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value === 'string'));
}

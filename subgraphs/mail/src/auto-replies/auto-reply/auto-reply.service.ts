import {
  type Connection,
  type ConnectionArgs,
  KEY_REUSED,
  load,
  newId,
  requestDigest,
  pageKey,
  type RequestContext,
  type UserError,
} from '@hostgraph/subgraph-kit';
import { type EntityManager, IsNull } from 'typeorm';
import { MailAuditAction } from '../../audit-event/audit-action';
import type { LockedMailbox } from '../../directory/mailbox/lock-mailbox';
import { Mailbox } from '../../directory/mailbox/mailbox.entity';
import { MailboxAction } from '../../permission/mailbox-action/mailbox-action';
import { MailboxRight } from '../../access/mailbox-right';
import { requireRight } from '../../access/mailbox-right.service';
import { AutoReplyAudience } from './auto-reply-audience';
import { writeContent, type RenderResult } from './auto-reply-text.service';
import { AutoReply } from './auto-reply.entity';
import { refusal } from './auto-reply.errors';
import type { ActivateAutoReplyInput, AutoReplyInput, UpdateAutoReplyInput } from './auto-reply.inputs';
import { activeAutoReplies, autoReplyPages, templateVersions } from './auto-reply.loaders';
import type { AutoReplyOutcome } from './auto-reply.payloads';
import { afterChange, changeAutoReply } from './change-auto-reply';
import { readSchedule } from './schedule';

/** @throws FORBIDDEN */
export async function findActiveAutoReply(ctx: RequestContext, mailbox: Mailbox): Promise<AutoReply | null> {
  await requireRight(ctx, mailbox, MailboxRight.AUTO_REPLIES);
  return load(ctx, activeAutoReplies, mailbox.id);
}

/** @throws FORBIDDEN */
export async function listAutoReplies(
  ctx: RequestContext,
  mailbox: Mailbox,
  page: ConnectionArgs,
): Promise<Connection<AutoReply> | null> {
  await requireRight(ctx, mailbox, MailboxRight.AUTO_REPLIES);
  return load(ctx, autoReplyPages, pageKey(mailbox.id, page));
}

/** Whether a template that it was made from has been written anew since. */
export async function isOutdated(ctx: RequestContext, autoReply: AutoReply): Promise<boolean> {
  const outdated = await Promise.all(
    [autoReply.content, autoReply.externalContent].map(async (content) => {
      if (content?.templateId == null) return false;
      const present = await load(ctx, templateVersions, content.templateId);
      return present !== null && present !== content.templateVersion;
    }),
  );
  return outdated.includes(true);
}

/**
 * Switches an auto-reply on, and the one that was on before off.
 *
 * @throws NOT_FOUND, FORBIDDEN
 */
export function activateAutoReply(
  ctx: RequestContext,
  input: ActivateAutoReplyInput,
): Promise<AutoReplyOutcome> {
  const { mailboxId, idempotencyKey = null } = input;
  const { kind, id: principalId } = ctx.principal;
  const inputDigest = idempotencyKey === null ? null : requestDigest(JSON.stringify(input));
  return changeAutoReply(ctx, mailboxId, MailboxAction.ACTIVATE_AUTO_REPLY, async (manager, mailbox) => {
    const activatedBy = { activatedByKind: kind as AutoReply['activatedByKind'], activatedById: principalId };
    if (idempotencyKey !== null) {
      const known = await manager.findOneBy(AutoReply, { mailboxId, ...activatedBy, idempotencyKey });
      if (known) return repeated(known, inputDigest);
    }
    const settings = await readSettings(ctx, manager, mailbox, input);
    if ('userErrors' in settings) return settings;
    await switchOff(manager, mailboxId);
    const id = newId('arp');
    await manager.insert(AutoReply, {
      ...settings,
      ...activatedBy,
      id,
      mailboxId,
      idempotencyKey,
      inputDigest,
    });
    return afterChange(ctx, manager, mailbox, id, MailAuditAction.ACTIVATE_AUTO_REPLY);
  });
}

/**
 * Changes the auto-reply that is on. Whoever was answered is not answered again because of that.
 *
 * @throws NOT_FOUND, FORBIDDEN
 */
export const updateAutoReply = (
  ctx: RequestContext,
  input: UpdateAutoReplyInput,
): Promise<AutoReplyOutcome> =>
  changeAutoReply(ctx, input.mailboxId, MailboxAction.UPDATE_AUTO_REPLY, async (manager, mailbox, active) => {
    if (!active) return refused(refusal('NO_AUTO_REPLY', 'mailboxId'));
    const settings = await readSettings(ctx, manager, mailbox, input);
    if ('userErrors' in settings) return settings;
    await manager.update(
      AutoReply,
      { id: active.id },
      { ...settings, updatedAt: () => 'statement_timestamp()' },
    );
    return afterChange(ctx, manager, mailbox, active.id, MailAuditAction.UPDATE_AUTO_REPLY);
  });

/**
 * Writes the text of the auto-reply that is on anew from its template. Whoever was answered is not answered again.
 *
 * @throws NOT_FOUND, FORBIDDEN
 */
export const reapplyAutoReplyTemplate = (ctx: RequestContext, mailboxId: string): Promise<AutoReplyOutcome> =>
  changeAutoReply(
    ctx,
    mailboxId,
    MailboxAction.REAPPLY_AUTO_REPLY_TEMPLATE,
    async (manager, mailbox, active) => {
      if (!active) return refused(refusal('NO_AUTO_REPLY', 'mailboxId'));
      const { content, externalContent, variables: given, endsAt, timeZone } = active;
      if (content.templateId === null && !externalContent?.templateId) {
        return refused(refusal('NOT_FROM_TEMPLATE', 'mailboxId'));
      }
      const { displayName: mailboxName } = await manager.findOneByOrFail(Mailbox, { id: mailboxId });
      const occasion = { mailboxName, endsAt, timeZone };
      const texts = await writeContents([content, externalContent], (present) =>
        present.templateId === null
          ? Promise.resolve({ content: present })
          : writeContent(ctx, manager, mailbox, { input: present, argument: 'mailboxId', given, occasion }),
      );
      if ('userErrors' in texts) return texts;
      await manager.update(
        AutoReply,
        { id: active.id },
        { ...texts, updatedAt: () => 'statement_timestamp()' },
      );
      return afterChange(ctx, manager, mailbox, active.id, MailAuditAction.REAPPLY_AUTO_REPLY_TEMPLATE);
    },
  );

/**
 * Doing it twice changes nothing.
 *
 * @throws NOT_FOUND, FORBIDDEN
 */
export const deactivateAutoReply = (ctx: RequestContext, mailboxId: string): Promise<AutoReplyOutcome> =>
  changeAutoReply(ctx, mailboxId, MailboxAction.DEACTIVATE_AUTO_REPLY, async (manager, mailbox, active) => {
    if (!active) return refused();
    await switchOff(manager, mailboxId);
    return afterChange(ctx, manager, mailbox, active.id, MailAuditAction.DEACTIVATE_AUTO_REPLY);
  });

/**
 * Forgets who was answered: everybody is answered once more.
 *
 * @throws NOT_FOUND, FORBIDDEN
 */
export const resetAutoReplyHistory = (ctx: RequestContext, mailboxId: string): Promise<AutoReplyOutcome> =>
  changeAutoReply(
    ctx,
    mailboxId,
    MailboxAction.RESET_AUTO_REPLY_HISTORY,
    async (manager, mailbox, active) => {
      if (!active) return refused(refusal('NO_AUTO_REPLY', 'mailboxId'));
      await manager.increment(AutoReply, { id: active.id }, 'resetCount', 1);
      return afterChange(ctx, manager, mailbox, active.id, MailAuditAction.RESET_AUTO_REPLY_HISTORY);
    },
  );

type Settings = Pick<
  AutoReply,
  | 'audience'
  | 'content'
  | 'externalContent'
  | 'variables'
  | 'startsAt'
  | 'endsAt'
  | 'timeZone'
  | 'repeatIntervalDays'
>;

/** @throws NOT_FOUND */
async function readSettings(
  ctx: RequestContext,
  manager: EntityManager,
  mailbox: LockedMailbox,
  input: AutoReplyInput,
): Promise<Settings | AutoReplyOutcome> {
  const { audience, repeatIntervalDays } = input;
  if (input.externalContent && audience !== AutoReplyAudience.EVERYBODY) {
    return refused(refusal('EXTERNAL_CONTENT_NOT_ACCEPTED', 'externalContent'));
  }
  const { displayName, timeZone } = await manager.findOneByOrFail(Mailbox, { id: mailbox.id });
  const schedule = readSchedule(input.schedule ?? {}, timeZone, new Date());
  if (typeof schedule === 'string') return refused(refusal(schedule, 'schedule'));

  const variables = Object.fromEntries(input.variables.map(({ variable, value }) => [variable, value]));
  const occasion = { mailboxName: displayName, endsAt: schedule.endsAt, timeZone };
  const texts = await writeContents([input.content, input.externalContent ?? null], (content, argument) =>
    writeContent(ctx, manager, mailbox, { input: content, argument, given: variables, occasion }),
  );
  if ('userErrors' in texts) return texts;
  return { audience, repeatIntervalDays, ...schedule, timeZone, variables, ...texts };
}

/** Writes the text, and the other one for external correspondents where there is one: both, or neither. */
async function writeContents<Source>(
  [source, externalSource]: readonly [Source, Source | null],
  write: (source: Source, argument: 'content' | 'externalContent') => Promise<RenderResult>,
): Promise<Pick<Settings, 'content' | 'externalContent'> | AutoReplyOutcome> {
  const content = await write(source, 'content');
  const external = externalSource && (await write(externalSource, 'externalContent'));
  if ('content' in content && (!external || 'content' in external)) {
    return { content: content.content, externalContent: external?.content ?? null };
  }
  const failed = [content, external].filter((text) => text !== null && 'userErrors' in text);
  return {
    missingVariables: [...new Set(failed.flatMap(({ missing }) => missing))],
    userErrors: failed.flatMap(({ userErrors }) => userErrors),
  };
}

function refused(...userErrors: readonly UserError[]): AutoReplyOutcome {
  return { missingVariables: [], userErrors };
}

/** What was done is not judged anew, also when the auto-reply has been switched off since. */
const repeated = (known: AutoReply, inputDigest: Buffer | null): AutoReplyOutcome =>
  inputDigest && known.inputDigest?.equals(inputDigest)
    ? { autoReply: known, ...refused() }
    : refused(KEY_REUSED);

const switchOff = (manager: EntityManager, mailboxId: string): Promise<unknown> =>
  manager.update(
    AutoReply,
    { mailboxId, deactivatedAt: IsNull() },
    { deactivatedAt: () => 'statement_timestamp()' },
  );

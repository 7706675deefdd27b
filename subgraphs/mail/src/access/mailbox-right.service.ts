import {
  type AddParameter,
  type Batch,
  type CodedError,
  forbidden,
  load,
  type RequestContext,
} from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { callerOf } from './caller';
import { ADMINISTRATION_RIGHTS, MailboxRight } from './mailbox-right';

/**
 * The caller's effective rights, as an array in SQL, on the mailbox with the id `mailboxId` of the organization
 * `organizationId`, in which the caller is known to have a role:
 *
 * - administrators of the organization hold ADMINISTRATION_RIGHTS, and on a mailbox that they use themselves
 *   also what was granted to them: they alone can sort the mail of their own mailbox;
 * - collaborators hold what was granted to them.
 */
export function heldRights(
  ctx: RequestContext,
  parameter: AddParameter,
  { mailboxId, organizationId }: { readonly mailboxId: string; readonly organizationId: string },
): string {
  const { userId, administeredIds, collaboratedIds } = callerOf(ctx);
  const user = parameter(userId);
  return `ARRAY(
    SELECT unnest(${parameter(ADMINISTRATION_RIGHTS)}::text[])
    WHERE ${organizationId} = ANY(${parameter(administeredIds)}::text[])
    UNION
    SELECT granted."right" FROM mail.effective_grant AS granted
    WHERE granted.mailbox_id = ${mailboxId} AND granted.user_id = ${user}
      AND (${organizationId} = ANY(${parameter(collaboratedIds)}::text[]) OR EXISTS (
        SELECT FROM mail.mailbox_member AS member
        WHERE member.mailbox_id = ${mailboxId} AND member.user_id = ${user})))`;
}

/**
 * The caller's effective rights on mailboxes. All that asks whether somebody may do something with a mailbox asks here or
 * `heldRights`, so the rule is written once. Whoever has no role in the organization holds nothing: such mailboxes are
 * left out, and deleted ones.
 *
 * @param connection that of the transaction which acts on the answer, if there is one
 */
export async function readRights(
  ctx: RequestContext,
  connection: Pick<EntityManager, 'query'>,
  mailboxIds: readonly string[],
): Promise<Map<string, ReadonlySet<MailboxRight>>> {
  const { administeredIds, collaboratedIds } = callerOf(ctx);
  const parameters: unknown[] = [mailboxIds, [...administeredIds, ...collaboratedIds]];
  const held = heldRights(ctx, (value) => `$${parameters.push(value)}`, {
    mailboxId: 'mailbox.id',
    organizationId: 'service.organization_id',
  });
  const rows: { id: string; rights: MailboxRight[] }[] = await connection.query(
    `SELECT mailbox.id, ${held} AS rights
     FROM mail.mailbox JOIN mail.mail_service AS service ON service.id = mailbox.mail_service_id
     WHERE mailbox.id = ANY($1) AND mailbox.deleted_at IS NULL AND service.organization_id = ANY($2::text[])`,
    parameters,
  );
  return new Map(rows.map(({ id, rights }) => [id, new Set(rights)]));
}

/** Called directly it reads the present state; through `load` it reads once in a request. */
export const rightsByMailbox: Batch<string, ReadonlySet<MailboxRight>> = (ctx, mailboxIds) =>
  readRights(ctx, ctx.database, mailboxIds);

/** In the order of the enum. */
export async function listViewerRights(
  ctx: RequestContext,
  { id }: { readonly id: string },
): Promise<MailboxRight[]> {
  const held = await load(ctx, rightsByMailbox, id);
  return Object.values(MailboxRight).filter((right) => held?.has(right));
}

export async function viewerHolds(
  ctx: RequestContext,
  { id }: { readonly id: string },
  right: MailboxRight,
): Promise<boolean> {
  return (await load(ctx, rightsByMailbox, id))?.has(right) ?? false;
}

/** @throws FORBIDDEN to whoever lacks a right on a mailbox that they may know of */
export async function requireRight(
  ctx: RequestContext,
  mailbox: { readonly id: string },
  right: MailboxRight,
): Promise<void> {
  if (!(await viewerHolds(ctx, mailbox, right))) throw missingRight(right);
}

/** @param others those of which one would do as well */
export const missingRight = (right: MailboxRight, ...others: readonly MailboxRight[]): CodedError =>
  forbidden(
    `You lack the ${others.length > 0 ? 'rights' : 'right'} ${[right, ...others].join(' and ')} on this mailbox`,
  );

import { administers, type RequestContext, type UserError } from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import type { LockedMailbox } from '../../directory/mailbox/lock-mailbox';
import { readOwnUsers } from '../../access/own-user';
import { isPersonal, type MailboxRight } from '../../access/mailbox-right';
import { refusal } from './mailbox-grant.errors';

/**
 * Refuses rights that are not the caller's to grant to somebody. Those of administrators are theirs to grant; personal
 * ones are granted by whom the mailbox is, or by an administrator to whom it is: by persons, and to somebody else.
 */
export async function refuseToGrant(
  ctx: RequestContext,
  manager: EntityManager,
  mailbox: LockedMailbox,
  { userId, rights }: { readonly userId: string; readonly rights: readonly MailboxRight[] },
): Promise<UserError[]> {
  const refused = refuseAdministrators(ctx, mailbox, rights);
  if (refused.length > 0 || !rights.some(isPersonal)) return refused;
  const { kind, id } = ctx.principal;
  const ownUsers = await readOwnUsers(manager, mailbox.id);
  const mayGrant =
    kind === 'PERSON' &&
    id !== userId &&
    (ownUsers.has(id) || (administers(ctx, mailbox.organizationId) && ownUsers.has(userId)));
  return mayGrant ? [] : [refusal('RIGHT_IS_PERSONAL', 'rights')];
}

/** Refuses those whose own the mailbox is the rights that only administrators grant and withdraw. */
export const refuseAdministrators = (
  ctx: RequestContext,
  mailbox: LockedMailbox,
  rights: readonly MailboxRight[],
): UserError[] =>
  administers(ctx, mailbox.organizationId) || rights.every(isPersonal)
    ? []
    : [refusal('RIGHT_IS_ADMINISTRATORS', 'rights')];

import { forbidden, load, type RequestContext } from '@hostgraph/subgraph-kit';
import type { Mailbox } from '../../directory/mailbox/mailbox.entity';
import { User } from '../../directory/user/user.type';
import { mailboxesUsedByViewer, memberIdsByMailbox } from './mailbox-member.loaders';

/** @throws FORBIDDEN to whoever may see the mailbox without using or administering it */
export async function listMembers(ctx: RequestContext, mailbox: Mailbox): Promise<User[]> {
  const ids = await load(ctx, memberIdsByMailbox, mailbox.id);
  if (!ids) {
    throw forbidden(
      'Reading members needs the role ADMINISTRATOR or LEGAL_RESPONSIBLE, or that you use the mailbox',
    );
  }
  return ids.map((id) => Object.assign(new User(), { id }));
}

export const isViewerMember = async (ctx: RequestContext, mailbox: Mailbox): Promise<boolean> =>
  (await load(ctx, mailboxesUsedByViewer, mailbox.id)) ?? false;

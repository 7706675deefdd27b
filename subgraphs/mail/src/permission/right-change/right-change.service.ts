import {
  type Connection,
  type ConnectionArgs,
  load,
  pageKey,
  type RequestContext,
} from '@hostgraph/subgraph-kit';
import { requireUse } from '../mailbox-action/mailbox-use';
import type { Mailbox } from '../../directory/mailbox/mailbox.entity';
import type { RightChange } from './right-change.entity';
import { rightChangePages } from './right-change.loaders';

/** @throws FORBIDDEN */
export async function listRightChanges(
  ctx: RequestContext,
  mailbox: Mailbox,
  page: ConnectionArgs,
): Promise<Connection<RightChange> | null> {
  await requireUse(ctx, mailbox);
  return load(ctx, rightChangePages, pageKey(mailbox.id, page));
}

import { forbidden, load, type RequestContext } from '@hostgraph/subgraph-kit';
import type { Mailbox } from '../../directory/mailbox/mailbox.entity';
import { situationsByMailbox } from './mailbox-situation';

/**
 * For what is told of a mailbox to those who use it and to its administrators: who may act on it.
 *
 * @throws FORBIDDEN
 */
export async function requireUse(ctx: RequestContext, { id }: Mailbox): Promise<void> {
  const situation = await load(ctx, situationsByMailbox, id);
  if (!situation?.isAdministered && !situation?.isUsed) {
    throw forbidden(
      'Only those who use the mailbox and administrators or legal responsibles of the organization may read this',
    );
  }
}

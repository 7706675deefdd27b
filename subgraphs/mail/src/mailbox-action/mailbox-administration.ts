import { forbidden, load, type RequestContext } from '@hostgraph/subgraph-kit';
import type { Mailbox } from '../mailbox/mailbox.entity';
import { situationsByMailbox } from './mailbox-situation';

/**
 * For what is told of a mailbox to nobody but its administrators.
 *
 * @throws FORBIDDEN
 */
export async function requireMailboxAdministration(ctx: RequestContext, { id }: Mailbox): Promise<void> {
  const situation = await load(ctx, situationsByMailbox, id);
  if (!situation?.isAdministered) {
    throw forbidden('Only an administrator or legal responsible of the organization may read this');
  }
}

import { badUserInput } from '@hostgraph/subgraph-kit';
import type { ActivityLogArgs } from './activity-log.inputs';
import type { LogPage } from '../../mail-event/log-filter';

/**
 * Which page of a log the arguments ask for.
 *
 * @param addresses of a mail service's log; null for all of them, and for other logs
 * @throws BAD_USER_INPUT
 */
export function askedPage(args: ActivityLogArgs, addresses: LogPage['addresses']): LogPage {
  if (args.from && args.to && args.from >= args.to) throw badUserInput('from must be earlier than to');
  return {
    first: args.first,
    after: args.after ?? null,
    direction: args.direction ?? null,
    from: args.from ?? null,
    to: args.to ?? null,
    status: args.status ?? null,
    correspondent: args.correspondent ?? null,
    subject: args.subject ?? null,
    addresses,
  };
}

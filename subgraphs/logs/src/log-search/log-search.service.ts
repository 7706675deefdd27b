import {
  type Connection,
  type ConnectionArgs,
  forbidden,
  load,
  newId,
  pageKey,
  prepared,
  type RequestContext,
} from '@hostgraph/subgraph-kit';
import type { LogFilter } from '../activity-log/page-statement';
import type { Mailbox } from '../mailbox/mailbox.type';
import type { LogReading } from './log-reading';
import type { LogSearch } from './log-search.entity';
import { logSearchPages } from './log-search.loaders';

/** That something of a mailbox's log is about to be answered. */
export interface AnsweredSearch {
  readonly reading: LogReading;
  readonly mailboxId: string;
  readonly filter: LogFilter;
  readonly rowCount: number;
}

/**
 * Writes down who reads which logs; one statement for all of them. Arrays and not JSON, which has no way to write
 * the years before 1 or half of a surrogate pair, which callers may ask for.
 */
export async function recordSearches(
  ctx: RequestContext,
  searches: readonly AnsweredSearch[],
): Promise<void> {
  const { principal, requestId } = ctx;
  await prepared(
    ctx.database,
    `INSERT INTO logs.search
       (id, mailbox_id, principal_kind, principal_id, request_id, reading, direction, from_time, to_time, statuses,
        correspondent, row_count)
     SELECT id, mailbox_id, $1, $2, $3, reading, direction, from_time, to_time, string_to_array(statuses, ','),
       correspondent, row_count
     FROM unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::timestamptz[],
       $10::text[], $11::text[], $12::integer[])
       AS search (id, mailbox_id, reading, direction, from_time, to_time, statuses, correspondent, row_count)`,
    [
      principal.kind,
      principal.id,
      requestId,
      searches.map(() => newId('lse')),
      searches.map(({ mailboxId }) => mailboxId),
      searches.map(({ reading }) => reading),
      searches.map(({ filter }) => filter.direction),
      searches.map(({ filter }) => filter.from),
      searches.map(({ filter }) => filter.to),
      searches.map(({ filter }) => filter.status?.join() ?? null),
      searches.map(({ filter }) => filter.correspondent),
      searches.map(({ rowCount }) => rowCount),
    ],
  );
}

/** Who has searched the log of a mailbox, as far as the mail subgraph says that it is the caller's business. */
export async function listSearches(
  ctx: RequestContext,
  mailbox: Mailbox,
  page: ConnectionArgs,
): Promise<Connection<LogSearch> | null> {
  // Exactly true: whatever else stands there did not come from mail.
  if (mailbox.viewerMayViewLogs !== true && mailbox.viewerIsMember !== true) {
    throw forbidden(
      'Only users of this mailbox, and those with the right VIEW_LOGS on it, see who read its log',
    );
  }
  return load(ctx, logSearchPages, pageKey(mailbox.id, page));
}

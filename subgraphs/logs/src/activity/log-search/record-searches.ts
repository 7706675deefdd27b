import { newId, prepared, type RequestContext } from '@hostgraph/subgraph-kit';
import { DataSource, type EntityManager } from 'typeorm';
import { LogScope } from '../../mail-event/log-scope';
import type { LogFilter, LogOwner } from '../../mail-event/log-filter';
import type { LogReading } from './log-reading';
import type { ReadAddress } from './read-addresses';

/** Who reads, and in which request; of a job, the request that asked for it. */
interface Reader {
  readonly database: DataSource | EntityManager;
  readonly principal: Pick<RequestContext['principal'], 'kind' | 'id'>;
  readonly requestId: string;
}

/** That something of a log is about to be answered. */
export interface AnsweredSearch {
  readonly reading: LogReading;
  readonly owner: Pick<LogOwner, 'scope' | 'id'>;
  readonly filter: LogFilter;
  readonly rowCount: number;
  /** For a mail service's log only. */
  readonly addresses: readonly ReadAddress[];
}

const RECORD = `WITH search AS (
       INSERT INTO logs.search
         (id, mailbox_id, mail_service_id, principal_kind, principal_id, request_id, reading, direction, from_time,
          to_time, statuses, correspondent, subject, addresses, row_count)
       SELECT id, mailbox_id, mail_service_id, $1, $2, $3, reading, direction, from_time, to_time,
         string_to_array(statuses, ','), correspondent, subject, string_to_array(addresses, ','), row_count
       FROM unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::timestamptz[], $10::text[],
         $11::text[], $12::text[], $13::text[], $14::integer[], $22::text[])
         AS search (id, mailbox_id, mail_service_id, direction, from_time, to_time, statuses, correspondent, subject, addresses,
           row_count, reading)
       RETURNING id, searched_at
     )
     INSERT INTO logs.search_address
       (domain, local_part, searched_at, search_id, is_named, row_count, oldest_at, newest_at)
     SELECT domain, local_part, search.searched_at, search.id, is_named, row_count, oldest_at, newest_at
     FROM unnest($15::text[], $16::text[], $17::text[], $18::boolean[], $19::integer[], $20::timestamptz[],
       $21::timestamptz[]) AS address (id, domain, local_part, is_named, row_count, oldest_at, newest_at)
     JOIN search USING (id)`;

/**
 * Writes down who reads which logs; one statement for all of them. Arrays and not JSON, which has no way to write
 * the years before 1 or half of a surrogate pair, which callers may ask for. (No address has a comma.)
 */
export async function recordSearches(
  { database, principal, requestId }: Reader,
  answered: readonly AnsweredSearch[],
): Promise<void> {
  const searches = answered.map((search) => ({ ...search, id: newId('lse') }));
  const addresses = searches.flatMap(({ id, addresses: read }) =>
    read.map((address) => ({ ...address, id })),
  );
  const ownerIds = (scope: LogScope) =>
    searches.map(({ owner }) => (owner.scope === scope ? owner.id : null));
  const parameters = [
    principal.kind,
    principal.id,
    requestId,
    searches.map(({ id }) => id),
    ownerIds(LogScope.MAILBOX),
    ownerIds(LogScope.MAIL_SERVICE),
    searches.map(({ filter }) => filter.direction),
    searches.map(({ filter }) => filter.from),
    searches.map(({ filter }) => filter.to),
    searches.map(({ filter }) => filter.status?.join() ?? null),
    searches.map(({ filter }) => filter.correspondent),
    searches.map(({ filter }) => filter.subject),
    searches.map(({ filter }) => filter.addresses?.join() ?? null),
    searches.map(({ rowCount }) => rowCount),
    addresses.map(({ id }) => id),
    addresses.map(({ domain }) => domain),
    addresses.map(({ localPart }) => localPart),
    addresses.map(({ isNamed }) => isNamed),
    addresses.map(({ rowCount }) => rowCount),
    addresses.map(({ oldestAt }) => oldestAt),
    addresses.map(({ newestAt }) => newestAt),
    searches.map(({ reading }) => reading),
  ];
  // A page waits for it; a job has a transaction of its own.
  if (database instanceof DataSource) await prepared(database, RECORD, parameters);
  else await database.query(RECORD, parameters);
}

import { keysetPage, type RequestContext } from '@hostgraph/subgraph-kit';
import type { DataSource } from 'typeorm';
import { type HeldAddress, type LogFilter, NEWEST_FIRST } from '../mail-event/log-filter';
import { MailEvent } from '../mail-event/mail-event.entity';
import type { EventKey } from './event-key';

type LiveFilter = Pick<LogFilter, 'direction' | 'status' | 'correspondent'>;

const NAMED = `jsonb_to_recordset($1::jsonb)
  AS named (domain text COLLATE "C", "localPart" text COLLATE "C", "occurredAt" timestamptz, id uuid)
  JOIN logs.mail_event AS event ON (event.domain, event.local_part, event.occurred_at, event.id)
    = (named.domain, named."localPart", named."occurredAt", named.id)`;

const FILTERED = `($2::text IS NULL OR event.direction = $2) AND ($3::text[] IS NULL OR event.status = ANY ($3))
  AND ($4::text IS NULL OR strpos(lower(event.correspondent), lower($4)) > 0)`;

const named = (keys: readonly EventKey[]): string =>
  JSON.stringify(keys.map(([domain, localPart, occurredAt, id]) => ({ domain, localPart, occurredAt, id })));

/** Those of the events that a subscriber has asked for, each once. */
export async function matchingKeys(
  database: DataSource,
  keys: readonly EventKey[],
  { direction, status, correspondent }: LiveFilter,
): Promise<EventKey[]> {
  const rows: { domain: string; localPart: string; occurredAt: Date; id: string }[] = await database.query(
    `SELECT DISTINCT named.* FROM ${NAMED} WHERE ${FILTERED} ORDER BY named."occurredAt", named.id`,
    [named(keys), direction, status, correspondent],
  );
  return rows.map(({ domain, localPart, occurredAt, id }) => [
    domain,
    localPart,
    occurredAt.toISOString(),
    id,
  ]);
}

/** The events, oldest first, as far as they are of these addresses, and of the time in which each counts. */
export async function readLiveEvents(
  ctx: RequestContext,
  addresses: readonly HeldAddress[],
  keys: readonly EventKey[],
): Promise<readonly MailEvent[]> {
  const rows: Record<string, unknown>[] = await ctx.database.query(
    `SELECT event.* FROM ${NAMED}
     JOIN jsonb_to_recordset($2::jsonb) AS held (domain text COLLATE "C", "localPart" text COLLATE "C", since timestamptz)
       ON held.domain = event.domain AND held."localPart" = event.local_part AND event.occurred_at >= held.since
     ORDER BY event.occurred_at, event.id`,
    [named(keys), JSON.stringify(addresses)],
  );
  const page = { first: rows.length, after: null };
  return keysetPage(ctx.database.getRepository(MailEvent), NEWEST_FIRST, page, rows).nodes;
}

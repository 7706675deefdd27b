import {
  badUserInput,
  type Connection,
  type ConnectionArgs,
  forbidden,
  keysetPage,
  load,
  newId,
  prepared,
  type RequestContext,
} from '@hostgraph/subgraph-kit';
import { askedPage } from '../activity/activity-log/asked-page';
import { type LogPage, NEWEST_FIRST } from '../mail-event/log-filter';
import { pageStatement } from '../activity/activity-log/page-statement';
import { splitAddress } from '../mail-event/address-parts';
import type { MailEventPage } from '../activity/activity-log/mail-event.connection';
import { MailEvent } from '../mail-event/mail-event.entity';
import { mailboxAddress } from '../mail-event/mailbox-address';
import { heldAddresses } from '../foreign/mailbox/held-addresses';
import type { Mailbox } from '../foreign/mailbox/mailbox.type';
import type { OperatorActivityLogArgs } from './operator-log.inputs';
import type { OperatorSearch } from './operator-search.entity';
import { operatorSearchPages } from './operator-search.loaders';

/** Before anything that is stored. */
const ALL_TIME = new Date(0);

/** An address, or a whole domain. */
type Searched = Pick<OperatorSearch, 'domain' | 'localPart'>;

/**
 * Events of any address or domain, whoever owns it and as far back as they are stored. No page is answered before it
 * stands among the operator's searches.
 *
 * @throws BAD_USER_INPUT
 */
export async function operatorActivityLog(
  ctx: RequestContext,
  args: OperatorActivityLogArgs,
): Promise<MailEventPage> {
  const searched = searchedBy(args);
  const page = askedPage(args, null);
  const owner = { id: '', addresses: [{ ...searched, since: ALL_TIME }] };
  const { sql, parameters } = pageStatement([owner], page);
  const rows = await prepared(ctx.database, sql, parameters);
  const events = keysetPage(ctx.database.getRepository(MailEvent), NEWEST_FIRST, page, rows);
  await recordSearch(ctx, searched, page, events.nodes.length);
  return { ...events, notCovered: null };
}

/** Who asks for both, or for neither, means something else than they get. */
function searchedBy({ address, domain }: OperatorActivityLogArgs): Searched {
  if (typeof address === 'string' && typeof domain !== 'string') return splitAddress(mailboxAddress(address));
  if (typeof domain === 'string' && typeof address !== 'string') {
    return { domain: domain.toLowerCase(), localPart: null };
  }
  throw badUserInput('Give either address or domain');
}

async function recordSearch(
  { database, principal, requestId }: RequestContext,
  { domain, localPart }: Searched,
  { direction, from, to, status, correspondent, subject }: LogPage,
  rowCount: number,
): Promise<void> {
  await database.query(
    `INSERT INTO logs.operator_search
       (id, domain, local_part, principal_kind, principal_id, request_id, direction, from_time, to_time, statuses,
        correspondent, subject, row_count)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      newId('ose'),
      domain,
      localPart,
      principal.kind,
      principal.id,
      requestId,
      direction,
      from,
      to,
      status,
      correspondent,
      subject,
      rowCount,
    ],
  );
}

/**
 * What the operator has read of a mailbox's addresses since they are its own.
 *
 * @throws FORBIDDEN
 */
export async function listOperatorSearches(
  ctx: RequestContext,
  mailbox: Mailbox,
  { first, after = null }: ConnectionArgs,
): Promise<Connection<OperatorSearch> | null> {
  // Exactly true: whatever else stands there did not come from mail.
  if (mailbox.viewerMayViewLogs !== true && mailbox.viewerIsMember !== true) {
    throw forbidden(
      'Only users of this mailbox, and those with the right VIEW_LOGS on it, see whether the operator read its log',
    );
  }
  const { id } = mailbox;
  return load(ctx, operatorSearchPages, { first, after, owner: { id, addresses: heldAddresses(mailbox) } });
}

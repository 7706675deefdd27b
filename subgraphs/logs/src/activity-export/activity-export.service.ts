import {
  type Batch,
  KEY_REUSED,
  load,
  lockName,
  newId,
  notFound,
  type Refusable,
  type RequestContext,
  type UserError,
} from '@hostgraph/subgraph-kit';
import { organizationsWithRole } from '@hostgraph/principal';
import { type EntityManager, In } from 'typeorm';
import { missingViewLogs } from '../foreign/mailbox/require-view-logs';
import { heldAddresses } from '../foreign/mailbox/held-addresses';
import type { Mailbox } from '../foreign/mailbox/mailbox.type';
import { coveredAddresses } from '../retention/covered-addresses';
import { logCoverage } from '../retention/retention.service';
import { ActivityExport, type ExportedAddress } from './activity-export.entity';
import { MAX_EXPORTS, refusal } from './activity-export.errors';
import type { ActivityLogDownload, ExportActivityLogPayload } from './activity-export.payloads';
import { createLink } from './export-link';
import { digestOf, type ExportRequest, takeOver } from './export-request';
import { ExportStatus } from './export-status';
import { end, writeExport } from './write-export.job';

/** What became of a mutation. */
interface Outcome<Result> extends Refusable {
  readonly result: Result | null;
}

const done = <Result>(result: Result): Outcome<Result> => ({ result, userErrors: [] });
const refused = (error: UserError): Outcome<never> => ({ result: null, userErrors: [error] });

/**
 * Starts the export that a mutation has asked for, as far as mail says that the caller may read the log.
 *
 * @throws NOT_FOUND, FORBIDDEN
 */
export async function startExport(
  ctx: RequestContext,
  payload: ExportActivityLogPayload,
): Promise<Outcome<ActivityExport>> {
  requireViewLogs(payload.mailbox);
  const outcome = await load(ctx, startedExports, { handed: payload.id, mailbox: payload.mailbox });
  if (!outcome) throw new Error('The batch has left an export out');
  return outcome;
}

/** Both fields of a payload ask for it, and once is enough: so it is a batch, though each is started by itself. */
const startedExports: Batch<{ handed: string; mailbox: Mailbox }, Outcome<ActivityExport>> = async (
  ctx,
  keys,
) => {
  const outcomes = new Map<string, Outcome<ActivityExport>>();
  for (const key of keys) outcomes.set(JSON.stringify(key), await start(ctx, key.handed, key.mailbox));
  return outcomes;
};

async function start(
  ctx: RequestContext,
  handed: string,
  mailbox: Mailbox,
): Promise<Outcome<ActivityExport>> {
  const { request, idempotencyKey } = takeOver(handed);
  const { coversSince } = await logCoverage(ctx, mailbox.mailService?.id);
  const addresses = addressesOf(mailbox, coversSince, request);
  const organizationId = mailbox.mailService?.organization?.id;
  if (organizationId === undefined) throw notFound('Mailbox');
  return ctx.database.transaction(async (transaction) => {
    await oneByOne(transaction, ctx);
    const before = await transaction
      .getRepository(ActivityExport)
      .findOneBy({ ...ownedBy(ctx), idempotencyKey });
    if (before) {
      return before.inputDigest === digestOf(request) ? done(before) : refused(KEY_REUSED);
    }
    if ((await countCurrent(transaction, ctx)) >= MAX_EXPORTS) {
      return refused(refusal('EXPORT_LIMIT_REACHED', 'mailboxId'));
    }
    const started = await insert(transaction, ctx, {
      ...{ request, idempotencyKey, addresses, organizationId },
    });
    await ctx.jobs.enqueue(transaction, writeExport, started.id);
    return done(started);
  });
}

/** Each address once: a mailbox that had one twice would have its events twice. */
function addressesOf(mailbox: Mailbox, coversSince: Date, { from }: ExportRequest): ExportedAddress[] {
  const byAddress = new Map<string, ExportedAddress>();
  for (const { domain, localPart, since } of coveredAddresses(heldAddresses(mailbox), coversSince)) {
    const start = new Date(Math.max(since.getTime(), from === null ? -Infinity : Date.parse(from)));
    byAddress.set(`${localPart}@${domain}`, { domain, localPart, since: start.toISOString() });
  }
  return [...byAddress.values()];
}

/** Those of one caller wait for each other, so that none is counted twice or not at all. */
const oneByOne = (transaction: EntityManager, { principal }: RequestContext): Promise<unknown> =>
  lockName(transaction, `logs:exports:${principal.kind}:${principal.id}`);

async function countCurrent(transaction: EntityManager, { principal }: RequestContext): Promise<number> {
  const [row]: { count: number }[] = await transaction.query(
    `SELECT count(*)::integer AS count FROM logs.activity_export
     WHERE principal_kind = $1 AND principal_id = $2
       AND (status IN ('QUEUED', 'RUNNING') OR status = 'COMPLETED' AND expires_at > now())`,
    [principal.kind, principal.id],
  );
  return row?.count ?? 0;
}

async function insert(
  transaction: EntityManager,
  { principal, requestId }: RequestContext,
  {
    request,
    idempotencyKey,
    addresses,
    organizationId,
  }: {
    request: ExportRequest;
    idempotencyKey: string;
    addresses: ExportedAddress[];
    organizationId: string;
  },
): Promise<ActivityExport> {
  const id = newId('lex');
  await transaction.query(
    `INSERT INTO logs.activity_export
       (id, mailbox_id, principal_kind, principal_id, request_id, idempotency_key, input_digest, format, addresses,
        direction, from_time, to_time, statuses, correspondent, until,
        organization_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, LEAST($12::timestamptz, now()), $15)`,
    [
      id,
      request.mailboxId,
      principal.kind,
      principal.id,
      requestId,
      idempotencyKey,
      digestOf(request),
      request.format,
      JSON.stringify(addresses),
      request.direction,
      dateOf(request.from),
      dateOf(request.to),
      request.statuses,
      request.correspondent,
      organizationId,
    ],
  );
  return transaction.getRepository(ActivityExport).findOneByOrFail({ id });
}

const dateOf = (text: string | null): Date | null => (text === null ? null : new Date(text));

const ownedBy = ({ principal }: RequestContext) => ({
  principalKind: principal.kind as ActivityExport['principalKind'],
  principalId: principal.id,
});

/** @throws NOT_FOUND also for another caller's, and for one of an organization that the caller has left */
export async function getExport(ctx: RequestContext, id: string): Promise<ActivityExport> {
  const found = id.includes('\u0000')
    ? null
    : await ctx.database.getRepository(ActivityExport).findOneBy({
        ...{ ...ownedBy(ctx), id },
        organizationId: In(organizationsWithRole(ctx.principal)),
      });
  if (!found) throw notFound('Export');
  return found;
}

/** @throws NOT_FOUND */
export async function cancelExport(ctx: RequestContext, id: string): Promise<Outcome<ActivityExport>> {
  await getExport(ctx, id);
  return ctx.database.transaction(async (transaction) => {
    const exports = transaction.getRepository(ActivityExport);
    const found = await exports.findOneOrFail({ where: { id }, lock: { mode: 'pessimistic_write' } });
    switch (found.storedStatus) {
      case ExportStatus.QUEUED:
      case ExportStatus.RUNNING:
        await end(transaction, found, ExportStatus.CANCELLED);
        return done(await exports.findOneByOrFail({ id }));
      case ExportStatus.CANCELLED:
        return done(found);
      case ExportStatus.COMPLETED:
      case ExportStatus.FAILED:
        return { result: found, userErrors: [refusal('EXPORT_FINISHED', 'id')] };
    }
  });
}

/**
 * Gives a link to the file, as far as mail says that the caller may read the log now.
 *
 * @throws NOT_FOUND, FORBIDDEN
 */
export async function downloadExport(
  ctx: RequestContext,
  payload: { readonly id: string; readonly mailbox: Mailbox },
): Promise<Outcome<ActivityLogDownload>> {
  requireViewLogs(payload.mailbox);
  const outcome = await load(ctx, links, payload.id);
  if (!outcome) throw new Error('The batch has left a link out');
  return outcome;
}

/** As `startedExports`: two fields ask, one link is made. */
const links: Batch<string, Outcome<ActivityLogDownload>> = async (ctx, ids) => {
  const outcomes = new Map<string, Outcome<ActivityLogDownload>>();
  for (const id of ids) {
    const link = await createLink(ctx.database, await getExport(ctx, id));
    outcomes.set(id, link ? done(link) : refused(refusal('EXPORT_NOT_AVAILABLE', 'exportId')));
  }
  return outcomes;
};

/** Exactly true, or a mailbox that mail does not tell this caller of: whatever else stands there is not mail's. */
function requireViewLogs({ viewerMayViewLogs }: Mailbox): void {
  if (viewerMayViewLogs === undefined || viewerMayViewLogs === null) throw notFound('Mailbox');
  if (viewerMayViewLogs !== true) throw missingViewLogs();
}

import {
  KEY_REUSED,
  lockIdempotencyKey,
  newId,
  notFound,
  requestDigest,
  type RequestContext,
} from '@hostgraph/subgraph-kit';
import { type EntityManager, In } from 'typeorm';
import { HostingAuditAction } from '../audit-event/audit-action';
import { LegacySite } from '../legacy-site/legacy-site.entity';
import { getLegacySite } from '../legacy-site/legacy-site.service';
import { readableOrganizations } from '../organization/organization.service';
import { FtpAccount } from './ftp-account.entity';
import { MAX_ACCOUNTS_PER_SITE, refusal } from './ftp-account.errors';
import type { CreateFtpAccountInput } from './ftp-account.inputs';
import type { FtpAccountOutcome } from './ftp-account.payloads';
import { type FtpAccountSettings, readSettings } from './ftp-account-settings';
import { accountAfter } from './ftp-account.store';
import { generatePassword, hashPassword } from './ftp-password';

/**
 * Creates an account with a password, which is answered this once.
 *
 * @throws NOT_FOUND for a site of an organization that the caller does not administer
 */
export async function createFtpAccount(
  ctx: RequestContext,
  { idempotencyKey, ...input }: CreateFtpAccountInput,
): Promise<FtpAccountOutcome> {
  // Whoever may not have one shall not make us compute; the transaction asks again.
  await getLegacySite(ctx, input.siteId);
  const { settings, userErrors } = readSettings(input);
  if (userErrors.length > 0) return { userErrors };
  const password = generatePassword();
  // Before the transaction, whose locks others wait for.
  const passwordHash = await hashPassword(password);
  const digest = requestDigest(JSON.stringify(Object.entries(input).sort()));
  return ctx.database.transaction(async (manager) => {
    const site = await lockSite(ctx, manager, input.siteId);
    const known = await findRequest(ctx, manager, idempotencyKey);
    if (known) {
      const isSame = known.input_digest.equals(digest);
      const ftpAccount = isSame && (await manager.findOneBy(FtpAccount, { id: known.ftp_account_id }));
      return ftpAccount ? { ftpAccount, userErrors: [] } : { userErrors: [KEY_REUSED] };
    }
    if ((await manager.countBy(FtpAccount, { legacySiteId: site.id })) >= MAX_ACCOUNTS_PER_SITE) {
      return { userErrors: [refusal('FTP_ACCOUNT_LIMIT_REACHED', 'siteId')] };
    }
    const { id, organizationId } = { id: newId('ftp'), organizationId: site.organizationId };
    const isNew = await insert(manager, site, { id, localPart: input.localPart, passwordHash, settings });
    if (!isNew) return { userErrors: [refusal('USERNAME_TAKEN', 'localPart')] };
    await manager.query(
      `INSERT INTO hosting.ftp_account_request (actor_kind, actor_id, idempotency_key, input_digest, ftp_account_id)
       VALUES ($1, $2, $3, $4, $5)`,
      [ctx.principal.kind, ctx.principal.id, idempotencyKey, digest, id],
    );
    const created = { id, organizationId };
    const ftpAccount = await accountAfter(ctx, manager, created, HostingAuditAction.CREATE_FTP_ACCOUNT);
    return { ftpAccount, password, userErrors: [] };
  });
}

/** While it is locked nobody else adds to its accounts, so that they can be counted. @throws NOT_FOUND */
async function lockSite(ctx: RequestContext, manager: EntityManager, id: string): Promise<LegacySite> {
  const site = await manager.findOne(LegacySite, {
    where: { id, organizationId: In(readableOrganizations(ctx)) },
    lock: { mode: 'for_no_key_update' },
  });
  if (!site) throw notFound('Legacy site');
  return site;
}

/** What the key stands for already. Until the transaction ends nobody else uses it. */
async function findRequest(
  ctx: RequestContext,
  manager: EntityManager,
  idempotencyKey: string,
): Promise<{ input_digest: Buffer; ftp_account_id: string } | undefined> {
  await lockIdempotencyKey(ctx, manager, 'hosting:ftp-account', idempotencyKey);
  const [request]: { input_digest: Buffer; ftp_account_id: string }[] = await manager.query(
    `SELECT input_digest, ftp_account_id FROM hosting.ftp_account_request
     WHERE actor_kind = $1 AND actor_id = $2 AND idempotency_key = $3`,
    [ctx.principal.kind, ctx.principal.id, idempotencyKey],
  );
  return request;
}

/**
 * The username of an account that has no prefix yet is kept free with the prefix, too, so that nobody else gets what its
 * owner is going to be told to type.
 *
 * @returns whether the username was free
 */
async function insert(
  manager: EntityManager,
  { id: siteId, organizationId }: LegacySite,
  account: {
    readonly id: string;
    readonly localPart: string;
    readonly passwordHash: string;
    readonly settings: FtpAccountSettings;
  },
): Promise<boolean> {
  const { homeDirectory, isReadOnly, quotaBytes, expiresAt, allowedNetworks, ownerEmail, ownerLanguage } =
    account.settings;
  const inserted: unknown[] = await manager.query(
    `INSERT INTO hosting.ftp_account (id, organization_id, legacy_site_id, prefix, local_part, password_hash,
       password_changed_at, home_directory, is_read_only, is_enabled, quota_bytes, expires_at, allowed_networks,
       owner_email, owner_language, created_at)
     SELECT $1, $2, $3, 'persoch_', $4, $5, now(), $6, $7, true, $8, $9, $10, $11, $12, now()
     WHERE NOT EXISTS (SELECT FROM hosting.ftp_account WHERE lower(username) = lower($4))
     ON CONFLICT (lower(username)) DO NOTHING RETURNING id`,
    [
      ...[account.id, organizationId, siteId, account.localPart, account.passwordHash],
      ...[homeDirectory, isReadOnly, quotaBytes, expiresAt ?? null, allowedNetworks],
      ...[ownerEmail ?? null, ownerLanguage ?? null],
    ],
  );
  return inserted.length > 0;
}

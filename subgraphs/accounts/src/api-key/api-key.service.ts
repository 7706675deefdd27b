import {
  type Connection,
  type ConnectionArgs,
  load,
  loadOrNotFound,
  notFound,
  pageKey,
  recordAuditEvent,
  type Refusable,
  type RequestContext,
  type UserError,
} from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { AuditAction, AuditTargetType } from '../audit-event/audit-action';
import { AuditEvent } from '../audit-event/audit-event.entity';
import { requireOwnAdministration } from '../organization/organization-rights';
import { Organization } from '../organization/organization.entity';
import { live } from './api-key-life';
import { generateApiKey } from './api-key-secret';
import { type ApiKeyScope, isOperatorScope } from './api-key-scope';
import { ApiKey } from './api-key.entity';
import { MAX_LIFE_YEARS, MAX_LIVE_KEYS, refusal } from './api-key.errors';
import { entitlementEnd } from './entitlement.service';
import type { CreateApiKeyInput, RevokeApiKeyInput, RollApiKeyInput } from './api-key.inputs';
import { apiKeyPages, apiKeysById } from './api-key.loaders';

/** What a mutation did to a key, or why it did nothing. */
export interface ApiKeyOutcome extends Refusable {
  readonly apiKey?: ApiKey;
  /** The whole key, where it is new. */
  readonly secret?: string;
}

/** @throws FORBIDDEN */
export async function listApiKeys(
  ctx: RequestContext,
  { id }: Organization,
  page: ConnectionArgs,
): Promise<Connection<ApiKey> | null> {
  requireOwnAdministration(ctx, id, 'read its API keys');
  return load(ctx, apiKeyPages, pageKey(id, page));
}

/** @throws NOT_FOUND, FORBIDDEN */
export async function createApiKey(ctx: RequestContext, input: CreateApiKeyInput): Promise<ApiKeyOutcome> {
  const { organizationId, name, expiresAt = null } = input;
  requireOwnAdministration(ctx, organizationId, 'create API keys');
  const scopes = [...new Set(input.scopes)];
  const userErrors: UserError[] = [];
  if (!holds(ctx, scopes)) userErrors.push(refusal('SCOPE_NOT_HELD', 'scopes'));
  if (expiresAt && !isAcceptableExpiry(expiresAt)) {
    userErrors.push(refusal('EXPIRY_NOT_ACCEPTED', 'expiresAt'));
  }
  if (userErrors.length > 0) return { userErrors };
  return oneByOne(ctx, organizationId, async (manager, { end, organization }) => {
    if (!mayHold(organization, scopes)) return { userErrors: [refusal('OPERATOR_SCOPE', 'scopes')] };
    if (outlives(expiresAt, end)) return { userErrors: [refusal('OUTLIVES_CALLER', 'expiresAt')] };
    if ((await countLive(manager, organizationId)) >= MAX_LIVE_KEYS) {
      return { userErrors: [refusal('API_KEY_LIMIT_REACHED', 'organizationId')] };
    }
    return issue(ctx, manager, { organizationId, name, scopes, expiresAt });
  });
}

/**
 * Gives a key a successor that can do the same for as long.
 *
 * @throws NOT_FOUND
 */
export async function rollApiKey(
  ctx: RequestContext,
  { id, graceDays }: RollApiKeyInput,
): Promise<ApiKeyOutcome> {
  const { organizationId } = await findApiKey(ctx, id);
  return oneByOne(ctx, organizationId, async (manager, { end, organization }) => {
    const old = await manager.findOneBy(ApiKey, { id, ...live });
    if (!old) return { userErrors: [refusal('API_KEY_NOT_LIVE', 'id')] };
    if (!holds(ctx, old.scopes)) return { userErrors: [refusal('SCOPE_NOT_HELD', 'id')] };
    if (!mayHold(organization, old.scopes)) return { userErrors: [refusal('OPERATOR_SCOPE', 'id')] };
    if (outlives(old.expiresAt, end)) return { userErrors: [refusal('OUTLIVES_CALLER', 'id')] };
    if (graceDays > 0 && (await countLive(manager, organizationId)) >= MAX_LIVE_KEYS) {
      return { userErrors: [refusal('API_KEY_LIMIT_REACHED', 'graceDays')] };
    }
    await manager.query(
      // LEAST passes over NULL, which is "never".
      'UPDATE accounts.api_key SET expires_at = LEAST(expires_at, now() + make_interval(days => $2)) WHERE id = $1',
      [id, graceDays],
    );
    await recordAuditEvent(ctx, manager, AuditEvent, audited(old, AuditAction.ROLL_API_KEY));
    return issue(ctx, manager, old);
  });
}

/** @throws NOT_FOUND */
export async function revokeApiKey(ctx: RequestContext, { id }: RevokeApiKeyInput): Promise<ApiKeyOutcome> {
  const { organizationId } = await findApiKey(ctx, id);
  return oneByOne(ctx, organizationId, async (manager) => {
    await manager.query(
      'UPDATE accounts.api_key SET revoked_at = COALESCE(revoked_at, now()) WHERE id = $1',
      [id],
    );
    const apiKey = await manager.findOneByOrFail(ApiKey, { id });
    await recordAuditEvent(ctx, manager, AuditEvent, audited(apiKey, AuditAction.REVOKE_API_KEY));
    return { apiKey, userErrors: [] };
  });
}

/** @throws NOT_FOUND, also where the caller is no administrator */
const findApiKey = (ctx: RequestContext, id: string): Promise<ApiKey> =>
  loadOrNotFound(ctx, apiKeysById, id, 'API key');

/**
 * Runs a transaction while no other one changes the organization's keys, so that what it counts stays true.
 *
 * @param work is told whose keys they are, and when the caller's own entitlement ends
 * @throws FORBIDDEN when it has ended
 */
async function oneByOne<T>(
  ctx: RequestContext,
  organizationId: string,
  work: (manager: EntityManager, present: { organization: Organization; end: Date | null }) => Promise<T>,
): Promise<T> {
  return ctx.database.transaction(async (manager) => {
    const organization = await manager.findOne(Organization, {
      where: { id: organizationId },
      lock: { mode: 'for_no_key_update' },
    });
    if (!organization) throw notFound('Organization');
    return work(manager, { organization, end: await entitlementEnd(ctx, manager, organizationId) });
  });
}

async function issue(
  ctx: RequestContext,
  manager: EntityManager,
  {
    organizationId,
    name,
    scopes,
    expiresAt,
  }: Pick<ApiKey, 'organizationId' | 'name' | 'scopes' | 'expiresAt'>,
): Promise<ApiKeyOutcome> {
  const { text, ...generated } = generateApiKey(ctx);
  const apiKey = manager.create(ApiKey, {
    ...generated,
    organizationId,
    name,
    scopes,
    expiresAt,
    createdById: ctx.principal.id,
  });
  await manager.insert(ApiKey, apiKey);
  await recordAuditEvent(ctx, manager, AuditEvent, audited(apiKey, AuditAction.CREATE_API_KEY));
  return { apiKey, secret: text, userErrors: [] };
}

const audited = ({ id, organizationId }: ApiKey, action: AuditAction) => ({
  organizationId,
  action,
  targetType: AuditTargetType.API_KEY,
  targetId: id,
});

const countLive = (manager: EntityManager, organizationId: string): Promise<number> =>
  manager.countBy(ApiKey, { organizationId, ...live });

/** Nobody gives away what they do not have. */
const holds = ({ principal }: RequestContext, scopes: readonly string[]): boolean =>
  scopes.every((scope) => principal.scopes.includes(scope));

/** Whether a key of the organization can have the scopes at all, whoever makes it. */
const mayHold = ({ operatorSince }: Organization, scopes: readonly ApiKeyScope[]): boolean =>
  operatorSince !== null || !scopes.some(isOperatorScope);

const outlives = (expiresAt: Date | null, end: Date | null): boolean =>
  end !== null && (expiresAt === null || expiresAt > end);

function isAcceptableExpiry(expiresAt: Date): boolean {
  const latest = new Date();
  latest.setUTCFullYear(latest.getUTCFullYear() + MAX_LIFE_YEARS);
  return expiresAt > new Date() && expiresAt <= latest;
}

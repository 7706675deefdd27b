import { type RequestContext, forbidden } from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { PrincipalKind } from '../principal/principal-kind';

/**
 * Asserts that the caller may change an organization's keys at this very moment. The gateway remembers callers for
 * some seconds; a key that was revoked, or a person who lost the role, must not use them to make a lasting key.
 *
 * @returns when the caller's own entitlement ends; null when it has no end
 * @throws FORBIDDEN
 */
export async function entitlementEnd(
  { principal }: RequestContext,
  manager: EntityManager,
  organizationId: string,
): Promise<Date | null> {
  const [entitlement]: { end: Date | null }[] = await manager.query(
    principal.kind === PrincipalKind.API_KEY
      ? `SELECT expires_at AS end FROM accounts.api_key
         WHERE id = $1 AND organization_id = $2 AND revoked_at IS NULL
           AND (expires_at IS NULL OR expires_at > statement_timestamp())`
      : `SELECT NULL AS end FROM accounts.membership
         WHERE user_id = $1 AND organization_id = $2 AND role IN ('LEGAL_RESPONSIBLE', 'ADMINISTRATOR')`,
    [principal.id, organizationId],
  );
  if (!entitlement) throw forbidden('You are no longer entitled to change the API keys of this organization');
  return entitlement.end;
}

import { forbidden, PrincipalKind, type RequestContext } from '@hostgraph/subgraph-kit';
import { type EntityManager, In } from 'typeorm';
import { Member } from '../member/member.entity';
import { OrganizationRole } from '../organization/organization-role';
import { live } from './api-key-life';
import { ApiKey } from './api-key.entity';

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
  if (principal.kind === PrincipalKind.API_KEY) {
    const key = await manager.findOneBy(ApiKey, { id: principal.id, organizationId, ...live });
    if (key) return key.expiresAt;
  } else {
    const role = In([OrganizationRole.LEGAL_RESPONSIBLE, OrganizationRole.ADMINISTRATOR]);
    if (await manager.existsBy(Member, { userId: principal.id, organizationId, role })) return null;
  }
  throw forbidden('You are no longer entitled to change the API keys of this organization');
}

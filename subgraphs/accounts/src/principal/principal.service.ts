import { PrincipalKind, type RequestContext } from '@hostgraph/subgraph-kit';
import { IsNull, Not } from 'typeorm';
import { live } from '../api-key/api-key-life';
import { ApiKeyScope, isOperatorScope } from '../api-key/api-key-scope';
import { isSecretOf } from '../api-key/api-key-secret';
import { ApiKey } from '../api-key/api-key.entity';
import { OrganizationRole } from '../organization/organization-role';
import { Organization } from '../organization/organization.entity';
import { Principal } from './principal.type';

/** Who somebody is that an identity provider names; null when nobody is known by this name. */
export async function principalOfPerson(
  ctx: RequestContext,
  issuer: string,
  subject: string,
): Promise<Principal | null> {
  const [person]: (Pick<Principal, 'id' | 'roles'> & { isOperator: boolean })[] = await ctx.database.query(
    `SELECT user_id AS id, COALESCE(
       (SELECT json_agg(json_build_object('organizationId', organization_id, 'role', role))
        FROM accounts.membership WHERE membership.user_id = user_identity.user_id), '[]') AS roles,
       EXISTS (
         SELECT FROM accounts.membership
         JOIN accounts.organization ON organization.id = membership.organization_id
         WHERE membership.user_id = user_identity.user_id
           AND role IN ('LEGAL_RESPONSIBLE', 'ADMINISTRATOR') AND operator_since IS NOT NULL) AS "isOperator"
     FROM accounts.user_identity WHERE issuer = $1 AND subject = $2`,
    [issuer, subject],
  );
  if (!person) return null;
  const { isOperator, ...known } = person;
  const scopes = effectiveScopes(Object.values(ApiKeyScope), isOperator);
  return Object.assign(new Principal(), known, { kind: PrincipalKind.PERSON, scopes });
}

/** Who shows an API key; null when it is unknown, expired, revoked, or the secret is wrong. */
export async function principalOfApiKey(
  ctx: RequestContext,
  keyId: string,
  secret: string,
): Promise<Principal | null> {
  const key = await ctx.database.getRepository(ApiKey).findOneBy({ id: keyId, ...live });
  if (!isSecretOf(ctx, key?.secretHash, secret) || !key) return null;
  noteUse(ctx, keyId);
  const { id, organizationId } = key;
  const isOperator = key.scopes.some(isOperatorScope) && (await isOperators(ctx, organizationId));
  const scopes = effectiveScopes(key.scopes, isOperator);
  const roles = [{ organizationId, role: OrganizationRole.ADMINISTRATOR }];
  return Object.assign(new Principal(), { kind: PrincipalKind.API_KEY, id, scopes, roles });
}

/** Here and now: what a credential once got from an operator ends with the organization's being it. */
const effectiveScopes = (scopes: readonly ApiKeyScope[], isOperator: boolean): ApiKeyScope[] =>
  scopes.filter((scope) => isOperator || !isOperatorScope(scope));

const isOperators = ({ database }: RequestContext, organizationId: string): Promise<boolean> =>
  database.getRepository(Organization).existsBy({ id: organizationId, operatorSince: Not(IsNull()) });

/** Notes that a key is in use, to the minute, while the caller is answered already. */
function noteUse({ database, log }: RequestContext, keyId: string): void {
  database
    .query(
      `UPDATE accounts.api_key SET last_used_at = now()
       WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`,
      [keyId],
    )
    .catch((error: unknown) => {
      log.warn({ err: error, keyId }, 'the use of an API key was not noted');
    });
}

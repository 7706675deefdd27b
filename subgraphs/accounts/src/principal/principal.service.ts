import { PrincipalKind, type RequestContext } from '@hostgraph/subgraph-kit';
import { live } from '../api-key/api-key-life';
import { ApiKeyScope } from '../api-key/api-key-scope';
import { isSecretOf } from '../api-key/api-key-secret';
import { ApiKey } from '../api-key/api-key.entity';
import { OrganizationRole } from '../organization/organization-role';
import { Principal } from './principal.type';

/** Who somebody is that an identity provider names; null when nobody is known by this name. */
export async function principalOfPerson(
  ctx: RequestContext,
  issuer: string,
  subject: string,
): Promise<Principal | null> {
  const [person]: Pick<Principal, 'id' | 'roles'>[] = await ctx.database.query(
    `SELECT user_id AS id, COALESCE(
       (SELECT json_agg(json_build_object('organizationId', organization_id, 'role', role))
        FROM accounts.membership WHERE membership.user_id = user_identity.user_id), '[]') AS roles
     FROM accounts.user_identity WHERE issuer = $1 AND subject = $2`,
    [issuer, subject],
  );
  if (!person) return null;
  const scopes = Object.values(ApiKeyScope);
  return Object.assign(new Principal(), person, { kind: PrincipalKind.PERSON, scopes });
}

/** Who shows an API key; null when it is unknown, expired, revoked, or the secret is wrong. */
export async function principalOfApiKey(
  ctx: RequestContext,
  keyId: string,
  secret: string,
): Promise<Principal | null> {
  const key = await ctx.database.getRepository(ApiKey).findOneBy({ id: keyId, ...live });
  if (!isSecretOf(key?.secretHash, secret) || !key) return null;
  noteUse(ctx, keyId);
  const { id, scopes, organizationId } = key;
  const roles = [{ organizationId, role: OrganizationRole.ADMINISTRATOR }];
  return Object.assign(new Principal(), { kind: PrincipalKind.API_KEY, id, scopes, roles });
}

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

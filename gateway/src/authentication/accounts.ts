import { PRINCIPAL_KINDS, type Principal } from '@hostgraph/principal';
import { z } from 'zod';
import type { SubgraphClient } from '../transport/subgraph-client';
import { SubgraphFailure } from '../transport/subgraph-failure';

/** Asks the accounts subgraph who somebody is. All methods throw SubgraphFailure. */
export interface Accounts {
  /** @returns undefined when nobody is known by this name */
  principalOfPerson(issuer: string, subject: string, requestId: string): Promise<Principal | undefined>;
  /** @returns undefined when the key is unknown, revoked or expired */
  principalOfApiKey(keyId: string, secret: string, requestId: string): Promise<Principal | undefined>;
}

/** The gateway itself, which may ask who somebody is and nothing else. */
const GATEWAY: Principal = { kind: 'GATEWAY', id: 'gateway', scopes: ['principals:read'], roles: {} };

const PRINCIPAL_FIELDS = '{ kind id scopes roles { organizationId role } }';
const OF_PERSON = `query ($issuer: String!, $subject: String!) { principal: principalOfPerson(issuer: $issuer, subject: $subject) ${PRINCIPAL_FIELDS} }`;
const OF_API_KEY = `query ($keyId: String!, $secret: String!) { principal: principalOfApiKey(keyId: $keyId, secret: $secret) ${PRINCIPAL_FIELDS} }`;

const answerSchema = z.object({
  principal: z
    .object({
      kind: z.enum(PRINCIPAL_KINDS).exclude(['ANONYMOUS', 'GATEWAY']),
      id: z.string().min(1),
      scopes: z.array(z.string()),
      roles: z.array(z.object({ organizationId: z.string(), role: z.string() })),
    })
    .nullable(),
});

export function createAccounts(url: string, client: SubgraphClient): Accounts {
  async function ask(query: string, variables: Record<string, string>, requestId: string) {
    const { data, errors } = await client.execute({
      subgraph: 'accounts',
      url,
      query,
      variables,
      isIdempotent: true,
      principal: GATEWAY,
      requestId,
      // Other requests may wait for the same answer, so no single client can call it off.
      signal: new AbortController().signal,
    });
    const answer = answerSchema.safeParse(data);
    if (errors || !answer.success) {
      throw new SubgraphFailure('SERVICE_UNAVAILABLE', 'accounts did not say who is calling', {
        cause: errors?.[0] ?? answer.error,
      });
    }
    const { principal } = answer.data;
    if (!principal) return undefined;
    return {
      ...principal,
      roles: Object.fromEntries(principal.roles.map(({ organizationId, role }) => [organizationId, role])),
    };
  }

  return {
    principalOfPerson: (issuer, subject, requestId) => ask(OF_PERSON, { issuer, subject }, requestId),
    principalOfApiKey: (keyId, secret, requestId) => ask(OF_API_KEY, { keyId, secret }, requestId),
  };
}

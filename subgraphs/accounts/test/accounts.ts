import { EXAMPLE_ORGANIZATION } from '@hostgraph/demo-data';
import type { Principal } from '@hostgraph/principal';
import { Settings } from '@hostgraph/subgraph-kit';
import {
  callersWith,
  startTestSubgraph,
  type TestAnswer,
  type TestSubgraph,
} from '@hostgraph/subgraph-testing';
import { accountsSubgraph, API_KEY_PEPPER, ApiKeyScope } from '../src';
import { loadDemonstration } from '../src/demonstration/load-demonstration';

export const ISSUER = 'https://id.example.test';

export async function startAccounts(): Promise<TestSubgraph> {
  const settings = new Settings().set(API_KEY_PEPPER, Buffer.alloc(32, 'pepper'));
  const subgraph = await startTestSubgraph(accountsSubgraph, { settings });
  await loadDemonstration(subgraph.database, ISSUER);
  return subgraph;
}

const OPERATOR_SCOPES = ['logs:ingest', 'logs:operate', 'billing:write', 'hosting:operate', 'limits:read'];
export const CUSTOMER_SCOPES = Object.values(ApiKeyScope).filter((scope) => !OPERATOR_SCOPES.includes(scope));

export const { legalResponsible, administrator, collaborator, stranger } = callersWith(CUSTOMER_SCOPES);
export const { operator } = callersWith(Object.values(ApiKeyScope));
/** The gateway, as it presents itself. */
export const gateway: Principal = { kind: 'GATEWAY', id: 'gateway', scopes: ['principals:read'], roles: {} };

export const limitedTo = (principal: Principal, ...scopes: string[]): Principal => ({ ...principal, scopes });

/** An API key as a test asks for one. */
export const wish = { organizationId: EXAMPLE_ORGANIZATION.id, name: 'Billing', scopes: ['MAIL_READ'] };

export const inDays = (days: number): Date => new Date(Date.now() + days * 86_400_000);

/** Gives the organization many keys. @param column that says now */
export const fillWithKeys = (subgraph: TestSubgraph, count: number, column: string) =>
  subgraph.database.query(
    `INSERT INTO accounts.api_key (id, organization_id, name, secret_hash, hint, scopes, created_by, ${column})
     SELECT lpad(n::text, 16, '0'), $1, 'Filler', sha256('x'), '', '{mail:read}', 'usr_x', now()
     FROM generate_series(1, $2::int) AS n`,
    [EXAMPLE_ORGANIZATION.id, count],
  );

interface Outcome {
  readonly apiKey: {
    id: string;
    name: string;
    hint: string;
    scopes: string[];
    expiresAt: string | null;
    revokedAt: string | null;
    createdBy: { name: string } | null;
  } | null;
  readonly secret?: string | null;
  readonly userErrors: readonly { code: string; path: string[] }[];
}

/** An outcome, and the whole answer for its faults. */
export interface Answered {
  readonly outcome: Outcome | null | undefined;
  readonly answer: TestAnswer<{ outcome: Outcome | null }>;
}

/** The mutations of API keys, in the name of whoever. */
export function apiKeyMutations(subgraph: () => TestSubgraph) {
  const mutation =
    (name: 'createApiKey' | 'rollApiKey' | 'revokeApiKey', more: string) =>
    async (caller: Principal, input: Readonly<Record<string, unknown>>): Promise<Answered> => {
      const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
      const answer = await subgraph().ask<{ outcome: Outcome | null }>(
        caller,
        `mutation ($input: ${type}!) { outcome: ${name}(input: $input) {
          apiKey { id name hint scopes expiresAt revokedAt createdBy { name } } ${more} userErrors { code path }
        } }`,
        { input },
      );
      return { outcome: answer.data?.outcome, answer };
    };
  return {
    create: mutation('createApiKey', 'secret'),
    roll: mutation('rollApiKey', 'secret'),
    revoke: mutation('revokeApiKey', ''),
  };
}

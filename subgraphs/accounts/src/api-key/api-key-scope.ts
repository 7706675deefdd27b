import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

/** All scopes of the graph: what a credential allows, and what an API key can be limited to. */
export const ApiKeyScope = describedEnum(
  'ApiKeyScope',
  'Something that an API key may do in its organization.',
  {
    ORGANIZATIONS_READ: {
      value: 'organizations:read',
      description: 'Read the organization (`organizations:read`).',
    },
    MEMBERS_READ: {
      value: 'members:read',
      description: 'Read who belongs to it, with names and addresses (`members:read`).',
    },
    API_KEYS_READ: {
      value: 'api-keys:read',
      description: 'Read its API keys, never their secrets (`api-keys:read`).',
    },
    API_KEYS_WRITE: {
      value: 'api-keys:write',
      description: 'Create, roll and revoke API keys that can do no more than itself (`api-keys:write`).',
    },
    AUDIT_READ: { value: 'audit:read', description: 'Read the audit trail (`audit:read`).' },
    MAIL_READ: {
      value: 'mail:read',
      description: 'Read mail services, mailboxes and their settings (`mail:read`).',
    },
    MAIL_WRITE: {
      value: 'mail:write',
      description:
        'Create, change and delete mailboxes, their addresses and settings, and grant rights on them (`mail:write`).',
    },
    LOGS_READ: { value: 'logs:read', description: 'Read what the mail servers logged (`logs:read`).' },
    LOGS_ORDER: {
      value: 'logs:order',
      description: 'Order longer retention of mail logs, which costs money, and cancel it (`logs:order`).',
    },
    COMPLIANCE_READ: {
      value: 'compliance:read',
      description: 'Read data-protection documents and reports (`compliance:read`).',
    },
    HOSTING_READ: {
      value: 'hosting:read',
      description: 'Read FTP accounts and legacy sites (`hosting:read`).',
    },
    HOSTING_WRITE: {
      value: 'hosting:write',
      description: 'Create, change and delete FTP accounts, and give them passwords (`hosting:write`).',
    },
    LOGS_INGEST: {
      value: 'logs:ingest',
      description:
        'Hand in the logs of mail servers (`logs:ingest`). Only keys of the operator’s organization.',
    },
    LOGS_OPERATE: {
      value: 'logs:operate',
      description:
        'Read where logs come from, and the log of any address (`logs:operate`). Only keys of the operator’s ' +
        'organization.',
    },
    BILLING_WRITE: {
      value: 'billing:write',
      description:
        'Confirm and end what customers order (`billing:write`). Only keys of the operator’s organization.',
    },
    HOSTING_OPERATE: {
      value: 'hosting:operate',
      description:
        'Change the FTP usernames of whole platforms (`hosting:operate`). Only keys of the operator’s organization.',
    },
    LIMITS_READ: {
      value: 'limits:read',
      description:
        'Read which callers the gateway limits (`limits:read`). Only keys of the operator’s organization.',
    },
  },
);
export type ApiKeyScope = ValueOf<typeof ApiKeyScope>;

/**
 * What concerns all customers at once. Only an organization that is the operator's has them to give, and they count
 * only as long as it is (docs/adr/0015).
 */
export const OPERATOR_SCOPES: readonly ApiKeyScope[] = [
  ApiKeyScope.LOGS_INGEST,
  ApiKeyScope.LOGS_OPERATE,
  ApiKeyScope.BILLING_WRITE,
  ApiKeyScope.HOSTING_OPERATE,
  ApiKeyScope.LIMITS_READ,
];

export const isOperatorScope = (scope: ApiKeyScope): boolean => OPERATOR_SCOPES.includes(scope);

import { registerEnumType } from 'type-graphql';

/** All scopes of the graph: what a credential allows, and what an API key can be limited to. */
export enum ApiKeyScope {
  ORGANIZATIONS_READ = 'organizations:read',
  MEMBERS_READ = 'members:read',
  API_KEYS_READ = 'api-keys:read',
  API_KEYS_WRITE = 'api-keys:write',
  AUDIT_READ = 'audit:read',
  MAIL_READ = 'mail:read',
  MAIL_WRITE = 'mail:write',
  LOGS_READ = 'logs:read',
  LOGS_ORDER = 'logs:order',
  COMPLIANCE_READ = 'compliance:read',
  HOSTING_READ = 'hosting:read',
  HOSTING_WRITE = 'hosting:write',
  LOGS_INGEST = 'logs:ingest',
  LOGS_OPERATE = 'logs:operate',
  BILLING_WRITE = 'billing:write',
  HOSTING_OPERATE = 'hosting:operate',
  LIMITS_READ = 'limits:read',
}

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

registerEnumType(ApiKeyScope, {
  name: 'ApiKeyScope',
  description: 'Something that an API key may do in its organization.',
  valuesConfig: {
    ORGANIZATIONS_READ: { description: 'Read the organization (`organizations:read`).' },
    MEMBERS_READ: { description: 'Read who belongs to it, with names and addresses (`members:read`).' },
    API_KEYS_READ: { description: 'Read its API keys, never their secrets (`api-keys:read`).' },
    API_KEYS_WRITE: {
      description: 'Create, roll and revoke API keys that can do no more than itself (`api-keys:write`).',
    },
    AUDIT_READ: { description: 'Read the audit trail (`audit:read`).' },
    MAIL_READ: { description: 'Read mail services, mailboxes and their settings (`mail:read`).' },
    MAIL_WRITE: {
      description:
        'Create, change and delete mailboxes, their addresses and settings, and grant rights on them (`mail:write`).',
    },
    LOGS_READ: { description: 'Read what the mail servers logged (`logs:read`).' },
    LOGS_ORDER: {
      description: 'Order longer retention of mail logs, which costs money, and cancel it (`logs:order`).',
    },
    COMPLIANCE_READ: { description: 'Read data-protection documents and reports (`compliance:read`).' },
    HOSTING_READ: { description: 'Read FTP accounts and legacy sites (`hosting:read`).' },
    HOSTING_WRITE: {
      description: 'Create, change and delete FTP accounts, and give them passwords (`hosting:write`).',
    },
    LOGS_INGEST: {
      description:
        'Hand in the logs of mail servers (`logs:ingest`). Only keys of the operator’s organization.',
    },
    LOGS_OPERATE: {
      description:
        'Read where logs come from, and the log of any address (`logs:operate`). Only keys of the operator’s ' +
        'organization.',
    },
    BILLING_WRITE: {
      description:
        'Confirm and end what customers order (`billing:write`). Only keys of the operator’s organization.',
    },
    HOSTING_OPERATE: {
      description:
        'Change the FTP usernames of whole platforms (`hosting:operate`). Only keys of the operator’s organization.',
    },
    LIMITS_READ: {
      description:
        'Read which callers the gateway limits (`limits:read`). Only keys of the operator’s organization.',
    },
  },
});

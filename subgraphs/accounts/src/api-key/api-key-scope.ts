import { registerEnumType } from 'type-graphql';

/** All scopes of the graph: what a person's credential allows, and what an API key can be limited to. */
export enum ApiKeyScope {
  ORGANIZATIONS_READ = 'organizations:read',
  MEMBERS_READ = 'members:read',
  API_KEYS_READ = 'api-keys:read',
  API_KEYS_WRITE = 'api-keys:write',
  AUDIT_READ = 'audit:read',
  MAIL_READ = 'mail:read',
  LOGS_READ = 'logs:read',
  COMPLIANCE_READ = 'compliance:read',
  HOSTING_READ = 'hosting:read',
}

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
    LOGS_READ: { description: 'Read what the mail servers logged (`logs:read`).' },
    COMPLIANCE_READ: { description: 'Read data-protection documents and reports (`compliance:read`).' },
    HOSTING_READ: { description: 'Read FTP accounts and legacy sites (`hosting:read`).' },
  },
});

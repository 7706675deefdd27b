import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

export const OrganizationRole = describedEnum('OrganizationRole', 'What somebody is in an organization.', {
  LEGAL_RESPONSIBLE:
    'Answers for the organization in law and may do everything. At least one always remains.',
  ADMINISTRATOR: 'Manages settings, members, API keys and logs. An API key acts in this role.',
  COLLABORATOR: 'Works with single products, such as a mailbox, as far as granted.',
});
export type OrganizationRole = ValueOf<typeof OrganizationRole>;

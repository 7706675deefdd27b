import { registerEnumType } from 'type-graphql';

export enum OrganizationRole {
  LEGAL_RESPONSIBLE = 'LEGAL_RESPONSIBLE',
  ADMINISTRATOR = 'ADMINISTRATOR',
  COLLABORATOR = 'COLLABORATOR',
}

registerEnumType(OrganizationRole, {
  name: 'OrganizationRole',
  description: 'What somebody is in an organization.',
  valuesConfig: {
    LEGAL_RESPONSIBLE: {
      description: 'Answers for the organization in law and may do everything. At least one always remains.',
    },
    ADMINISTRATOR: {
      description: 'Manages settings, members, API keys and logs. An API key acts in this role.',
    },
    COLLABORATOR: { description: 'Works with single products, such as a mailbox, as far as granted.' },
  },
});

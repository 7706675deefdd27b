import { load, type SubgraphDefinition } from '@hostgraph/subgraph-kit';
import { MailService } from './mail-service/mail-service.entity';
import { mailServicesById } from './mail-service/mail-service.loaders';
import { MailServiceResolver } from './mail-service/mail-service.resolver';
import { MailboxAddress } from './mailbox-address/mailbox-address.entity';
import { Mailbox } from './mailbox/mailbox.entity';
import { mailboxesById } from './mailbox/mailbox.loaders';
import { MailboxResolver } from './mailbox/mailbox.resolver';
import { CreateMailService1795478400000 } from './migrations/1795478400000-create-mail-service';
import { CreateMailbox1795478500000 } from './migrations/1795478500000-create-mailbox';
import { CreateMailboxRight1795478600000 } from './migrations/1795478600000-create-mailbox-right';
import { AddDomainAssignedAt1795478850000 } from './migrations/1795478850000-add-domain-assigned-at';
import { AddMailboxSettings1795570000000 } from './migrations/1795570000000-add-mailbox-settings';
import { OrganizationResolver } from './organization/organization.resolver';
import { findOrganization } from './organization/organization.service';
import { Organization } from './organization/organization.type';
import { User } from './user/user.type';

export const mailSubgraph: SubgraphDefinition = {
  name: 'mail',
  resolvers: [OrganizationResolver, MailServiceResolver, MailboxResolver],
  orphanedTypes: [Organization, User],
  references: {
    Organization: (ctx, { id }) => findOrganization(ctx, id),
    MailService: (ctx, { id }) => load(ctx, mailServicesById, id),
    Mailbox: (ctx, { id }) => load(ctx, mailboxesById, id),
  },
  entities: [MailService, Mailbox, MailboxAddress],
  migrations: [
    CreateMailService1795478400000,
    CreateMailbox1795478500000,
    CreateMailboxRight1795478600000,
    AddDomainAssignedAt1795478850000,
    AddMailboxSettings1795570000000,
  ],
};

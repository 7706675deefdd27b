import { load, type SubgraphDefinition } from '@hostgraph/subgraph-kit';
import { ApiKey } from './api-key/api-key.entity';
import { apiKeysById } from './api-key/api-key.loaders';
import { ApiKeyResolver, OrganizationApiKeysResolver } from './api-key/api-key.resolver';
import { AuditEvent } from './audit-event/audit-event.entity';
import { AuditEventResolver, OrganizationAuditEventsResolver } from './audit-event/audit-event.resolver';
import { Member } from './member/member.entity';
import { MemberResolver, OrganizationMembersResolver } from './member/member.resolver';
import { CreateOrganization1795478400000 } from './migrations/1795478400000-create-organization';
import { CreateApiKey1795478500000 } from './migrations/1795478500000-create-api-key';
import { CreateAuditEvent1795478600000 } from './migrations/1795478600000-create-audit-event';
import { AddOperator1795478700000 } from './migrations/1795478700000-add-operator';
import { Organization } from './organization/organization.entity';
import { organizationsById } from './organization/organization.loaders';
import { OrganizationResolver } from './organization/organization.resolver';
import { PrincipalResolver } from './principal/principal.resolver';
import { User } from './user/user.entity';
import { usersById } from './user/user.loaders';
import { MembershipResolver, ViewerResolver } from './viewer/viewer.resolver';

export const accountsSubgraph: SubgraphDefinition = {
  name: 'accounts',
  resolvers: [
    ViewerResolver,
    MembershipResolver,
    OrganizationResolver,
    OrganizationMembersResolver,
    MemberResolver,
    OrganizationApiKeysResolver,
    ApiKeyResolver,
    OrganizationAuditEventsResolver,
    AuditEventResolver,
    PrincipalResolver,
  ],
  references: {
    Organization: (ctx, { id }) => load(ctx, organizationsById, id),
    User: (ctx, { id }) => load(ctx, usersById, id),
    ApiKey: (ctx, { id }) => load(ctx, apiKeysById, id),
  },
  entities: [Organization, User, Member, ApiKey, AuditEvent],
  migrations: [
    CreateOrganization1795478400000,
    CreateApiKey1795478500000,
    CreateAuditEvent1795478600000,
    AddOperator1795478700000,
  ],
};

import {
  auditTrail,
  type Connection,
  ConnectionArgs,
  connectionType,
  Cost,
  type RequestContext,
  RequireScope,
} from '@hostgraph/subgraph-kit';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Organization } from '../organization/organization.type';
import { AuditEvent } from './audit-event.entity';

const AuditEventConnection = connectionType('HostingAuditEvent', () => AuditEvent, 'audit events of hosting');

const listAuditEvents = auditTrail(AuditEvent);

@Resolver(() => Organization)
export class OrganizationHostingAuditEventsResolver {
  @FieldResolver(() => AuditEventConnection, {
    nullable: true,
    description:
      'What was done about the FTP accounts of the organization, the latest first. For administrators and legal ' +
      'responsibles.',
  })
  @Cost(50)
  @RequireScope('audit:read')
  hostingAuditEvents(
    @Ctx() ctx: RequestContext,
    @Root() organization: Organization,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<Connection<AuditEvent> | null> {
    return listAuditEvents(ctx, organization, page);
  }
}

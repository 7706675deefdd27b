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
import { Organization } from '../foreign/organization/organization.type';
import { AuditEvent } from './audit-event.entity';

const AuditEventConnection = connectionType('LogAuditEvent', () => AuditEvent, 'audit events of mail logs');

const listAuditEvents = auditTrail(AuditEvent);

@Resolver(() => Organization)
export class OrganizationLogAuditEventsResolver {
  @FieldResolver(() => AuditEventConnection, {
    nullable: true,
    description:
      'What was done about the mail logs of the organization, also by the operator’s billing, the latest first. ' +
      'For administrators and legal responsibles.',
  })
  @Cost(50)
  @RequireScope('audit:read')
  logAuditEvents(
    @Ctx() ctx: RequestContext,
    @Root() organization: Organization,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<Connection<AuditEvent> | null> {
    return listAuditEvents(ctx, organization, page);
  }
}

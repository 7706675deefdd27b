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
import { Organization } from '../directory/organization/organization.type';
import { AuditEvent } from './audit-event.entity';

const AuditEventConnection = connectionType('MailAuditEvent', () => AuditEvent, 'audit events of mail');

const listAuditEvents = auditTrail(AuditEvent);

@Resolver(() => Organization)
export class OrganizationMailAuditEventsResolver {
  @FieldResolver(() => AuditEventConnection, {
    nullable: true,
    description:
      'What was done about the mail services and mailboxes of the organization, the latest first. For ' +
      'administrators and legal responsibles.',
  })
  @Cost(50)
  @RequireScope('audit:read')
  mailAuditEvents(
    @Ctx() ctx: RequestContext,
    @Root() organization: Organization,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<Connection<AuditEvent> | null> {
    return listAuditEvents(ctx, organization, page);
  }
}

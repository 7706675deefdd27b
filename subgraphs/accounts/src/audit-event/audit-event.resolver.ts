import {
  auditTrail,
  Authenticated,
  type Connection,
  ConnectionArgs,
  connectionType,
  Cost,
  load,
  type RequestContext,
  RequireScope,
} from '@hostgraph/subgraph-kit';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Organization } from '../organization/organization.entity';
import { User } from '../user/user.entity';
import { usersById } from '../user/user.loaders';
import { AuditEvent } from './audit-event.entity';

const AuditEventConnection = connectionType('AuditEvent', () => AuditEvent, 'audit events');

const listAuditEvents = auditTrail(AuditEvent);

@Resolver(() => Organization)
export class OrganizationAuditEventsResolver {
  @FieldResolver(() => AuditEventConnection, {
    nullable: true,
    description:
      'What was done in the organization, the latest first. For administrators and legal responsibles.',
  })
  @Cost(20)
  @RequireScope('audit:read')
  auditEvents(
    @Ctx() ctx: RequestContext,
    @Root() organization: Organization,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<Connection<AuditEvent> | null> {
    return listAuditEvents(ctx, organization, page);
  }
}

@Resolver(() => AuditEvent)
export class AuditEventResolver {
  @FieldResolver(() => User, {
    nullable: true,
    description:
      'The person who did it; null when it was an API key, or somebody who no longer belongs here.',
  })
  @Authenticated()
  user(@Ctx() ctx: RequestContext, @Root() event: AuditEvent): Promise<User | null> {
    return load(ctx, usersById, event.actorId);
  }
}

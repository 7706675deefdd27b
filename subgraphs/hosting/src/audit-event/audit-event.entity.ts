import { AuditRecord, PrincipalKind, quoted } from '@hostgraph/subgraph-kit';
import { Field, ObjectType } from 'type-graphql';
import { Check, Column, Entity, Index } from 'typeorm';
import { HostingAuditAction, HostingAuditTargetType } from './audit-action';

@Entity('audit_event')
@Check('audit_event_actor_kind_check', `actor_kind IN (${quoted(PrincipalKind)})`)
@Index('audit_event_organization', { synchronize: false })
@ObjectType('HostingAuditEvent', {
  description:
    'Who did what about the FTP accounts of an organization, and when. Never changed and never deleted.',
})
export class AuditEvent extends AuditRecord {
  @Column('text')
  @Field(() => HostingAuditAction, { description: 'What was done.' })
  action!: HostingAuditAction;

  @Column('text', { name: 'target_type' })
  @Field(() => HostingAuditTargetType, { description: 'What kind of object it was done to.' })
  targetType!: HostingAuditTargetType;
}

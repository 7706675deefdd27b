import { AuditRecord, PrincipalKind, quoted } from '@hostgraph/subgraph-kit';
import { Field, ObjectType } from 'type-graphql';
import { Check, Column, Entity, Index } from 'typeorm';
import { LogAuditAction, LogAuditTargetType } from './audit-action';

@Entity('audit_event')
@Check('audit_event_actor_kind_check', `actor_kind IN (${quoted(PrincipalKind)})`)
@Index('audit_event_organization', { synchronize: false })
@ObjectType('LogAuditEvent', {
  description:
    'Who did what about the mail logs of an organization, and when. Never changed and never deleted. Who read a ' +
    'log stands in `Mailbox.logSearches`.',
})
export class AuditEvent extends AuditRecord {
  @Column('text')
  @Field(() => LogAuditAction, { description: 'What was done.' })
  action!: LogAuditAction;

  @Column('text', { name: 'target_type' })
  @Field(() => LogAuditTargetType, { description: 'What kind of object it was done to.' })
  targetType!: LogAuditTargetType;
}

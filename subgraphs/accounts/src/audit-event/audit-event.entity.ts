import { AuditRecord, PrincipalKind, quoted } from '@hostgraph/subgraph-kit';
import { Field, ObjectType } from 'type-graphql';
import { Check, Column, Entity } from 'typeorm';
import { AuditAction, AuditTargetType } from './audit-action';

@Entity('audit_event')
@Check('audit_event_actor_kind_check', `actor_kind IN (${quoted(PrincipalKind)})`)
@Check('audit_event_action_check', `action IN (${quoted(AuditAction)})`)
@Check('audit_event_target_type_check', `target_type IN (${quoted(AuditTargetType)})`)
@ObjectType({ description: 'Who did what, to what and when. Never changed and never deleted.' })
export class AuditEvent extends AuditRecord {
  @Column('text')
  @Field(() => AuditAction, { description: 'What was done.' })
  action!: AuditAction;

  @Column('text', { name: 'target_type' })
  @Field(() => AuditTargetType, { description: 'What kind of object it was done to.' })
  targetType!: AuditTargetType;
}

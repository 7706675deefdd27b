import { AuditRecord } from '@hostgraph/subgraph-kit';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { AuditAction, AuditTargetType } from './audit-action';

@Entity('audit_event')
@ObjectType({ description: 'Who did what, to what and when. Never changed and never deleted.' })
export class AuditEvent extends AuditRecord {
  @Column('text')
  @Field(() => AuditAction, { description: 'What was done.' })
  action!: AuditAction;

  @Column('text', { name: 'target_type' })
  @Field(() => AuditTargetType, { description: 'What sort of object it was done to.' })
  targetType!: AuditTargetType;
}

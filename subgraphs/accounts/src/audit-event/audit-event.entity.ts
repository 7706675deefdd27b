import type { Principal } from '@hostgraph/principal';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import { PrincipalKind } from '../principal/principal-kind';
import { AuditAction, AuditTargetType } from './audit-action';

@Entity('audit_event')
@ObjectType({ description: 'Who did what, to what and when. Never changed and never deleted.' })
export class AuditEvent {
  @PrimaryColumn('text')
  @Field(() => ID, { description: 'Opaque id, `aud_…`.' })
  id!: string;

  @Column('text', { name: 'organization_id' })
  organizationId!: string;

  @Column('text', { name: 'actor_kind' })
  @Field(() => PrincipalKind, { description: 'What did it: a person or an API key.' })
  actorKind!: Principal['kind'];

  @Column('text', { name: 'actor_id' })
  @Field(() => ID, { description: 'Id of the user or API key that did it.' })
  actorId!: string;

  @Column('text')
  @Field(() => AuditAction, { description: 'What was done.' })
  action!: AuditAction;

  @Column('text', { name: 'target_type' })
  @Field(() => AuditTargetType, { description: 'What sort of object it was done to.' })
  targetType!: AuditTargetType;

  @Column('text', { name: 'target_id' })
  @Field(() => ID, { description: 'Id of the object that it was done to.' })
  targetId!: string;

  @Column('text', { name: 'request_id' })
  @Field({ description: 'The `x-request-id` that the answer to the request carried.' })
  requestId!: string;

  @CreateDateColumn({ type: 'timestamptz', precision: 3, name: 'occurred_at' })
  @Field({ description: 'When it was done, to the millisecond.' })
  occurredAt!: Date;
}

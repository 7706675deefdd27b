import type { Principal } from '@hostgraph/principal';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, CreateDateColumn, type EntityManager, PrimaryColumn } from 'typeorm';
import type { RequestContext } from '../context/request-context';
import { newId } from '../ids/new-id';
import { PrincipalKind } from './principal-kind';

/**
 * A row of a subgraph's audit trail: who, on what, when, by which request, in which organization's affairs. The
 * entity of the subgraph adds what was done and to what kind of object, as enums of its own.
 */
@ObjectType()
export abstract class AuditRecord {
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

/** What is not known from the request. */
type AuditEntry<R extends AuditRecord> = Omit<R, 'id' | 'actorKind' | 'actorId' | 'requestId' | 'occurredAt'>;

/** Writes down what the caller did, in the transaction that did it: either both remain or neither. */
export async function recordAuditEvent<R extends AuditRecord>(
  { principal, requestId }: RequestContext,
  manager: EntityManager,
  trail: new () => R,
  entry: AuditEntry<R>,
): Promise<void> {
  const record = Object.assign(new trail(), entry, {
    id: newId('aud'),
    actorKind: principal.kind,
    actorId: principal.id,
    requestId,
  });
  await manager.insert<AuditRecord>(trail, record);
}

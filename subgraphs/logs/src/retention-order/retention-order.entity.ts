import { PrincipalKind, quoted } from '@hostgraph/subgraph-kit';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { RetentionOrderState } from './retention-order-state';

@Entity('retention_order')
@Check('retention_order_horizon_days_check', 'horizon_days BETWEEN 1 AND 36500')
@Check('retention_order_monthly_price_centimes_check', 'monthly_price_centimes >= 0')
@Check('retention_order_state_check', `state IN (${quoted(RetentionOrderState)})`)
@Check('retention_order_ordered_by_kind_check', `ordered_by_kind IN (${quoted(PrincipalKind)})`)
@Check('retention_order_activated_check', `(state IN ('ACTIVE', 'ENDED')) = (activated_at IS NOT NULL)`)
@Check('retention_order_closed_check', `(state IN ('PENDING', 'ACTIVE')) = (closed_at IS NULL)`)
@Unique('retention_order_idempotency_key', ['orderedByKind', 'orderedById', 'idempotencyKey'])
@Index('retention_order_one_pending', ['mailServiceId'], { unique: true, where: `(state = 'PENDING'::text)` })
@Index('retention_order_one_active', ['mailServiceId'], { unique: true, where: `(state = 'ACTIVE'::text)` })
@Index('retention_order_mail_service', { synchronize: false })
@Index('retention_order_state', ['storedState', 'orderedAt', 'id'])
@ObjectType('LogRetentionOrder', {
  description:
    'An order of longer retention for the activity logs of a mail service. Days and price are as they were offered ' +
    'when it was given, and stay so.',
})
@Directive('@key(fields: "id")')
export class RetentionOrder {
  @PrimaryColumn('text')
  @Field(() => ID, { description: 'Opaque id, `lro_…`.' })
  id!: string;

  @Column('text', { name: 'mail_service_id' })
  @Field(() => ID, {
    description: 'For which mail service; also for those who do not see it there, such as billing.',
  })
  mailServiceId!: string;

  /** Whose mail service it was when it was ordered: who owes the price. */
  @Column('text', { name: 'organization_id' })
  organizationId!: string;

  @Column('text')
  @Field({ description: 'Code of the plan, such as `DAYS_90`.' })
  plan!: string;

  @Column('integer', { name: 'horizon_days' })
  @Field(() => Int, { description: 'How many days back events can be read; a day has 24 hours.' })
  horizonDays!: number;

  @Column('integer', { name: 'monthly_price_centimes' })
  @Field(() => Int, {
    description: 'What it costs a month for the whole mail service, in centimes of a Swiss franc (CHF).',
  })
  monthlyPriceCentimes!: number;

  /** As it was last written. An order that nobody confirmed is found to have expired when it is next looked at. */
  @Column('text', { name: 'state', default: RetentionOrderState.PENDING })
  storedState!: RetentionOrderState;

  @Field(() => RetentionOrderState, { description: 'How far it has come.' })
  get state(): RetentionOrderState {
    const isLate = this.storedState === RetentionOrderState.PENDING && this.expiresAt <= new Date();
    return isLate ? RetentionOrderState.EXPIRED : this.storedState;
  }

  @Column('text', { name: 'ordered_by_kind' })
  orderedByKind!: 'PERSON' | 'API_KEY';

  @Column('text', { name: 'ordered_by_id' })
  orderedById!: string;

  @Column('text', { name: 'idempotency_key' })
  idempotencyKey!: string;

  /** SHA-256 of the offer that was taken. */
  @Column('bytea', { name: 'offer_digest' })
  offerDigest!: Buffer;

  @CreateDateColumn({ type: 'timestamptz', precision: 3, name: 'ordered_at' })
  @Field({ description: 'When it was given.' })
  orderedAt!: Date;

  @Column({ type: 'timestamptz', name: 'expires_at', precision: 3 })
  @Field({ description: 'Until when it can be confirmed.' })
  expiresAt!: Date;

  @Column({ type: 'timestamptz', name: 'activated_at', precision: 3, nullable: true })
  @Field(() => Date, { nullable: true, description: 'Since when it is in force; null where it never was.' })
  activatedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'closed_at', precision: 3, nullable: true })
  @Field(() => Date, {
    nullable: true,
    description: 'When it was cancelled or ended, or found to have expired; null where it is none of these.',
  })
  closedAt!: Date | null;

  @Column('text', { name: 'billing_reference', nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      'What the operator’s billing calls it, such as a number of a contract; null where it said nothing.',
  })
  billingReference!: string | null;
}

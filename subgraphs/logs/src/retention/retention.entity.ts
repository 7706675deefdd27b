import { Check, Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** The plan that a mail service has taken. */
@Entity('retention')
@Check('retention_horizon_days_check', 'horizon_days BETWEEN 1 AND 36500')
@Check('retention_monthly_price_centimes_check', 'monthly_price_centimes >= 0')
export class Retention {
  @PrimaryColumn('text', { name: 'mail_service_id' })
  mailServiceId!: string;

  @Column('text', { name: 'plan' })
  plan!: string;

  @Column('integer', { name: 'horizon_days' })
  horizonDays!: number;

  @Column('integer', { name: 'monthly_price_centimes' })
  monthlyPriceCentimes!: number;

  @CreateDateColumn({ name: 'since', type: 'timestamptz', precision: 3 })
  since!: Date;
}

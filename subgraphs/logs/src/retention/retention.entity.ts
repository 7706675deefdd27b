import { Check, Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** The plan that a mail service has taken. */
@Entity({ name: 'retention', schema: 'logs' })
@Check('retention_horizon_days_check', 'horizon_days BETWEEN 1 AND 36500')
@Check('retention_monthly_price_centimes_check', 'monthly_price_centimes >= 0')
export class Retention {
  @PrimaryColumn({ name: 'mail_service_id', type: 'text' })
  mailServiceId!: string;

  @Column({ name: 'plan', type: 'text' })
  plan!: string;

  @Column({ name: 'horizon_days', type: 'integer' })
  horizonDays!: number;

  @Column({ name: 'monthly_price_centimes', type: 'integer' })
  monthlyPriceCentimes!: number;

  @CreateDateColumn({ name: 'since', type: 'timestamptz', precision: 3 })
  since!: Date;
}

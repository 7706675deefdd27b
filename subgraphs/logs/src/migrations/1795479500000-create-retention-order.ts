import { createTicketKey } from '@hostgraph/subgraph-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Orders of longer retention. Days and price are as they were offered. At most one order of a mail service waits,
 * and at most one is in force, whatever the program does. Users, keys, mail services and organizations live in other
 * services.
 */
export class CreateRetentionOrder1795479500000 implements MigrationInterface {
  name = 'CreateRetentionOrder1795479500000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTicketKey(queryRunner);
    await queryRunner.query(`
      CREATE TABLE logs.retention_order (
        id text PRIMARY KEY,
        mail_service_id text NOT NULL,
        organization_id text NOT NULL,
        plan text NOT NULL,
        horizon_days integer NOT NULL CHECK (horizon_days BETWEEN 1 AND 36500),
        monthly_price_centimes integer NOT NULL CHECK (monthly_price_centimes >= 0),
        state text NOT NULL DEFAULT 'PENDING'
          CHECK (state IN ('PENDING', 'ACTIVE', 'CANCELLED', 'EXPIRED', 'ENDED')),
        ordered_by_kind text NOT NULL CHECK (ordered_by_kind IN ('PERSON', 'API_KEY')),
        ordered_by_id text NOT NULL,
        idempotency_key text NOT NULL,
        offer_digest bytea NOT NULL,
        ordered_at timestamptz(3) NOT NULL DEFAULT now(),
        expires_at timestamptz(3) NOT NULL,
        activated_at timestamptz(3),
        closed_at timestamptz(3),
        billing_reference text,
        CONSTRAINT retention_order_idempotency_key UNIQUE (ordered_by_kind, ordered_by_id, idempotency_key),
        CONSTRAINT retention_order_activated_check CHECK ((state IN ('ACTIVE', 'ENDED')) = (activated_at IS NOT NULL)),
        CONSTRAINT retention_order_closed_check CHECK ((state IN ('PENDING', 'ACTIVE')) = (closed_at IS NULL))
      )`);
    await queryRunner.query(`
      CREATE UNIQUE INDEX retention_order_one_pending ON logs.retention_order (mail_service_id)
      WHERE state = 'PENDING'`);
    await queryRunner.query(`
      CREATE UNIQUE INDEX retention_order_one_active ON logs.retention_order (mail_service_id)
      WHERE state = 'ACTIVE'`);
    await queryRunner.query(`
      CREATE INDEX retention_order_mail_service ON logs.retention_order
        (mail_service_id, ordered_at DESC, id DESC)`);
    await queryRunner.query(`
      CREATE INDEX retention_order_state ON logs.retention_order (state, ordered_at, id)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE logs.retention_order, logs.ticket_key');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAuditEvent1795478600000 implements MigrationInterface {
  name = 'CreateAuditEvent1795478600000';

  async up(queryRunner: QueryRunner): Promise<void> {
    // No foreign keys but the organization's: the trail outlives what it tells of.
    await queryRunner.query(`
      CREATE TABLE accounts.audit_event (
        id text PRIMARY KEY,
        organization_id text NOT NULL REFERENCES accounts.organization,
        actor_kind text NOT NULL CHECK (actor_kind IN ('PERSON', 'API_KEY')),
        actor_id text NOT NULL,
        action text NOT NULL CHECK (action IN ('CREATE_API_KEY', 'ROLL_API_KEY', 'REVOKE_API_KEY')),
        target_type text NOT NULL CHECK (target_type IN ('API_KEY')),
        target_id text NOT NULL,
        request_id text NOT NULL,
        occurred_at timestamptz(3) NOT NULL DEFAULT now()
      )`);
    await queryRunner.query(`
      CREATE INDEX audit_event_organization ON accounts.audit_event (organization_id, occurred_at DESC, id DESC)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE accounts.audit_event');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was done by mutations. Rows are added and read, never changed; they outlive what they tell of. */
export class CreateAuditEvent1795575050000 implements MigrationInterface {
  name = 'CreateAuditEvent1795575050000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE hosting.audit_event (
        id text PRIMARY KEY,
        organization_id text NOT NULL,
        actor_kind text NOT NULL CHECK (actor_kind IN ('PERSON', 'API_KEY')),
        actor_id text NOT NULL,
        action text NOT NULL,
        target_type text NOT NULL,
        target_id text NOT NULL,
        request_id text NOT NULL,
        occurred_at timestamptz(3) NOT NULL DEFAULT now()
      )`);
    await queryRunner.query(`
      CREATE INDEX audit_event_organization
        ON hosting.audit_event (organization_id, occurred_at DESC, id DESC)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE hosting.audit_event');
  }
}

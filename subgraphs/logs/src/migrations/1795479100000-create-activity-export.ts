import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Exports of activity logs and their files. A file lies in parts of about a megabyte in the database: so any instance
 * can write it, go on with it where another one was killed, and serve it (docs/adr/0013).
 */
export class CreateActivityExport1795479100000 implements MigrationInterface {
  name = 'CreateActivityExport1795479100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE logs.activity_export (
        id text PRIMARY KEY,
        mailbox_id text NOT NULL,
        principal_kind text NOT NULL CHECK (principal_kind IN ('PERSON', 'API_KEY')),
        principal_id text NOT NULL,
        request_id text NOT NULL,
        idempotency_key text NOT NULL,
        input_digest text NOT NULL,
        format text NOT NULL CHECK (format IN ('CSV', 'NDJSON')),
        addresses jsonb NOT NULL,
        direction text,
        from_time timestamptz(3),
        to_time timestamptz(3),
        statuses text[],
        correspondent text,
        until timestamptz(3) NOT NULL,
        status text NOT NULL DEFAULT 'QUEUED'
          CHECK (status IN ('QUEUED', 'RUNNING', 'COMPLETED', 'CANCELLED', 'FAILED')),
        row_count bigint NOT NULL DEFAULT 0,
        byte_count bigint NOT NULL DEFAULT 0,
        part_count integer NOT NULL DEFAULT 0,
        position_time timestamptz(3),
        position_id uuid,
        error_code text,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        finished_at timestamptz(3),
        expires_at timestamptz(3),
        CONSTRAINT activity_export_idempotency UNIQUE (principal_kind, principal_id, idempotency_key)
      )`);
    await queryRunner.query(`
      CREATE TABLE logs.activity_export_part (
        export_id text NOT NULL REFERENCES logs.activity_export ON DELETE CASCADE,
        ordinal integer NOT NULL,
        content bytea NOT NULL,
        PRIMARY KEY (export_id, ordinal)
      )`);
    await queryRunner.query(`
      CREATE TABLE logs.activity_export_link (
        token_hash bytea PRIMARY KEY,
        export_id text NOT NULL REFERENCES logs.activity_export ON DELETE CASCADE,
        expires_at timestamptz(3) NOT NULL
      )`);
    await queryRunner.query(`
      CREATE INDEX activity_export_link_export ON logs.activity_export_link (export_id)`);
    // With a default, because instances of the version before go on recording pages.
    await queryRunner.query(`
      ALTER TABLE logs.search ADD reading text NOT NULL DEFAULT 'PAGE'
        CHECK (reading IN ('PAGE', 'EXPORT', 'LIVE'))`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE logs.search DROP reading');
    await queryRunner.query(
      'DROP TABLE logs.activity_export_link, logs.activity_export_part, logs.activity_export',
    );
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Activations of auto-replies; they stay when they are over. At most one of a mailbox is on, whatever the program does.
 * A text is a copy, filled in: no foreign key leads to its template.
 */
export class CreateAutoReply1795573100000 implements MigrationInterface {
  name = 'CreateAutoReply1795573100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE mail.auto_reply (
        id text PRIMARY KEY,
        mailbox_id text NOT NULL REFERENCES mail.mailbox ON DELETE CASCADE,
        audience text NOT NULL CHECK (audience IN ('INTERNAL', 'EXTERNAL', 'EVERYBODY')),
        content jsonb NOT NULL,
        external_content jsonb,
        variables jsonb NOT NULL,
        starts_at timestamptz(3) NOT NULL,
        ends_at timestamptz(3),
        time_zone text NOT NULL,
        repeat_interval_days integer NOT NULL
          CONSTRAINT auto_reply_repeat_interval_check CHECK (repeat_interval_days BETWEEN 1 AND 30),
        reset_count integer NOT NULL DEFAULT 0,
        activated_by_kind text NOT NULL CHECK (activated_by_kind IN ('PERSON', 'API_KEY')),
        activated_by_id text NOT NULL,
        idempotency_key text,
        input_digest bytea,
        activated_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        deactivated_at timestamptz(3),
        CONSTRAINT auto_reply_external_check CHECK (audience = 'EVERYBODY' OR external_content IS NULL),
        CONSTRAINT auto_reply_schedule_check CHECK (ends_at > starts_at),
        CONSTRAINT auto_reply_input_digest_check CHECK ((idempotency_key IS NULL) = (input_digest IS NULL)),
        CONSTRAINT auto_reply_idempotency_key
          UNIQUE (mailbox_id, activated_by_kind, activated_by_id, idempotency_key)
      )`);
    await queryRunner.query(`
      CREATE UNIQUE INDEX auto_reply_one_active ON mail.auto_reply (mailbox_id) WHERE deactivated_at IS NULL`);
    await queryRunner.query(`
      CREATE INDEX auto_reply_mailbox ON mail.auto_reply (mailbox_id, activated_at DESC, id DESC)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE mail.auto_reply');
  }
}

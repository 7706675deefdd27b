import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Grants that end by themselves, and what became of grants. `effective_grant` is the one place that says which of
 * them count, by the clock of the statement that asks, so that nothing has to run when one expires.
 *
 * A mail service's general rights are what users of its new mailboxes are granted. The keys under which mailboxes
 * were created go with the mailboxes.
 */
export class LetGrantsExpire1795570100000 implements MigrationInterface {
  name = 'LetGrantsExpire1795570100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE mail.mailbox_grant
        ADD COLUMN expires_at timestamptz(3),
        ADD COLUMN reason text CONSTRAINT mailbox_grant_reason_check CHECK (length(reason) BETWEEN 1 AND 500)`);
    await queryRunner.query(`
      CREATE VIEW mail.effective_grant AS
      SELECT mailbox_id, user_id, "right" FROM mail.mailbox_grant
      WHERE expires_at IS NULL OR expires_at > statement_timestamp()`);

    await queryRunner.query(`
      CREATE TABLE mail.right_change (
        id text PRIMARY KEY,
        mailbox_id text NOT NULL REFERENCES mail.mailbox ON DELETE CASCADE,
        kind text NOT NULL CONSTRAINT right_change_kind_check CHECK (kind IN ('GRANTED', 'WITHDRAWN')),
        user_id text NOT NULL,
        rights text[] NOT NULL,
        expires_at timestamptz(3),
        reason text CONSTRAINT right_change_reason_check CHECK (length(reason) BETWEEN 1 AND 500),
        changed_by_kind text NOT NULL
          CONSTRAINT right_change_changed_by_kind_check CHECK (changed_by_kind IN ('PERSON', 'API_KEY')),
        changed_by_id text NOT NULL,
        changed_at timestamptz(3) NOT NULL DEFAULT now()
      )`);
    await queryRunner.query(`
      CREATE INDEX right_change_mailbox ON mail.right_change (mailbox_id, changed_at DESC, id DESC)`);

    await queryRunner.query(`
      ALTER TABLE mail.mail_service ADD COLUMN general_rights text[] NOT NULL DEFAULT '{}'
        CONSTRAINT mail_service_general_rights_check CHECK (general_rights <@ ARRAY[
          'DEVICES', 'AUTO_REPLIES', 'SIGNATURES', 'REDIRECTIONS', 'ALIASES', 'VIEW_LOGS', 'RESTORATIONS',
          'FILTERS', 'SORTING_RULES', 'FOLDERS', 'SECURITY'])`);

    await queryRunner.query(`
      CREATE TABLE mail.mailbox_creation (
        mailbox_id text PRIMARY KEY REFERENCES mail.mailbox ON DELETE CASCADE,
        principal_kind text NOT NULL,
        principal_id text NOT NULL,
        idempotency_key text NOT NULL,
        input_digest text NOT NULL,
        CONSTRAINT mailbox_creation_idempotency UNIQUE (principal_kind, principal_id, idempotency_key)
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE mail.mailbox_creation, mail.right_change');
    await queryRunner.query('ALTER TABLE mail.mail_service DROP COLUMN general_rights');
    await queryRunner.query('DROP VIEW mail.effective_grant');
    await queryRunner.query('ALTER TABLE mail.mailbox_grant DROP COLUMN expires_at, DROP COLUMN reason');
  }
}

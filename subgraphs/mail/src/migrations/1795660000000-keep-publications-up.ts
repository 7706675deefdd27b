import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A publication says what the mail server really has: the auto-reply, and whether something is left out. `due_at` is
 * when it is looked at again by itself, such as because it failed, or a right ends on which something rests.
 *
 * A rule that forwards remembers on whose right it does so. Those that are there rest on who last wrote them, as the
 * audit trail tells.
 */
export class KeepPublicationsUp1795660000000 implements MigrationInterface {
  name = 'KeepPublicationsUp1795660000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE mail.sieve_publication
        DROP CONSTRAINT sieve_publication_state_check,
        ADD CONSTRAINT sieve_publication_state_check
          CHECK (state IN ('PENDING', 'PUBLISHED', 'PARTIAL', 'FAILED')),
        ADD COLUMN auto_reply_id text,
        ADD COLUMN auto_reply_updated_at timestamptz(3),
        ADD COLUMN due_at timestamptz(3)`);
    await queryRunner.query('CREATE INDEX sieve_publication_due ON mail.sieve_publication (due_at)');
    // What each server has is learnt by publishing once more.
    await queryRunner.query('UPDATE mail.sieve_publication SET due_at = now()');

    await queryRunner.query(`
      CREATE OR REPLACE VIEW mail.effective_grant AS
      SELECT mailbox_id, user_id, "right", expires_at FROM mail.mailbox_grant
      WHERE expires_at IS NULL OR expires_at > statement_timestamp()`);
    await queryRunner.query(`
      ALTER TABLE mail.sorting_rule
        DROP CONSTRAINT sorting_rule_error_code_check,
        ADD CONSTRAINT sorting_rule_error_code_check CHECK (error_code IN (
          'FOLDER_GONE', 'NOT_SUPPORTED', 'REFUSED', 'FORWARD_NOT_ALLOWED', 'MAILBOX_SUSPENDED')),
        ADD COLUMN forwarding_user_id text,
        ADD COLUMN forwarding_right text CONSTRAINT sorting_rule_forwarding_right_check
          CHECK (forwarding_right IN ('REDIRECTIONS', 'SORTING_RULES')),
        ADD CONSTRAINT sorting_rule_forwarding_check
          CHECK ((forwarding_user_id IS NULL) = (forwarding_right IS NULL))`);
    await queryRunner.query(`
      UPDATE mail.sorting_rule AS rule SET forwarding_user_id = author.actor_id, forwarding_right = CASE WHEN EXISTS (
          SELECT FROM mail.effective_grant AS granted WHERE granted.mailbox_id = rule.mailbox_id
            AND granted.user_id = author.actor_id AND granted."right" = 'REDIRECTIONS'
        ) THEN 'REDIRECTIONS' ELSE 'SORTING_RULES' END
      FROM (
        SELECT DISTINCT ON (target_id) target_id, actor_id FROM mail.audit_event
        WHERE action IN ('CREATE_SORTING_RULE', 'UPDATE_SORTING_RULE', 'UPGRADE_SORTING_RULE')
        ORDER BY target_id, occurred_at DESC, id DESC
      ) AS author
      WHERE author.target_id = rule.id AND rule.actions @> '[{"kind": "FORWARD"}]'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      UPDATE mail.sorting_rule SET error_code = NULL WHERE error_code IN ('FORWARD_NOT_ALLOWED', 'MAILBOX_SUSPENDED')`);
    await queryRunner.query(`
      ALTER TABLE mail.sorting_rule DROP COLUMN forwarding_user_id, DROP COLUMN forwarding_right,
        DROP CONSTRAINT sorting_rule_error_code_check,
        ADD CONSTRAINT sorting_rule_error_code_check
          CHECK (error_code IN ('FOLDER_GONE', 'NOT_SUPPORTED', 'REFUSED'))`);
    await queryRunner.query('DROP VIEW mail.effective_grant');
    await queryRunner.query(`
      CREATE VIEW mail.effective_grant AS
      SELECT mailbox_id, user_id, "right" FROM mail.mailbox_grant
      WHERE expires_at IS NULL OR expires_at > statement_timestamp()`);
    await queryRunner.query(`UPDATE mail.sieve_publication SET state = 'FAILED' WHERE state = 'PARTIAL'`);
    await queryRunner.query(`
      ALTER TABLE mail.sieve_publication
        DROP COLUMN auto_reply_id, DROP COLUMN auto_reply_updated_at, DROP COLUMN due_at,
        DROP CONSTRAINT sieve_publication_state_check,
        ADD CONSTRAINT sieve_publication_state_check CHECK (state IN ('PENDING', 'PUBLISHED', 'FAILED'))`);
  }
}

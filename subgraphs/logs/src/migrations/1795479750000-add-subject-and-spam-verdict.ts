import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What Postfix and rspamd log of a message where they are told to, and by what subjects logs were searched. */
export class AddSubjectAndSpamVerdict1795479750000 implements MigrationInterface {
  name = 'AddSubjectAndSpamVerdict1795479750000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE logs.mail_event
        ADD COLUMN subject text,
        ADD COLUMN spam_action text,
        ADD COLUMN spam_score double precision,
        ADD CONSTRAINT mail_event_spam_action_check CHECK (spam_action IN
          ('NO_ACTION', 'GREYLIST', 'ADD_HEADER', 'REWRITE_SUBJECT', 'SOFT_REJECT', 'REJECT', 'QUARANTINE', 'DISCARD'))`);
    for (const searches of ['search', 'operator_search'])
      await queryRunner.query(`ALTER TABLE logs.${searches} ADD COLUMN subject text`);
    await queryRunner.query(`
      ALTER TABLE logs.ingest_open_state
        DROP CONSTRAINT ingest_open_state_kind_check,
        ADD CONSTRAINT ingest_open_state_kind_check
          CHECK (kind IN ('entries', 'sessions', 'repeats', 'filings', 'verdicts'))`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DELETE FROM logs.ingest_open_state WHERE kind = 'verdicts'`);
    await queryRunner.query(`
      ALTER TABLE logs.ingest_open_state
        DROP CONSTRAINT ingest_open_state_kind_check,
        ADD CONSTRAINT ingest_open_state_kind_check CHECK (kind IN ('entries', 'sessions', 'repeats', 'filings'))`);
    for (const searches of ['search', 'operator_search'])
      await queryRunner.query(`ALTER TABLE logs.${searches} DROP COLUMN subject`);
    await queryRunner.query(`
      ALTER TABLE logs.mail_event DROP COLUMN subject, DROP COLUMN spam_action, DROP COLUMN spam_score`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is written to days while they are being merged into a week (`partitions/merge-week.ts`). The trigger stands on
 * their partitions only for that time.
 */
export class CreateMailEventChange1795478900000 implements MigrationInterface {
  name = 'CreateMailEventChange1795478900000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE logs.mail_event_change (
        domain text COLLATE "C" NOT NULL,
        local_part text COLLATE "C" NOT NULL,
        occurred_at timestamptz(3) NOT NULL,
        id uuid NOT NULL
      )`);
    await queryRunner.query(`
      CREATE FUNCTION logs.note_mail_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP <> 'INSERT' THEN
          INSERT INTO logs.mail_event_change VALUES (OLD.domain, OLD.local_part, OLD.occurred_at, OLD.id);
        END IF;
        IF TG_OP <> 'DELETE' THEN
          INSERT INTO logs.mail_event_change VALUES (NEW.domain, NEW.local_part, NEW.occurred_at, NEW.id);
        END IF;
        RETURN NULL;
      END $$`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION logs.note_mail_event_change CASCADE');
    await queryRunner.query('DROP TABLE logs.mail_event_change');
  }
}

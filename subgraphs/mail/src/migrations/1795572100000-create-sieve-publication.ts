import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How far the mail server has come with what is to be done with a mailbox's incoming mail. `requested` rises with each
 * change, so that a job which was overtaken by one does not call it done.
 */
export class CreateSievePublication1795572100000 implements MigrationInterface {
  name = 'CreateSievePublication1795572100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE mail.sieve_publication (
        mailbox_id text PRIMARY KEY REFERENCES mail.mailbox ON DELETE CASCADE,
        state text NOT NULL CHECK (state IN ('PENDING', 'PUBLISHED', 'FAILED')),
        requested integer NOT NULL DEFAULT 1 CHECK (requested >= 1),
        server_words text CHECK (length(server_words) <= 2000),
        is_overridden boolean NOT NULL DEFAULT false,
        requested_at timestamptz(3) NOT NULL DEFAULT now(),
        published_at timestamptz(3)
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE mail.sieve_publication');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Texts for automatic replies that administrators prepare, each in some languages. */
export class CreateAutoReplyTemplate1795573000000 implements MigrationInterface {
  name = 'CreateAutoReplyTemplate1795573000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE mail.auto_reply_template (
        id text PRIMARY KEY,
        mail_service_id text NOT NULL REFERENCES mail.mail_service,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        visibility text NOT NULL CHECK (visibility IN ('VISIBLE', 'HIDDEN')),
        version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now()
      )`);
    await queryRunner.query(`
      CREATE INDEX auto_reply_template_mail_service ON mail.auto_reply_template (mail_service_id, name, id)`);
    // Sanitising writes "&" as "&amp;", so stored HTML may be longer than what was sent.
    await queryRunner.query(`
      CREATE TABLE mail.auto_reply_template_text (
        template_id text NOT NULL REFERENCES mail.auto_reply_template ON DELETE CASCADE,
        language text NOT NULL CHECK (length(language) <= 11),
        ordinal smallint NOT NULL,
        subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 200),
        body text NOT NULL CHECK (length(body) BETWEEN 1 AND 20000),
        html text CHECK (length(html) <= 300000),
        PRIMARY KEY (template_id, language)
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE mail.auto_reply_template_text, mail.auto_reply_template');
  }
}

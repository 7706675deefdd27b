import type { MigrationInterface, QueryRunner } from 'typeorm';
import { limitRows } from './1795478400000-create-mail-service';

/**
 * A signature is a copy: it remembers its template without a foreign key, and the text both as it was copied and as it
 * was filled in, so that a value can be added without the template. HTML becomes longer when it is cleaned.
 */
export class CreateSignature1795574000000 implements MigrationInterface {
  name = 'CreateSignature1795574000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE mail.signature_template (
        id text PRIMARY KEY,
        mail_service_id text NOT NULL REFERENCES mail.mail_service ON DELETE CASCADE,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        plain text NOT NULL CHECK (length(plain) BETWEEN 1 AND 20000),
        html text CHECK (length(html) <= 300000),
        visibility text NOT NULL CHECK (visibility IN ('VISIBLE', 'HIDDEN')),
        version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now()
      )`);
    await queryRunner.query(`
      CREATE INDEX signature_template_mail_service ON mail.signature_template (mail_service_id, name, id)`);
    await limitRows(queryRunner, 'signature_template', 'mail_service', 100);

    await queryRunner.query(`
      CREATE TABLE mail.signature (
        id text PRIMARY KEY,
        mailbox_id text NOT NULL REFERENCES mail.mailbox ON DELETE CASCADE,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        state text NOT NULL CHECK (state IN ('DRAFT', 'READY')),
        is_default boolean NOT NULL DEFAULT false,
        source_plain text NOT NULL CHECK (length(source_plain) BETWEEN 1 AND 20000),
        source_html text CHECK (length(source_html) <= 300000),
        plain text NOT NULL CHECK (length(plain) BETWEEN 1 AND 20000),
        html text CHECK (length(html) <= 300000),
        given_values jsonb NOT NULL,
        missing_variables text[] NOT NULL,
        template_id text,
        template_version integer,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT signature_ready_check CHECK (state = 'DRAFT' OR missing_variables = '{}'),
        CONSTRAINT signature_default_check CHECK (state = 'READY' OR NOT is_default),
        CONSTRAINT signature_template_check CHECK ((template_id IS NULL) = (template_version IS NULL))
      )`);
    await queryRunner.query('CREATE INDEX signature_mailbox ON mail.signature (mailbox_id, name, id)');
    await queryRunner.query(
      'CREATE UNIQUE INDEX signature_one_default ON mail.signature (mailbox_id) WHERE is_default',
    );
    await limitRows(queryRunner, 'signature', 'mailbox', 20);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE mail.signature, mail.signature_template');
  }
}

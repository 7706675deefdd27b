import type { MigrationInterface, QueryRunner } from 'typeorm';
import { limitRows } from './1795478400000-create-mail-service';

/**
 * Conditions and actions are what a rule consists of and are read with it, so they are JSON in its row; what they may
 * say is checked where they are read in, how many there are here, too.
 *
 * A rule remembers its template without a foreign key: it is a copy, and stays one when the template is deleted. Places
 * are checked when a statement has ended, so that one statement can change the whole order.
 */
export class CreateSortingRule1795572000000 implements MigrationInterface {
  name = 'CreateSortingRule1795572000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE mail.sorting_rule_template (
        id text PRIMARY KEY,
        mail_service_id text NOT NULL REFERENCES mail.mail_service ON DELETE CASCADE,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        match text NOT NULL CHECK (match IN ('ALL', 'ANY')),
        conditions jsonb NOT NULL CHECK (${isShortList('conditions', 20)}),
        visibility text NOT NULL CHECK (visibility IN ('VISIBLE', 'HIDDEN')),
        version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now()
      )`);
    await queryRunner.query(`
      CREATE INDEX sorting_rule_template_mail_service ON mail.sorting_rule_template (mail_service_id, name, id)`);
    await limitRows(queryRunner, 'sorting_rule_template', 'mail_service', 100);

    await queryRunner.query(`
      CREATE TABLE mail.sorting_rule (
        id text PRIMARY KEY,
        mailbox_id text NOT NULL REFERENCES mail.mailbox ON DELETE CASCADE,
        "position" integer NOT NULL CHECK ("position" >= 1),
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        match text NOT NULL CHECK (match IN ('ALL', 'ANY')),
        conditions jsonb NOT NULL CHECK (${isShortList('conditions', 20)}),
        actions jsonb NOT NULL CHECK (${isShortList('actions', 10)}),
        is_enabled boolean NOT NULL DEFAULT true,
        template_id text,
        template_version integer,
        error_code text CHECK (error_code IN ('FOLDER_GONE', 'NOT_SUPPORTED', 'REFUSED')),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT sorting_rule_position UNIQUE (mailbox_id, "position") DEFERRABLE INITIALLY IMMEDIATE,
        CONSTRAINT sorting_rule_template_check CHECK ((template_id IS NULL) = (template_version IS NULL))
      )`);
    await queryRunner.query(`CREATE INDEX sorting_rule_template_id ON mail.sorting_rule (template_id)`);
    await limitRows(queryRunner, 'sorting_rule', 'mailbox', 100);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE mail.sorting_rule, mail.sorting_rule_template');
  }
}

const isShortList = (column: string, most: number): string =>
  `CASE WHEN jsonb_typeof(${column}) = 'array'
     THEN jsonb_array_length(${column}) BETWEEN 1 AND ${most} AND length(${column}::text) <= 100000
     ELSE false END`;

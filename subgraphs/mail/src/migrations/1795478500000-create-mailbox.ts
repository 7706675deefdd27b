import type { MigrationInterface, QueryRunner } from 'typeorm';
import { limitRows } from './1795478400000-create-mail-service';

/**
 * An address lies in a domain of its mailbox's own service: both foreign keys share `mail_service_id`.
 * The index allows a mailbox one primary address at most; the constraint triggers, deferred so that a
 * transaction may create a mailbox before its address or put one in the place of another, one at least.
 * In the pattern of a local part, which is a dot-string (RFC 5321, 4.1.2) in lower case, \x60 is the backtick.
 */
export class CreateMailbox1795478500000 implements MigrationInterface {
  name = 'CreateMailbox1795478500000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE mail.mailbox (
        id text PRIMARY KEY,
        mail_service_id text NOT NULL REFERENCES mail.mail_service,
        display_name text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 200),
        state text NOT NULL DEFAULT 'ACTIVE' CHECK (state IN ('ACTIVE', 'SUSPENDED')),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        UNIQUE (id, mail_service_id)
      )`);
    await queryRunner.query(`
      CREATE INDEX mailbox_mail_service ON mail.mailbox (mail_service_id, display_name, id)`);
    await queryRunner.query(String.raw`
      CREATE TABLE mail.mailbox_address (
        address text PRIMARY KEY GENERATED ALWAYS AS (local_part || '@' || domain) STORED
          CHECK (length(address) <= 254),
        local_part text NOT NULL CONSTRAINT mailbox_address_local_part_is_lower_case_dot_string CHECK (
          length(local_part) <= 64
          AND local_part ~ '^[a-z0-9_!#$%&''*+/=?^\x60{|}~-]+(\.[a-z0-9_!#$%&''*+/=?^\x60{|}~-]+)*$'),
        domain text NOT NULL,
        mailbox_id text NOT NULL,
        mail_service_id text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('PRIMARY', 'ALIAS')),
        assigned_at timestamptz(3) NOT NULL DEFAULT now(),
        FOREIGN KEY (mail_service_id, domain) REFERENCES mail.mail_domain (mail_service_id, name),
        FOREIGN KEY (mailbox_id, mail_service_id) REFERENCES mail.mailbox (id, mail_service_id)
          ON DELETE CASCADE
      )`);
    await queryRunner.query(`CREATE INDEX mailbox_address_domain ON mail.mailbox_address (domain)`);
    await queryRunner.query(`CREATE INDEX mailbox_address_mailbox ON mail.mailbox_address (mailbox_id)`);
    await queryRunner.query(`
      CREATE UNIQUE INDEX mailbox_address_one_primary ON mail.mailbox_address (mailbox_id)
      WHERE kind = 'PRIMARY'`);
    await limitRows(queryRunner, 'mailbox_address', 'mailbox', 100);

    await queryRunner.query(`
      CREATE FUNCTION mail.require_primary_address() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        concerned CONSTANT text := to_jsonb(COALESCE(OLD, NEW)) ->> TG_ARGV[0];
      BEGIN
        IF EXISTS (SELECT FROM mail.mailbox WHERE id = concerned) AND NOT EXISTS (
          SELECT FROM mail.mailbox_address WHERE mailbox_id = concerned AND kind = 'PRIMARY'
        ) THEN
          RAISE EXCEPTION 'a mailbox needs a primary address'
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
        END IF;
        RETURN NULL;
      END $$`);
    await queryRunner.query(`
      CREATE CONSTRAINT TRIGGER mailbox_has_primary_address AFTER INSERT ON mail.mailbox
      DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION mail.require_primary_address('id')`);
    await queryRunner.query(`
      CREATE CONSTRAINT TRIGGER mailbox_keeps_primary_address AFTER UPDATE OR DELETE ON mail.mailbox_address
      DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION mail.require_primary_address('mailbox_id')`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE mail.mailbox_address');
    await queryRunner.query('DROP TABLE mail.mailbox');
    await queryRunner.query('DROP FUNCTION mail.require_primary_address');
  }
}

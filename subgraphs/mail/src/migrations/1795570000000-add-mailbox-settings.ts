import type { MigrationInterface, QueryRunner } from 'typeorm';
import { limitRows } from './1795478400000-create-mail-service';

/**
 * What the mail servers act on beside addresses. A password hash is as Dovecot reads it, scheme first, in the PHC
 * string format with `m`, `t` and `p` in this order: Dovecot 2.3 refuses any other.
 *
 * A mailbox with `deleted_at` is gone for everybody, but can be restored until it is removed; it keeps its addresses
 * meanwhile. The catch-all of a domain is a mailbox of the domain's own service: both foreign keys share
 * `mail_service_id`. In the pattern of a redirection's target, \x60 is the backtick.
 */
export class AddMailboxSettings1795570000000 implements MigrationInterface {
  name = 'AddMailboxSettings1795570000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(String.raw`
      ALTER TABLE mail.mailbox
        ADD COLUMN password_hash text CONSTRAINT mailbox_password_hash_check CHECK (
          length(password_hash) <= 255 AND password_hash ~
            '^\{ARGON2ID\}\$argon2id\$v=19\$m=[0-9]+,t=[0-9]+,p=[0-9]+\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]+$'),
        ADD COLUMN quota_bytes bigint NOT NULL DEFAULT 10737418240
          CONSTRAINT mailbox_quota_bytes_check CHECK (quota_bytes BETWEEN 1048576 AND 17592186044416),
        ADD COLUMN antispam_enabled boolean NOT NULL DEFAULT true,
        ADD COLUMN ad_filter_enabled boolean NOT NULL DEFAULT false,
        ADD COLUMN redirection_keeps_copy boolean NOT NULL DEFAULT true,
        ADD COLUMN time_zone text NOT NULL DEFAULT 'Europe/Zurich' CONSTRAINT mailbox_time_zone_check CHECK (
          length(time_zone) <= 64 AND time_zone ~ '^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*$'),
        ADD COLUMN deleted_at timestamptz(3)`);
    await queryRunner.query(`
      CREATE INDEX mailbox_deleted ON mail.mailbox (mail_service_id, deleted_at DESC, id DESC)
      WHERE deleted_at IS NOT NULL`);

    await queryRunner.query(String.raw`
      CREATE TABLE mail.redirection (
        id text PRIMARY KEY,
        mailbox_id text NOT NULL REFERENCES mail.mailbox ON DELETE CASCADE,
        target text NOT NULL CONSTRAINT redirection_target_check CHECK (
          length(target) <= 254
          AND target ~ '^[a-z0-9_!#$%&''*+/=?^\x60{|}~.-]{1,64}@([a-z0-9-]{1,63}\.)+[a-z0-9-]{1,63}$'),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT redirection_mailbox_target UNIQUE (mailbox_id, target)
      )`);
    await queryRunner.query('CREATE INDEX redirection_target ON mail.redirection (target)');
    await limitRows(queryRunner, 'redirection', 'mailbox', 20);

    await queryRunner.query(`
      ALTER TABLE mail.mail_domain
        ADD COLUMN catch_all_mailbox_id text,
        ADD CONSTRAINT mail_domain_catch_all_mailbox FOREIGN KEY (catch_all_mailbox_id, mail_service_id)
          REFERENCES mail.mailbox (id, mail_service_id) ON DELETE SET NULL (catch_all_mailbox_id)`);
    await queryRunner.query(`
      CREATE INDEX mail_domain_catch_all ON mail.mail_domain (catch_all_mailbox_id)
      WHERE catch_all_mailbox_id IS NOT NULL`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE mail.mail_domain DROP COLUMN catch_all_mailbox_id');
    await queryRunner.query('DROP TABLE mail.redirection');
    await queryRunner.query(`
      ALTER TABLE mail.mailbox
        DROP COLUMN password_hash, DROP COLUMN quota_bytes, DROP COLUMN antispam_enabled,
        DROP COLUMN ad_filter_enabled, DROP COLUMN redirection_keeps_copy, DROP COLUMN time_zone,
        DROP COLUMN deleted_at`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { limitRows } from './1795478400000-create-mail-service';

/** Users live in another service, so their ids are plain text; what they may do also depends on their role. */
export class CreateMailboxRight1795478600000 implements MigrationInterface {
  name = 'CreateMailboxRight1795478600000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE mail.mailbox_member (
        mailbox_id text NOT NULL REFERENCES mail.mailbox ON DELETE CASCADE,
        user_id text NOT NULL,
        PRIMARY KEY (mailbox_id, user_id)
      )`);
    await queryRunner.query(`CREATE INDEX mailbox_member_user ON mail.mailbox_member (user_id, mailbox_id)`);
    await limitRows(queryRunner, 'mailbox_member', 'mailbox', 100);
    await queryRunner.query(`
      CREATE TABLE mail.mailbox_grant (
        mailbox_id text NOT NULL REFERENCES mail.mailbox ON DELETE CASCADE,
        user_id text NOT NULL,
        "right" text NOT NULL CHECK ("right" IN
          ('DEVICES', 'AUTO_REPLIES', 'SIGNATURES', 'REDIRECTIONS', 'ALIASES', 'VIEW_LOGS', 'RESTORATIONS',
           'FILTERS', 'SORTING_RULES', 'FOLDERS', 'SECURITY')),
        granted_at timestamptz(3) NOT NULL DEFAULT now(),
        granted_by text NOT NULL,
        PRIMARY KEY (mailbox_id, user_id, "right")
      )`);
    await queryRunner.query(`CREATE INDEX mailbox_grant_user ON mail.mailbox_grant (user_id, mailbox_id)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE mail.mailbox_grant');
    await queryRunner.query('DROP TABLE mail.mailbox_member');
  }
}

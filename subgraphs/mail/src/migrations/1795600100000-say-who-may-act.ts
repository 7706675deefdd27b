import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whose own a mailbox is: those it was created with, and whom these let in. All who use one now are. Changes of who uses
 * it stand in its history beside those of rights, with when its users were written to.
 */
export class SayWhoMayAct1795600100000 implements MigrationInterface {
  name = 'SayWhoMayAct1795600100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE mail.mailbox_member ADD is_own boolean NOT NULL DEFAULT true');
    await queryRunner.query(`
      ALTER TABLE mail.right_change ADD told_at timestamptz(3),
        DROP CONSTRAINT right_change_kind_check,
        ADD CONSTRAINT right_change_kind_check
          CHECK (kind IN ('GRANTED', 'WITHDRAWN', 'USER_ADDED', 'USER_REMOVED'))`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DELETE FROM mail.right_change WHERE kind IN ('USER_ADDED', 'USER_REMOVED')`);
    await queryRunner.query(`
      ALTER TABLE mail.right_change DROP COLUMN told_at, DROP CONSTRAINT right_change_kind_check,
        ADD CONSTRAINT right_change_kind_check CHECK (kind IN ('GRANTED', 'WITHDRAWN'))`);
    await queryRunner.query('ALTER TABLE mail.mailbox_member DROP COLUMN is_own');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The organization of the mailbox, so that whoever has left it finds the export no more. Exports that were started
 * before do not say it and are found by nobody; they would have been removed within days.
 */
export class SayWhoseExport1795600000000 implements MigrationInterface {
  name = 'SayWhoseExport1795600000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE logs.activity_export ADD organization_id text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE logs.activity_export DROP COLUMN organization_id');
  }
}

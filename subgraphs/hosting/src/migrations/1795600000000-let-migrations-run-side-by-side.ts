import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether another migration is in the way is asked under a lock, by the accounts that both change. */
export class LetMigrationsRunSideBySide1795600000000 implements MigrationInterface {
  name = 'LetMigrationsRunSideBySide1795600000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX hosting.username_migration_one_at_a_time');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE UNIQUE INDEX username_migration_one_at_a_time ON hosting.username_migration ((true))
      WHERE status IN ('APPLYING', 'ROLLING_BACK')`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In which way a log was read: until now only by page. */
export class AddSearchReading1795479400000 implements MigrationInterface {
  name = 'AddSearchReading1795479400000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE logs.search ADD reading text NOT NULL DEFAULT 'PAGE' CHECK (reading IN ('PAGE', 'SUMMARY'))`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE logs.search DROP reading');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many lines of a source told nothing, and how many since one told something (docs/adr/0012). */
export class CountIgnoredLines1795630000000 implements MigrationInterface {
  name = 'CountIgnoredLines1795630000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE logs.ingest_source
        ADD ignored bigint NOT NULL DEFAULT 0, ADD silent_lines bigint NOT NULL DEFAULT 0`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE logs.ingest_source DROP COLUMN ignored, DROP COLUMN silent_lines');
  }
}

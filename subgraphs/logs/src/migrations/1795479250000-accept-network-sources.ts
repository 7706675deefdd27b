import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lines also come over the network (docs/adr/0012): their sources have a name but no place in a file, and what
 * came in one body over HTTP is remembered, so that it can be sent again.
 */
export class AcceptNetworkSources1795479250000 implements MigrationInterface {
  name = 'AcceptNetworkSources1795479250000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE logs.ingest_source
        ALTER file_id DROP NOT NULL, ALTER head_digest DROP NOT NULL, ALTER byte_offset DROP NOT NULL,
        ALTER modified_at DROP NOT NULL, ALTER time_zone DROP NOT NULL,
        ADD CONSTRAINT ingest_source_place_check CHECK (
          num_nulls(file_id, head_digest, byte_offset, modified_at, time_zone) IN (0, 5))`);
    await queryRunner.query(
      'ALTER TABLE logs.ingest_dead_letter ALTER file_id DROP NOT NULL, ALTER byte_offset DROP NOT NULL',
    );
    await queryRunner.query(`
      CREATE TABLE logs.ingest_body (
        sender text NOT NULL,
        digest bytea NOT NULL,
        stored_at timestamptz NOT NULL,
        PRIMARY KEY (sender, digest)
      )`);
    await queryRunner.query('CREATE INDEX ingest_body_age ON logs.ingest_body (sender, stored_at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE logs.ingest_body');
    await queryRunner.query('DELETE FROM logs.ingest_source WHERE file_id IS NULL');
    await queryRunner.query(
      'ALTER TABLE logs.ingest_dead_letter ALTER file_id SET NOT NULL, ALTER byte_offset SET NOT NULL',
    );
    await queryRunner.query(`
      ALTER TABLE logs.ingest_source
        DROP CONSTRAINT ingest_source_place_check,
        ALTER file_id SET NOT NULL, ALTER head_digest SET NOT NULL, ALTER byte_offset SET NOT NULL,
        ALTER modified_at SET NOT NULL, ALTER time_zone SET NOT NULL`);
  }
}

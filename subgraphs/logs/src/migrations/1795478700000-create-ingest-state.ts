import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far each log has been read, and what the lines read so far mean for those to come (docs/adr/0008). */
export class CreateIngestState1795478700000 implements MigrationInterface {
  name = 'CreateIngestState1795478700000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE logs.ingest_source (
        path text PRIMARY KEY,
        file_id text NOT NULL,
        head_digest text NOT NULL,
        byte_offset bigint NOT NULL CHECK (byte_offset >= 0),
        modified_at timestamptz NOT NULL,
        time_zone text NOT NULL,
        lines bigint NOT NULL,
        unparsable bigint NOT NULL,
        read_at timestamptz NOT NULL
      )`);
    // The digest stands in for the key, which may be longer than an index takes.
    await queryRunner.query(`
      CREATE TABLE logs.ingest_open_state (
        kind text NOT NULL CHECK (kind IN ('entries', 'sessions', 'repeats', 'filings')),
        key_digest text NOT NULL,
        key text NOT NULL,
        value json NOT NULL,
        PRIMARY KEY (kind, key_digest)
      )`);
    await queryRunner.query(`
      CREATE TABLE logs.ingest_dead_letter (
        id bigint GENERATED ALWAYS AS IDENTITY,
        path text NOT NULL REFERENCES logs.ingest_source ON DELETE CASCADE,
        file_id text NOT NULL,
        byte_offset bigint NOT NULL,
        byte_length bigint NOT NULL,
        text text,
        PRIMARY KEY (path, id)
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE logs.ingest_dead_letter, logs.ingest_open_state, logs.ingest_source');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which addresses somebody follows at this moment, so that the ingest tells of their events and of no others. Not
 * logged: what it holds is worth nothing after a crash, which ends all streams.
 */
export class CreateLiveWatch1795479200000 implements MigrationInterface {
  name = 'CreateLiveWatch1795479200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE UNLOGGED TABLE logs.live_watch (
        domain text COLLATE "C" NOT NULL,
        local_part text COLLATE "C" NOT NULL,
        stream_id text NOT NULL,
        channel text NOT NULL,
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (domain, local_part, stream_id)
      )`);
    await queryRunner.query('CREATE INDEX live_watch_stream ON logs.live_watch (stream_id)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE logs.live_watch');
  }
}

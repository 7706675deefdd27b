import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who read whose log. Rows are added and read, never changed. Users and keys live in another service. */
export class CreateSearch1795478500000 implements MigrationInterface {
  name = 'CreateSearch1795478500000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE logs.search (
        id text PRIMARY KEY,
        mailbox_id text NOT NULL,
        searched_at timestamptz(3) NOT NULL DEFAULT now(),
        principal_kind text NOT NULL CHECK (principal_kind IN ('PERSON', 'API_KEY')),
        principal_id text NOT NULL,
        direction text CHECK (direction IN ('SENT', 'RECEIVED')),
        from_time timestamptz(3),
        to_time timestamptz(3),
        statuses text[],
        correspondent text,
        request_id text NOT NULL,
        row_count integer NOT NULL CHECK (row_count >= 0)
      )`);
    await queryRunner.query(`
      CREATE INDEX search_mailbox_time ON logs.search (mailbox_id, searched_at DESC, id DESC)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE logs.search');
  }
}

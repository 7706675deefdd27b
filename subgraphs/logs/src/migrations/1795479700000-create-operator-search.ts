import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the operator has looked up in the logs of addresses, or of whole domains (`local_part` is null then). Rows are
 * added and read, never changed.
 */
export class CreateOperatorSearch1795479700000 implements MigrationInterface {
  name = 'CreateOperatorSearch1795479700000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE logs.operator_search (
        id text PRIMARY KEY,
        domain text COLLATE "C" NOT NULL,
        local_part text COLLATE "C",
        searched_at timestamptz(3) NOT NULL DEFAULT now(),
        principal_kind text NOT NULL CHECK (principal_kind IN ('PERSON', 'API_KEY')),
        principal_id text NOT NULL,
        request_id text NOT NULL,
        direction text,
        from_time timestamptz(3),
        to_time timestamptz(3),
        statuses text[],
        correspondent text,
        row_count integer NOT NULL CHECK (row_count >= 0)
      )`);
    await queryRunner.query(`
      CREATE INDEX operator_search_domain ON logs.operator_search (domain, searched_at DESC, id DESC)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE logs.operator_search');
  }
}

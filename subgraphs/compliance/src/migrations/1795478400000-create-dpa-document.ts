import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateDpaDocument1795478400000 implements MigrationInterface {
  name = 'CreateDpaDocument1795478400000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE compliance.dpa_document (
        id text PRIMARY KEY,
        organization_id text NOT NULL,
        -- 16 digits of Crockford's base 32 carry 80 bits, too many to guess a document of somebody else's.
        serial text NOT NULL UNIQUE CHECK (serial ~ '^DPA(-[0-9A-HJKMNP-TV-Z]{4}){4}$'),
        language text NOT NULL CHECK (language IN ('EN', 'FR', 'DE', 'IT')),
        template_version text NOT NULL CHECK (template_version <> ''),
        status text NOT NULL CHECK (status IN ('ISSUED', 'SUPERSEDED', 'REVOKED')),
        sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        -- Cursors carry milliseconds.
        issued_at timestamptz(3) NOT NULL,
        issued_by text NOT NULL
      )`);
    await queryRunner.query(`
      CREATE INDEX dpa_document_of_organization ON compliance.dpa_document (organization_id, issued_at, id)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE compliance.dpa_document');
  }
}

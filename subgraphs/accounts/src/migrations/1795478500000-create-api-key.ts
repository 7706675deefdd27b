import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateApiKey1795478500000 implements MigrationInterface {
  name = 'CreateApiKey1795478500000';

  async up(queryRunner: QueryRunner): Promise<void> {
    // created_by has no foreign key: it is a user or another API key.
    await queryRunner.query(`
      CREATE TABLE accounts.api_key (
        id text PRIMARY KEY CHECK (id ~ '^[0-9A-Za-z]{16}$'),
        organization_id text NOT NULL REFERENCES accounts.organization,
        name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
        secret_hash bytea NOT NULL CHECK (octet_length(secret_hash) = 32),
        hint text NOT NULL,
        scopes text[] NOT NULL CHECK (cardinality(scopes) > 0),
        created_by text NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        expires_at timestamptz,
        revoked_at timestamptz,
        last_used_at timestamptz
      )`);
    await queryRunner.query(`
      CREATE INDEX api_key_organization ON accounts.api_key (organization_id, created_at DESC, id DESC)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE accounts.api_key');
  }
}

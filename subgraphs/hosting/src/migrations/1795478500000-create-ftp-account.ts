import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The organization stands on the account too, or its list could not be read in order from an index; the
 * foreign key over both columns keeps it that of the site.
 */
export class CreateFtpAccount1795478500000 implements MigrationInterface {
  name = 'CreateFtpAccount1795478500000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE hosting.ftp_account (
        id text PRIMARY KEY,
        organization_id text NOT NULL,
        legacy_site_id text NOT NULL,
        prefix text NOT NULL CHECK (prefix IN ('', 'persoch_')),
        local_part text NOT NULL CHECK (local_part ~ '^[A-Za-z0-9][A-Za-z0-9._-]*$'),
        username text NOT NULL GENERATED ALWAYS AS (prefix || local_part) STORED
          CHECK (char_length(username) <= 32),
        -- Absolute within the site, and normalised: no empty, "." or ".." segment.
        home_directory text NOT NULL CHECK (
          home_directory ~ '^(/|(/[^/]+)+)$' AND home_directory || '/' !~ '/\\.\\.?/'),
        is_read_only boolean NOT NULL,
        is_enabled boolean NOT NULL,
        -- Up to the largest integer that JSON carries unharmed (RFC 8259, section 6).
        quota_bytes bigint NOT NULL CHECK (quota_bytes BETWEEN 1 AND 9007199254740991),
        created_at timestamptz NOT NULL,
        FOREIGN KEY (legacy_site_id, organization_id) REFERENCES hosting.legacy_site (id, organization_id)
      )`);
    await queryRunner.query(`
      CREATE UNIQUE INDEX ftp_account_username ON hosting.ftp_account (lower(username))`);
    await queryRunner.query(`
      CREATE INDEX ftp_account_of_organization ON hosting.ftp_account (organization_id, local_part, id)`);
    await queryRunner.query(`
      CREATE INDEX ftp_account_of_site ON hosting.ftp_account (legacy_site_id, local_part, id)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE hosting.ftp_account');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateLegacySite1795478400000 implements MigrationInterface {
  name = 'CreateLegacySite1795478400000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE hosting.legacy_site (
        id text PRIMARY KEY,
        organization_id text NOT NULL,
        platform text NOT NULL CHECK (platform IN ('PERSO_CH', 'USERS_CH', 'GENEVA_LINK_CH')),
        host_name text NOT NULL UNIQUE CHECK (host_name = lower(host_name)),
        created_at timestamptz NOT NULL,
        CONSTRAINT legacy_site_host_name_on_platform CHECK (host_name LIKE '%.' || CASE platform
          WHEN 'PERSO_CH' THEN 'perso.ch'
          WHEN 'USERS_CH' THEN 'users.ch'
          WHEN 'GENEVA_LINK_CH' THEN 'geneva-link.ch' END),
        -- For the foreign key of ftp_account.
        UNIQUE (id, organization_id)
      )`);
    await queryRunner.query(`
      CREATE INDEX legacy_site_of_organization ON hosting.legacy_site (organization_id, host_name)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE hosting.legacy_site');
  }
}

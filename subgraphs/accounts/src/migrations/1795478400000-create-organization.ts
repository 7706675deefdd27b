import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOrganization1795478400000 implements MigrationInterface {
  name = 'CreateOrganization1795478400000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE accounts.organization (
        id text PRIMARY KEY,
        name text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await queryRunner.query(`
      CREATE TABLE accounts.user_account (
        id text PRIMARY KEY,
        name text NOT NULL,
        email text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    // OpenID Connect Core, 2: only issuer and subject together name somebody for good.
    await queryRunner.query(`
      CREATE TABLE accounts.user_identity (
        issuer text NOT NULL,
        subject text NOT NULL,
        user_id text NOT NULL REFERENCES accounts.user_account,
        PRIMARY KEY (issuer, subject)
      )`);
    await queryRunner.query(`
      CREATE TABLE accounts.membership (
        organization_id text NOT NULL REFERENCES accounts.organization,
        user_id text NOT NULL REFERENCES accounts.user_account,
        role text NOT NULL CHECK (role IN ('LEGAL_RESPONSIBLE', 'ADMINISTRATOR', 'COLLABORATOR')),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (user_id, organization_id)
      )`);
    await queryRunner.query(`
      CREATE INDEX membership_organization ON accounts.membership (organization_id, created_at, user_id)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE accounts.membership');
    await queryRunner.query('DROP TABLE accounts.user_identity');
    await queryRunner.query('DROP TABLE accounts.user_account');
    await queryRunner.query('DROP TABLE accounts.organization');
  }
}

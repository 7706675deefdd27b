import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the FTP server needs for a login, and what its owner is told by. Files belong to the site's uid and gid, so
 * that all accounts of a site share them, and neither a change of username nor one of password touches any file.
 */
export class AddFtpAccountLogin1795575000000 implements MigrationInterface {
  name = 'AddFtpAccountLogin1795575000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    // Above what Debian gives to people and systemd to services of a moment (Debian Policy, 9.2.2).
    await queryRunner.query('CREATE SEQUENCE hosting.legacy_site_uid AS integer START 100000');
    await queryRunner.query(`
      ALTER TABLE hosting.legacy_site
        ADD uid integer NOT NULL DEFAULT nextval('hosting.legacy_site_uid') UNIQUE CHECK (uid >= 1000),
        -- Null: the group has the uid's number.
        ADD gid integer CHECK (gid >= 1000)`);
    await queryRunner.query(`
      ALTER TABLE hosting.ftp_account
        -- What crypt(3) of Debian verifies, and so ProFTPD: SHA-512, bcrypt, yescrypt. None: nobody signs in. Without
        -- counts of repetitions, as it is checked at each update of a row: those took 27 microseconds, this takes one.
        ADD password_hash text CHECK (length(password_hash) < 256 AND password_hash ~
          '^\\$(6|2[aby]|y)\\$[./A-Za-z0-9=]+(\\$[./A-Za-z0-9=]+)+$'),
        ADD password_changed_at timestamptz(3),
        ADD expires_at timestamptz(3),
        -- Empty: from everywhere.
        ADD allowed_networks cidr[] NOT NULL DEFAULT '{}' CHECK (cardinality(allowed_networks) <= 50),
        ADD owner_email text CHECK (length(owner_email) BETWEEN 3 AND 254),
        ADD owner_language text CHECK (owner_language IN ('en', 'fr', 'de', 'it')),
        ADD last_login_at timestamptz(3)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE hosting.ftp_account DROP password_hash, DROP password_changed_at, DROP expires_at,
        DROP allowed_networks, DROP owner_email, DROP owner_language, DROP last_login_at`);
    await queryRunner.query('ALTER TABLE hosting.legacy_site DROP uid, DROP gid');
    await queryRunner.query('DROP SEQUENCE hosting.legacy_site_uid');
  }
}

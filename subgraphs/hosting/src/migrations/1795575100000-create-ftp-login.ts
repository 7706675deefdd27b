import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the FTP server may see and say: a view of the accounts that can sign in now, and two functions. Its own role
 * (deploy/proftpd/role.sql) gets nothing else of the schema; the functions run as their owner, and touch one column
 * of one account each.
 */
export class CreateFtpLogin1795575100000 implements MigrationInterface {
  name = 'CreateFtpLogin1795575100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE hosting.ftp_account ADD used_bytes bigint NOT NULL DEFAULT 0
        CHECK (used_bytes BETWEEN 0 AND 9007199254740991)`);
    await queryRunner.query(`
      CREATE VIEW hosting.ftp_login WITH (security_barrier) AS
      -- The server looks a login up in lower case, by the unique index, and compares it as it was typed.
      SELECT account.username, lower(account.username) AS lower_username, account.password_hash,
        site.uid, coalesce(site.gid, site.uid) AS gid,
        -- Below the folder of all sites, which only the FTP server knows.
        '/' || site.host_name || rtrim(account.home_directory, '/') AS directory,
        account.allowed_networks, account.is_read_only, account.quota_bytes, account.used_bytes
      FROM hosting.ftp_account AS account JOIN hosting.legacy_site AS site ON site.id = account.legacy_site_id
      WHERE account.is_enabled AND account.password_hash IS NOT NULL
        AND (account.expires_at IS NULL OR account.expires_at > statement_timestamp())`);
    await queryRunner.query(`
      CREATE FUNCTION hosting.record_ftp_login(login text) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        UPDATE hosting.ftp_account SET last_login_at = statement_timestamp()
        WHERE lower(username) = lower(login) AND username = login
      $$`);
    // The server counts in floating-point numbers, and below nothing where files were stored by other means.
    await queryRunner.query(`
      CREATE FUNCTION hosting.add_ftp_usage(login text, bytes double precision) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        UPDATE hosting.ftp_account SET used_bytes = least(greatest(used_bytes + bytes, 0), 9007199254740991)
        WHERE lower(username) = lower(login) AND username = login
      $$`);
    await queryRunner.query(`
      REVOKE ALL ON FUNCTION hosting.record_ftp_login, hosting.add_ftp_usage FROM PUBLIC`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION hosting.record_ftp_login, hosting.add_ftp_usage');
    await queryRunner.query('DROP VIEW hosting.ftp_login');
    await queryRunner.query('ALTER TABLE hosting.ftp_account DROP used_bytes');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The account's settings that the FTP server sees, whichever name somebody signs in with. */
const LOGIN_COLUMNS = `account.password_hash, site.uid, coalesce(site.gid, site.uid) AS gid,
  '/' || site.host_name || rtrim(account.home_directory, '/') AS directory,
  account.allowed_networks, account.is_read_only, account.quota_bytes, account.used_bytes`;
const MAY_SIGN_IN = `account.is_enabled AND account.password_hash IS NOT NULL
  AND (account.expires_at IS NULL OR account.expires_at > statement_timestamp())`;

/**
 * Former usernames sign in while a migration says so; who used or tried one is counted, and how far the owners have
 * been written to is kept.
 */
export class AcceptFormerUsernames1795576100000 implements MigrationInterface {
  name = 'AcceptFormerUsernames1795576100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE hosting.former_username_use (
        migration_id text NOT NULL REFERENCES hosting.username_migration,
        account_id text NOT NULL,
        accepted_count integer NOT NULL DEFAULT 0,
        refused_count integer NOT NULL DEFAULT 0,
        last_at timestamptz(3) NOT NULL,
        reminded_at timestamptz(3),
        reminder_count integer NOT NULL DEFAULT 0,
        PRIMARY KEY (migration_id, account_id)
      )`);
    await queryRunner.query(`
      CREATE INDEX former_username_use_account ON hosting.former_username_use (account_id)`);
    await queryRunner.query(`
      ALTER TABLE hosting.username_migration
        ADD told_change_through text NOT NULL DEFAULT '',
        ADD told_return_through text NOT NULL DEFAULT '',
        ADD told_count integer NOT NULL DEFAULT 0`);
    await queryRunner.query(`
      CREATE OR REPLACE VIEW hosting.ftp_login WITH (security_barrier) AS
      SELECT account.username, lower(account.username) AS lower_username, ${LOGIN_COLUMNS}
      FROM hosting.ftp_account AS account JOIN hosting.legacy_site AS site ON site.id = account.legacy_site_id
      WHERE ${MAY_SIGN_IN}
      UNION ALL
      SELECT former.username, former.lower_username, ${LOGIN_COLUMNS}
      FROM hosting.former_ftp_username AS former
        JOIN hosting.ftp_account AS account ON account.id = former.account_id
        JOIN hosting.legacy_site AS site ON site.id = account.legacy_site_id
      WHERE ${MAY_SIGN_IN}`);
    await queryRunner.query(`
      CREATE FUNCTION hosting.account_of_ftp_login(typed text) RETURNS text
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        SELECT id FROM hosting.ftp_account WHERE lower(username) = lower(typed) AND username = typed
        UNION ALL
        SELECT account_id FROM hosting.former_ftp_username AS former
        WHERE former.lower_username = lower(typed) AND former.username = typed
        LIMIT 1
      $$`);
    // Whoever fails with a former username may be anybody: that is counted in one row for each account, and nowhere else.
    await queryRunner.query(`
      CREATE FUNCTION hosting.count_former_username(login text, is_accepted boolean) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        INSERT INTO hosting.former_username_use AS known
          (migration_id, account_id, accepted_count, refused_count, last_at)
        SELECT change.migration_id, change.account_id, is_accepted::integer, (NOT is_accepted)::integer,
          statement_timestamp()
        FROM hosting.username_change_in_force AS change
          JOIN hosting.ftp_account AS account ON account.id = change.account_id
            AND account.username = 'persoch_' || change.new_local_part
        WHERE lower(change.former_username) = lower(login) AND change.former_username = login
          -- Another account may have that name when the change is final.
          AND NOT EXISTS (SELECT FROM hosting.ftp_account AS holder
            WHERE lower(holder.username) = lower(login) AND holder.username = login)
        ON CONFLICT (migration_id, account_id) DO UPDATE SET
          accepted_count = least(known.accepted_count::bigint + excluded.accepted_count, 2147483647),
          refused_count = least(known.refused_count::bigint + excluded.refused_count, 2147483647),
          last_at = excluded.last_at
      $$`);
    await queryRunner.query(`
      CREATE OR REPLACE FUNCTION hosting.record_ftp_login(login text) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        UPDATE hosting.ftp_account SET last_login_at = statement_timestamp()
        WHERE id = hosting.account_of_ftp_login(login);
        SELECT hosting.count_former_username(login, true)
      $$`);
    await queryRunner.query(`
      CREATE FUNCTION hosting.record_ftp_refusal(login text) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        SELECT hosting.count_former_username(login, false)
      $$`);
    await queryRunner.query(`
      CREATE OR REPLACE FUNCTION hosting.add_ftp_usage(login text, bytes double precision) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        UPDATE hosting.ftp_account SET used_bytes = least(greatest(used_bytes + bytes, 0), 9007199254740991)
        WHERE id = hosting.account_of_ftp_login(login)
      $$`);
    await queryRunner.query(`
      REVOKE ALL ON FUNCTION hosting.account_of_ftp_login, hosting.count_former_username,
        hosting.record_ftp_refusal FROM PUBLIC`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE OR REPLACE VIEW hosting.ftp_login WITH (security_barrier) AS
      SELECT account.username, lower(account.username) AS lower_username, ${LOGIN_COLUMNS}
      FROM hosting.ftp_account AS account JOIN hosting.legacy_site AS site ON site.id = account.legacy_site_id
      WHERE ${MAY_SIGN_IN}`);
    await queryRunner.query(`
      CREATE OR REPLACE FUNCTION hosting.record_ftp_login(login text) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        UPDATE hosting.ftp_account SET last_login_at = statement_timestamp()
        WHERE lower(username) = lower(login) AND username = login
      $$`);
    await queryRunner.query(`
      CREATE OR REPLACE FUNCTION hosting.add_ftp_usage(login text, bytes double precision) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        UPDATE hosting.ftp_account SET used_bytes = least(greatest(used_bytes + bytes, 0), 9007199254740991)
        WHERE lower(username) = lower(login) AND username = login
      $$`);
    await queryRunner.query(
      `DROP FUNCTION hosting.record_ftp_refusal, hosting.count_former_username, hosting.account_of_ftp_login`,
    );
    await queryRunner.query('DROP TABLE hosting.former_username_use');
    await queryRunner.query(`
      ALTER TABLE hosting.username_migration
        DROP told_change_through, DROP told_return_through, DROP told_count`);
  }
}

import type { DataSource } from 'typeorm';
import { DEMO_ACCOUNTS, DEMO_SITES } from './records';

/** Adds the records of the demonstration that are not there yet, all of them or none. */
export async function loadDemonstration(database: DataSource): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.query(
      `INSERT INTO hosting.legacy_site (id, organization_id, platform, host_name, created_at)
       SELECT * FROM json_to_recordset($1) AS site (
         id text, organization_id text, platform text, host_name text, created_at timestamptz)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(DEMO_SITES)],
    );
    await transaction.query(
      `INSERT INTO hosting.ftp_account (id, organization_id, legacy_site_id, prefix, local_part,
         home_directory, is_read_only, is_enabled, quota_bytes, created_at, owner_email, owner_language)
       SELECT * FROM json_to_recordset($1) AS account (
         id text, organization_id text, legacy_site_id text, prefix text, local_part text,
         home_directory text, is_read_only boolean, is_enabled boolean, quota_bytes bigint,
         created_at timestamptz, owner_email text, owner_language text)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(DEMO_ACCOUNTS)],
    );
  });
}

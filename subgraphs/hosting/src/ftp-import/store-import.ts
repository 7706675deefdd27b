import type { EntityManager } from 'typeorm';

/**
 * The sites that are not there yet. Those without a uid get the next that nobody has, be it one that a file gave to
 * another site. The sequence is read and not used up: what is rolled back, as a dry run is, cannot give back.
 */
const CREATE_SITES = `
  CREATE TEMPORARY TABLE ftp_import_site ON COMMIT DROP AS
  WITH site AS (
    SELECT *, CASE WHEN uid IS NULL THEN row_number() OVER (PARTITION BY uid IS NULL ORDER BY line) END AS place
    FROM (SELECT DISTINCT ON (host_name) * FROM ftp_import ORDER BY host_name, created_at, line) AS first
    WHERE NOT EXISTS (SELECT FROM hosting.legacy_site AS known WHERE known.host_name = first.host_name)
  ),
  next AS (SELECT last_value + is_called::integer AS uid FROM hosting.legacy_site_uid),
  taken AS MATERIALIZED (
    SELECT uid FROM hosting.legacy_site WHERE uid >= (SELECT uid FROM next)
    UNION SELECT uid FROM ftp_import WHERE uid >= (SELECT uid FROM next)
  ),
  free AS (
    SELECT candidate AS uid, row_number() OVER (ORDER BY candidate) AS place
    FROM next, generate_series(next.uid, next.uid + (SELECT count(place) FROM site) + (SELECT count(*) FROM taken)) AS candidate
    WHERE candidate NOT IN (SELECT uid FROM taken)
  )
  SELECT site_id, organization_id, platform, host_name, coalesce(site.uid, free.uid)::integer AS uid, gid, created_at,
    site.uid IS NULL AS is_new_uid
  FROM site LEFT JOIN free USING (place)`;

const STORE_SITES = `
  INSERT INTO hosting.legacy_site (id, organization_id, platform, host_name, uid, gid, created_at)
  SELECT site_id, organization_id, platform, host_name, uid, gid, coalesce(created_at, now()) FROM ftp_import_site
  RETURNING 1`;

const STORE_ACCOUNTS = `
  INSERT INTO hosting.ftp_account (id, organization_id, legacy_site_id, prefix, local_part, home_directory,
    is_read_only, is_enabled, quota_bytes, password_hash, expires_at, allowed_networks, owner_email,
    owner_language, created_at)
  SELECT row.id, row.organization_id, site.id, prefix, local_part, home_directory,
    is_read_only, is_enabled, quota_bytes, password_hash, expires_at, allowed_networks, owner_email,
    owner_language, coalesce(row.created_at, now())
  FROM ftp_import AS row JOIN hosting.legacy_site AS site USING (host_name)
  RETURNING 1`;

/** Stores what `ftp_import` has, of which no line is a fault. */
export async function storeImport(manager: EntityManager): Promise<{ sites: number; accounts: number }> {
  await manager.query(CREATE_SITES);
  return { sites: await count(manager, STORE_SITES), accounts: await count(manager, STORE_ACCOUNTS) };
}

/** Lets the sequence go on behind the uids that were given out; a sequence is not part of a transaction. */
export const advanceUids = (manager: EntityManager): Promise<unknown> =>
  manager.query(`
    SELECT setval('hosting.legacy_site_uid', greatest(given.last, (SELECT last_value FROM hosting.legacy_site_uid)))
    FROM (SELECT max(uid) AS last FROM ftp_import_site WHERE is_new_uid) AS given WHERE given.last IS NOT NULL`);

async function count(manager: EntityManager, insert: string): Promise<number> {
  const [{ stored } = { stored: 0 }] = await manager.query<{ stored: number }[]>(
    `WITH stored AS (${insert}) SELECT count(*)::integer AS stored FROM stored`,
  );
  return stored;
}

import type { Readable } from 'node:stream';
import { newId } from '@hostgraph/subgraph-kit';
import type { DataSource, EntityManager } from 'typeorm';
import { platformOf, splitUsername } from './import-columns';
import { type Fault, readImport, type ReadRow } from './read-import';

/** What is kept of a file's faults; they are counted all. */
export const MAX_FAULTS = 1000;
const BATCH = 2000;

export interface ImportSummary {
  readonly rows: number;
  readonly sites: number;
  readonly accounts: number;
  /** By line. Where there are any, nothing was stored. */
  readonly faults: readonly Fault[];
  readonly faultCount: number;
}

/**
 * Stores all accounts of a file, with the sites that are not there yet, or none of them. Rows go in batches into a
 * table that ends with the transaction, where they are compared with each other and with what is there: neither memory
 * nor the number of statements for each row grows with the file.
 *
 * @throws StartupError when the first line does not name the columns
 */
export async function importAccounts(
  database: DataSource,
  file: Readable,
  { dryRun = false } = {},
): Promise<ImportSummary> {
  const faults: Fault[] = [];
  let faultCount = 0;
  const report = (fault: Fault): void => {
    faultCount++;
    if (faults.length < MAX_FAULTS) faults.push(fault);
  };
  const runner = database.createQueryRunner();
  await runner.startTransaction();
  try {
    await runner.manager.query(CREATE_TABLE);
    const rows = await fill(runner.manager, readImport(file, report));
    await runner.manager.query('ANALYZE ftp_import');
    await reportConflicts(runner.manager, report);
    const stored = faultCount === 0 ? await store(runner.manager) : { sites: 0, accounts: 0 };
    if (faultCount === 0 && !dryRun) await runner.commitTransaction();
    else await runner.rollbackTransaction();
    return { rows, ...stored, faults: faults.toSorted((a, b) => a.line - b.line), faultCount };
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}

const CREATE_TABLE = `
  CREATE TEMPORARY TABLE ftp_import (
    line bigint, id text, site_id text, organization_id text, host_name text, platform text, prefix text,
    local_part text, login text, quota_bytes bigint, password_hash text, home_directory text, is_read_only boolean,
    is_enabled boolean, expires_at timestamptz, allowed_networks cidr[], owner_email text, owner_language text,
    uid integer, gid integer, created_at timestamptz
  ) ON COMMIT DROP`;

async function fill(manager: EntityManager, rows: AsyncIterable<ReadRow>): Promise<number> {
  let count = 0;
  let batch: object[] = [];
  const flush = async (): Promise<void> => {
    await manager.query(
      'INSERT INTO ftp_import SELECT * FROM json_populate_recordset(NULL::ftp_import, $1)',
      [JSON.stringify(batch)],
    );
    batch = [];
  };
  for await (const { line, row } of rows) {
    count++;
    batch.push({
      ...row,
      ...splitUsername(row.username),
      line,
      id: newId('ftp'),
      site_id: newId('lsi'),
      platform: platformOf(row.host_name),
      login: row.username.toLowerCase(),
      allowed_networks: `{${row.allowed_networks.join(',')}}`,
    });
    if (batch.length === BATCH) await flush();
  }
  await flush();
  return count;
}

/** Each finds the lines that cannot be stored together with others, or with what there is. */
const CONFLICTS: Readonly<Record<string, string>> = {
  'username is that of an account that there is': `
    SELECT line FROM ftp_import JOIN hosting.ftp_account AS account ON lower(account.username) = login`,
  'username was in a line before, perhaps in another case': `
    SELECT line FROM (SELECT line, row_number() OVER (PARTITION BY login ORDER BY line) FROM ftp_import) AS numbered
    WHERE row_number > 1`,
  'host_name is a site of another organization': `
    SELECT line FROM ftp_import AS row JOIN hosting.legacy_site AS site USING (host_name)
    WHERE site.organization_id <> row.organization_id`,
  'host_name has another organization_id, uid or gid in a line before': `
    SELECT line FROM (SELECT line, (organization_id, uid, gid) IS DISTINCT FROM first_value((organization_id, uid, gid))
      OVER (PARTITION BY host_name ORDER BY line) AS differs FROM ftp_import) AS compared
    WHERE differs`,
  'uid or gid is not that of the site': `
    SELECT line FROM ftp_import AS row JOIN hosting.legacy_site AS site USING (host_name)
    WHERE site.uid <> row.uid OR coalesce(site.gid, site.uid) <> row.gid`,
  'uid is that of another site': `
    SELECT line FROM ftp_import AS row
    WHERE EXISTS (SELECT FROM hosting.legacy_site AS site WHERE site.uid = row.uid AND site.host_name <> row.host_name)
      OR row.uid IN (SELECT uid FROM ftp_import GROUP BY uid HAVING count(DISTINCT host_name) > 1)`,
};

async function reportConflicts(manager: EntityManager, report: (fault: Fault) => void): Promise<void> {
  // Until the end nobody adds what was not there when it was compared; reading goes on.
  await manager.query('LOCK TABLE hosting.legacy_site, hosting.ftp_account IN SHARE ROW EXCLUSIVE MODE');
  for (const [message, select] of Object.entries(CONFLICTS)) {
    const lines: { line: string }[] = await manager.query(`${select} ORDER BY line`);
    for (const { line } of lines) report({ line: Number(line), message });
  }
}

async function store(manager: EntityManager): Promise<{ sites: number; accounts: number }> {
  const [{ sites, accounts } = { sites: 0, accounts: 0 }]: { sites: number; accounts: number }[] =
    await manager.query(`
      WITH site AS (
        INSERT INTO hosting.legacy_site (id, organization_id, platform, host_name, uid, gid, created_at)
        SELECT site_id, organization_id, platform, host_name,
          coalesce(uid, nextval('hosting.legacy_site_uid')), gid, coalesce(created_at, now())
        FROM (SELECT DISTINCT ON (host_name) * FROM ftp_import ORDER BY host_name, created_at, line) AS first
        WHERE NOT EXISTS (SELECT FROM hosting.legacy_site AS known WHERE known.host_name = first.host_name)
        RETURNING id, host_name
      ), account AS (
        INSERT INTO hosting.ftp_account (id, organization_id, legacy_site_id, prefix, local_part, home_directory,
          is_read_only, is_enabled, quota_bytes, password_hash, expires_at, allowed_networks, owner_email,
          owner_language, created_at)
        SELECT row.id, row.organization_id, coalesce(known.id, site.id), prefix, local_part, home_directory,
          is_read_only, is_enabled, quota_bytes, password_hash, expires_at, allowed_networks, owner_email,
          owner_language, coalesce(row.created_at, now())
        FROM ftp_import AS row
        LEFT JOIN hosting.legacy_site AS known USING (host_name)
        LEFT JOIN site USING (host_name)
        RETURNING 1
      )
      SELECT (SELECT count(*)::int FROM site) AS sites, (SELECT count(*)::int FROM account) AS accounts`);
  return { sites, accounts };
}

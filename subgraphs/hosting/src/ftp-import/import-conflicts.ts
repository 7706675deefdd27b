import type { EntityManager } from 'typeorm';
import type { Fault } from './read-import';

/** Each finds the lines that cannot be stored together with others, or with what there is. */
const CONFLICTS: Readonly<Record<string, string>> = {
  'username is that of an account that there is': `
    SELECT line FROM ftp_import JOIN hosting.ftp_account AS account ON lower(account.username) = login`,
  'username was in a line before, perhaps in another case': `
    SELECT line FROM (SELECT line, row_number() OVER (PARTITION BY login ORDER BY line) FROM ftp_import) AS numbered
    WHERE row_number > 1`,
  // As the trigger ftp_account_former_username has it.
  'username was that of an account that may still get it back: make its migration final first': `
    SELECT line FROM ftp_import AS row
    WHERE prefix = '' AND EXISTS (
      SELECT FROM hosting.username_change_in_force AS change
        JOIN hosting.ftp_account AS holder ON holder.id = change.account_id
      WHERE lower(change.former_username) = row.login AND change.status <> 'FINALISED')`,
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

/** @returns how many there are */
export async function reportConflicts(
  manager: EntityManager,
  report: (fault: Fault) => void,
): Promise<number> {
  let count = 0;
  for (const [message, select] of Object.entries(CONFLICTS)) {
    const lines: { line: string }[] = await manager.query(`${select} ORDER BY line`);
    for (const { line } of lines) report({ line: Number(line), message });
    count += lines.length;
  }
  return count;
}

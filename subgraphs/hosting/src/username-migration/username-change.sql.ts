/**
 * Changes the next usernames. An account that is not as it was planned, or whose new username somebody has got since,
 * is skipped and keeps what it has for good: also where the migration is rolled back in part and applied again. So a
 * change is in force where its account is not behind the position and it is not skipped, and `applied_count` is how
 * many are.
 */
export const APPLY_BATCH = `
  WITH batch AS MATERIALIZED (
    SELECT change.* FROM hosting.username_change AS change
    WHERE change.migration_id = $1 AND change.new_local_part IS NOT NULL AND NOT change.is_skipped
      AND change.account_id > $2
    ORDER BY change.account_id LIMIT $3
  ),
  renamed AS (
    UPDATE hosting.ftp_account AS account SET prefix = 'persoch_', local_part = batch.new_local_part
    FROM batch
    WHERE account.id = batch.account_id AND account.prefix = batch.former_prefix
      AND account.local_part = batch.former_local_part
      AND NOT EXISTS (SELECT FROM hosting.ftp_account AS other
        WHERE lower(other.username) = 'persoch_' || lower(batch.new_local_part) AND other.id <> account.id)
    RETURNING account.id
  ),
  skipped AS (
    UPDATE hosting.username_change AS change SET is_skipped = true
    WHERE change.migration_id = $1
      AND change.account_id IN (SELECT account_id FROM batch EXCEPT SELECT id FROM renamed)
    RETURNING 1
  ),
  counted AS (SELECT count(*) AS size, max(account_id) AS last FROM batch)
  UPDATE hosting.username_migration SET
    applied_through = coalesce(counted.last, applied_through),
    applied_count = applied_count + (SELECT count(*) FROM renamed),
    skipped_count = skipped_count + (SELECT count(*) FROM skipped),
    status = CASE WHEN counted.size < $3 THEN 'APPLIED' ELSE 'APPLYING' END
  FROM counted WHERE id = $1
  RETURNING status, applied_through, skipped_count`;

/**
 * Restores usernames, those that were changed last first. Accounts that have been deleted since count as well: their
 * changes are not in force any more either.
 */
export const ROLL_BACK_BATCH = `
  WITH batch AS MATERIALIZED (
    SELECT change.* FROM hosting.username_change AS change
    WHERE change.migration_id = $1 AND change.new_local_part IS NOT NULL AND NOT change.is_skipped
      AND change.account_id <= $2
    ORDER BY change.account_id DESC LIMIT $3
  ),
  position AS (
    SELECT count(*) AS size, coalesce((
      SELECT max(change.account_id) FROM hosting.username_change AS change
      WHERE change.migration_id = $1 AND change.account_id < (SELECT min(account_id) FROM batch)
    ), '') AS rest FROM batch
  ),
  restored AS (
    UPDATE hosting.ftp_account AS account SET prefix = batch.former_prefix, local_part = batch.former_local_part
    FROM batch
    WHERE account.id = batch.account_id AND account.username = 'persoch_' || batch.new_local_part
  )
  UPDATE hosting.username_migration SET
    applied_through = position.rest,
    applied_count = applied_count - position.size,
    status = CASE WHEN position.size < $3 THEN 'ROLLED_BACK' ELSE 'ROLLING_BACK' END
  FROM position WHERE id = $1
  RETURNING status, applied_through`;

/** When somebody who has been written to is not reminded again. */
const PAUSE = `interval '7 days'`;

const ACCEPTED_UNTIL = `CASE WHEN migration.accepts_former_usernames AND migration.status = 'APPLIED'
  THEN migration.grace_ends_at END`;

/**
 * The next owners to be told that a username has changed, and after a rollback, of those who were told, that it is as
 * before again.
 */
export const NEXT_TO_TELL = `
  SELECT change.account_id, account.owner_email AS email, account.owner_language AS language,
    CASE WHEN of.is_return THEN 'persoch_' || change.new_local_part ELSE change.former_username END AS former,
    account.username, ${ACCEPTED_UNTIL} AS accepted_until, of.is_return, 1 AS number
  FROM hosting.username_migration AS migration
    CROSS JOIN LATERAL (SELECT migration.status = 'ROLLED_BACK' AS is_return) AS of
    JOIN hosting.username_change AS change ON change.migration_id = migration.id
      AND change.new_local_part IS NOT NULL AND NOT change.is_skipped
      AND change.account_id > CASE WHEN of.is_return THEN migration.told_return_through
        ELSE migration.told_change_through END
      AND (NOT of.is_return OR change.account_id <= migration.told_change_through)
    JOIN hosting.ftp_account AS account ON account.id = change.account_id AND account.owner_email IS NOT NULL
      AND account.username = CASE WHEN of.is_return THEN change.former_username
        ELSE 'persoch_' || change.new_local_part END
  WHERE migration.id = $1 AND migration.status IN ('APPLIED', 'FINALISED', 'ROLLED_BACK')
  ORDER BY change.account_id LIMIT $2`;

export const NOTE_TOLD = `
  UPDATE hosting.username_migration SET
    told_change_through = CASE WHEN $2 THEN told_change_through ELSE greatest(told_change_through, $3) END,
    told_return_through = CASE WHEN $2 THEN greatest(told_return_through, $3) ELSE told_return_through END,
    told_count = told_count + $4
  WHERE id = $1`;

/** Those whose former usernames have been used since they were written to, most of all by their own programs. */
export const NEXT_REMINDERS = `
  SELECT change.account_id, account.owner_email AS email, account.owner_language AS language,
    change.former_username AS former, account.username, ${ACCEPTED_UNTIL} AS accepted_until, false AS is_return,
    used.reminder_count + 1 AS number
  FROM hosting.former_username_use AS used
    JOIN hosting.username_migration AS migration ON migration.id = used.migration_id
    JOIN hosting.username_change AS change ON change.migration_id = used.migration_id
      AND change.account_id = used.account_id
    JOIN hosting.ftp_account AS account ON account.id = used.account_id AND account.owner_email IS NOT NULL
      AND account.username = 'persoch_' || change.new_local_part
  WHERE used.migration_id = $1 AND migration.status IN ('APPLIED', 'FINALISED')
    AND migration.grace_ends_at > now()
    AND (used.reminded_at IS NULL OR used.last_at > used.reminded_at AND used.reminded_at < now() - ${PAUSE})
  ORDER BY used.account_id LIMIT $2`;

export const NOTE_REMINDED = `
  WITH reminded AS (
    UPDATE hosting.former_username_use SET reminded_at = now(), reminder_count = reminder_count + 1
    WHERE migration_id = $1 AND account_id = ANY ($2)
  )
  UPDATE hosting.username_migration SET told_count = told_count + $3 WHERE id = $1`;

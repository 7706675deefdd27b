const PREFIX = 'persoch_';
const LONGEST = 32;

/**
 * A username that nobody can have meant to choose: what fits of the former one, and 40 bits of the SHA-256 of the
 * account's id. It depends on the account alone, neither on others nor on the order in which they come.
 */
const SHORT = LONGEST - PREFIX.length - 11;
const SUBSTITUTE = `left(judged.local_part, ${SHORT}) || '-' || left(encode(sha256(convert_to(judged.id, 'UTF8')), 'hex'), 10)`;

/**
 * Plans the next accounts. Whoever has a username keeps it: an account is never given one that another has, with the
 * prefix or, as that one is to come, without it.
 */
export const PLAN_BATCH = `
  WITH migration AS MATERIALIZED (SELECT * FROM hosting.username_migration WHERE id = $1),
  -- Before the limit: platforms or accounts, whichever the migration has.
  account AS MATERIALIZED (
    SELECT item.id, item.prefix, item.local_part, item.username, site.platform
    FROM hosting.ftp_account AS item JOIN hosting.legacy_site AS site ON site.id = item.legacy_site_id
    WHERE item.id > (SELECT planned_through FROM migration) AND __SCOPE__
    ORDER BY item.id LIMIT $2
  ),
  judged AS MATERIALIZED (
    SELECT account.*,
      CASE
        WHEN account.username LIKE 'persoch\\_%' THEN 'ALREADY_PREFIXED'
        WHEN lower(account.username) LIKE 'persoch\\_%' THEN 'INVALID'
        WHEN length(account.local_part) > ${LONGEST - PREFIX.length} THEN 'TOO_LONG'
        WHEN holder.id IS NULL THEN 'RENAMED'
        WHEN holder.platform = account.platform THEN 'COLLISION_EXISTING'
        ELSE 'COLLISION_CROSS_PLATFORM'
      END AS outcome
    FROM account LEFT JOIN LATERAL (
      -- At most one has it. The limit keeps it a look into the index for each account, and no join with all of them.
      SELECT other.id, site.platform
      FROM hosting.ftp_account AS other JOIN hosting.legacy_site AS site ON site.id = other.legacy_site_id
      WHERE lower(other.username) = 'persoch_' || lower(account.local_part)
      LIMIT 1
    ) AS holder ON true
  ),
  resolved AS MATERIALIZED (
    SELECT judged.*,
      CASE judged.outcome
        WHEN 'ALREADY_PREFIXED' THEN NULL
        WHEN 'RENAMED' THEN judged.local_part
        WHEN 'INVALID' THEN substring(judged.username FROM '^.{8}([A-Za-z0-9][A-Za-z0-9._-]*)$')
        -- A subquery for itself, as few accounts need one.
        ELSE (
          SELECT name FROM (SELECT ${SUBSTITUTE} AS name) AS substitute
          WHERE NOT EXISTS (
            SELECT FROM hosting.ftp_account AS other
            WHERE lower(other.username) IN (lower(name), 'persoch_' || lower(name))
          )
        )
      END AS new_local_part
    FROM judged
  ),
  written AS (
    INSERT INTO hosting.username_change (migration_id, account_id, former_prefix, former_local_part, former_username,
      outcome, new_local_part)
    SELECT $1, id, prefix, local_part, username, outcome, new_local_part FROM resolved
  ),
  counted AS (
    SELECT count(*) AS accounts, max(id) AS last,
      count(*) FILTER (WHERE outcome = 'RENAMED') AS renamed,
      count(*) FILTER (WHERE outcome = 'ALREADY_PREFIXED') AS already_prefixed,
      count(*) FILTER (WHERE outcome = 'COLLISION_CROSS_PLATFORM') AS collision_cross_platform,
      count(*) FILTER (WHERE outcome = 'COLLISION_EXISTING') AS collision_existing,
      count(*) FILTER (WHERE outcome = 'TOO_LONG') AS too_long,
      count(*) FILTER (WHERE outcome = 'INVALID') AS invalid,
      -- No part can have a tab in it.
      string_agg(concat_ws(E'\\t', id, prefix, local_part, platform, outcome, new_local_part), E'\\n' ORDER BY id) AS text
    FROM resolved
  )
  UPDATE hosting.username_migration AS migration SET
    planned_through = coalesce(counted.last, planned_through),
    plan_digest = sha256(plan_digest || convert_to(coalesce(counted.text, ''), 'UTF8')),
    renamed_count = renamed_count + counted.renamed,
    already_prefixed_count = already_prefixed_count + counted.already_prefixed,
    collision_cross_platform_count = collision_cross_platform_count + counted.collision_cross_platform,
    collision_existing_count = collision_existing_count + counted.collision_existing,
    too_long_count = too_long_count + counted.too_long,
    invalid_count = invalid_count + counted.invalid,
    status = CASE WHEN counted.accounts < $2 THEN 'PLANNED' ELSE 'PLANNING' END
  FROM counted WHERE migration.id = $1 RETURNING migration.status`;

/** Substitutes that two accounts would share are given to neither. */
export const DROP_SHARED_SUBSTITUTES = `
  UPDATE hosting.username_change AS change SET new_local_part = NULL
  FROM (
    SELECT lower(new_local_part) AS name FROM hosting.username_change
    WHERE migration_id = $1 AND outcome IN ('COLLISION_CROSS_PLATFORM', 'COLLISION_EXISTING', 'TOO_LONG')
    GROUP BY 1 HAVING count(*) > 1
  ) AS shared
  WHERE change.migration_id = $1 AND lower(change.new_local_part) = shared.name`;

/** Which accounts a migration is about, as a condition over `item` and `site`; parameter 3 has them. */
export const IN_PLATFORMS = 'site.platform = ANY ($3)';
export const AMONG_ACCOUNTS = 'item.id = ANY ($3)';

/** Whether anything that the plan looked at is not as it was, of the changes that are not in force yet. */
export const PLAN_IS_OUTDATED = `
  SELECT
    EXISTS (
      SELECT FROM hosting.username_change AS change LEFT JOIN hosting.ftp_account AS account
        ON account.id = change.account_id AND account.prefix = change.former_prefix
          AND account.local_part = change.former_local_part
      WHERE change.migration_id = $1 AND account.id IS NULL AND change.account_id > $2 AND NOT change.is_skipped
    )
    OR EXISTS (
      SELECT FROM hosting.username_change AS change JOIN hosting.ftp_account AS account
        ON lower(account.username) = 'persoch_' || lower(change.new_local_part)
      WHERE change.migration_id = $1 AND change.account_id > $2 AND account.id <> change.account_id
        AND NOT change.is_skipped
    )
    OR (
      SELECT count(*) FROM hosting.ftp_account AS item JOIN hosting.legacy_site AS site
        ON site.id = item.legacy_site_id
      WHERE __SCOPE__
    ) <> (SELECT count(*) FROM hosting.username_change WHERE migration_id = $1)
    AS outdated`;

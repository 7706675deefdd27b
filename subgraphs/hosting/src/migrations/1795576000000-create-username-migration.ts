import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Changes of many usernames at once, and what each does to every account of it. A change is in force when its account
 * is not behind the position of its migration, so that a batch writes the accounts and one row beside them.
 */
export class CreateUsernameMigration1795576000000 implements MigrationInterface {
  name = 'CreateUsernameMigration1795576000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE hosting.username_migration (
        id text PRIMARY KEY,
        organization_id text NOT NULL,
        -- One of both: whole platforms, by the operator, or accounts of the organization.
        platforms text[],
        account_ids text[],
        status text NOT NULL DEFAULT 'PLANNING' CHECK (status IN ('PLANNING', 'PLANNED', 'APPLYING', 'APPLIED',
          'STOPPED', 'ROLLING_BACK', 'ROLLED_BACK', 'FINALISED', 'CANCELLED', 'FAILED')),
        started_by_kind text NOT NULL CHECK (started_by_kind IN ('PERSON', 'API_KEY')),
        started_by_id text NOT NULL,
        idempotency_key text NOT NULL,
        input_digest bytea NOT NULL CHECK (length(input_digest) = 32),
        -- Chained over the batches of the plan: SHA-256 of the one before and of what the batch read and decided.
        plan_digest bytea NOT NULL DEFAULT '' CHECK (length(plan_digest) IN (0, 32)),
        planned_through text NOT NULL DEFAULT '',
        applied_through text NOT NULL DEFAULT '',
        is_atomic boolean NOT NULL DEFAULT false,
        accepts_former_usernames boolean NOT NULL DEFAULT false,
        grace_ends_at timestamptz(3),
        renamed_count integer NOT NULL DEFAULT 0,
        already_prefixed_count integer NOT NULL DEFAULT 0,
        collision_cross_platform_count integer NOT NULL DEFAULT 0,
        collision_existing_count integer NOT NULL DEFAULT 0,
        too_long_count integer NOT NULL DEFAULT 0,
        invalid_count integer NOT NULL DEFAULT 0,
        applied_count integer NOT NULL DEFAULT 0,
        skipped_count integer NOT NULL DEFAULT 0,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        applied_at timestamptz(3),
        UNIQUE (started_by_kind, started_by_id, idempotency_key),
        CONSTRAINT username_migration_of_one_kind CHECK ((platforms IS NULL) <> (account_ids IS NULL))
      )`);
    await queryRunner.query(`
      CREATE UNIQUE INDEX username_migration_one_at_a_time ON hosting.username_migration ((true))
      WHERE status IN ('APPLYING', 'ROLLING_BACK')`);
    // No foreign key to the account: what was decided about one that is deleted now stays. None to the migration either,
    // which is locked whenever rows are written and never deleted: it would be asked once for each of a million.
    await queryRunner.query(`
      CREATE TABLE hosting.username_change (
        migration_id text NOT NULL,
        account_id text NOT NULL,
        former_prefix text NOT NULL,
        former_local_part text NOT NULL,
        former_username text NOT NULL,
        outcome text NOT NULL CHECK (outcome IN ('RENAMED', 'ALREADY_PREFIXED', 'COLLISION_CROSS_PLATFORM',
          'COLLISION_EXISTING', 'TOO_LONG', 'INVALID')),
        -- After the prefix; null where the username stays.
        new_local_part text,
        is_skipped boolean NOT NULL DEFAULT false,
        PRIMARY KEY (migration_id, account_id)
      )`);
    await queryRunner.query(`
      CREATE INDEX username_change_former ON hosting.username_change (lower(former_username))
      WHERE new_local_part IS NOT NULL`);
    await queryRunner.query(`
      CREATE INDEX username_change_account ON hosting.username_change (account_id)
      WHERE new_local_part IS NOT NULL`);
    await queryRunner.query(`
      CREATE VIEW hosting.username_change_in_force AS
      SELECT change.*, migration.status, migration.grace_ends_at, migration.accepts_former_usernames
      FROM hosting.username_change AS change
        JOIN hosting.username_migration AS migration ON migration.id = change.migration_id
      WHERE change.new_local_part IS NOT NULL AND NOT change.is_skipped
        AND change.account_id <= migration.applied_through`);
    await queryRunner.query(`
      CREATE VIEW hosting.former_ftp_username AS
      SELECT change.former_username AS username, lower(change.former_username) AS lower_username, change.account_id
      FROM hosting.username_change_in_force AS change
      WHERE change.accepts_former_usernames AND change.status <> 'FINALISED'
        AND (change.grace_ends_at IS NULL OR change.grace_ends_at > statement_timestamp())`);
    // While a former username can come back, or still signs in, it is nobody else's. After the statement: one that
    // waited for the unique index sees only then what it waited for.
    await queryRunner.query(`
      CREATE FUNCTION hosting.keep_former_usernames() RETURNS trigger
      LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF EXISTS (
          SELECT FROM hosting.username_change_in_force AS change
            JOIN hosting.ftp_account AS holder ON holder.id = change.account_id
          WHERE lower(change.former_username) = lower(NEW.username) AND change.new_local_part IS NOT NULL
            AND change.account_id <> NEW.id AND change.status <> 'FINALISED'
        ) THEN
          RAISE unique_violation USING MESSAGE = 'the username was another account''s',
            CONSTRAINT = 'ftp_account_former_username';
        END IF;
        RETURN NULL;
      END $$`);
    await queryRunner.query(`
      CREATE TRIGGER ftp_account_former_username AFTER INSERT OR UPDATE OF prefix, local_part ON hosting.ftp_account
      FOR EACH ROW WHEN (NEW.username NOT LIKE 'persoch\\_%') EXECUTE FUNCTION hosting.keep_former_usernames()`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TRIGGER ftp_account_former_username ON hosting.ftp_account');
    await queryRunner.query('DROP FUNCTION hosting.keep_former_usernames()');
    await queryRunner.query('DROP VIEW hosting.former_ftp_username, hosting.username_change_in_force');
    await queryRunner.query('DROP TABLE hosting.username_change, hosting.username_migration');
  }
}

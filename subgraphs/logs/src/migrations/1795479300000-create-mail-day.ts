import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What can be derived from the events and is too costly to derive while somebody waits (docs/adr/0019). A mailbox has
 * one row per day, however busy it is.
 *
 * `correspondents` is stored as it is, not compressed: it is searched more often than it is written, and PostgreSQL's
 * own compression is slower than reading twice the bytes.
 */
export class CreateMailDay1795479300000 implements MigrationInterface {
  name = 'CreateMailDay1795479300000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE logs.mail_day (
        domain text COLLATE "C" NOT NULL,
        local_part text COLLATE "C" NOT NULL,
        day date NOT NULL,
        kinds integer NOT NULL,
        slots smallint[] NOT NULL,
        counts integer[] NOT NULL,
        correspondents text STORAGE EXTERNAL COLLATE "C",
        CONSTRAINT mail_day_pkey PRIMARY KEY (domain, local_part, day)
      ) PARTITION BY RANGE (day)`);
    await queryRunner.query(`
      CREATE TABLE logs.dirty_hour (
        domain text COLLATE "C" NOT NULL,
        local_part text COLLATE "C" NOT NULL,
        hour timestamptz NOT NULL
      )`);
    await queryRunner.query(`
      CREATE INDEX dirty_hour_mailbox_hour ON logs.dirty_hour (domain, local_part, hour)`);
    await queryRunner.query(`
      CREATE TABLE logs.rollup (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        closing_to timestamptz NOT NULL,
        rolled_up_to timestamptz NOT NULL CHECK (rolled_up_to <= closing_to)
      )`);
    await queryRunner.query(`
      INSERT INTO logs.rollup (closing_to, rolled_up_to) VALUES ('-infinity', '-infinity')`);
    // Built apart and attached, as PARTITION OF would lock readers out (PostgreSQL documentation, 5.12.2.2).
    await queryRunner.query(`
      CREATE FUNCTION logs.make_mail_day_partition(day date) RETURNS void LANGUAGE plpgsql AS $$
      DECLARE
        monday date := date_trunc('week', day::timestamp);
        name text := to_char(monday, '"mail_day_week_"YYYYMMDD');
      BEGIN
        IF to_regclass('logs.' || name) IS NULL THEN
          EXECUTE format('CREATE TABLE logs.%I (LIKE logs.mail_day INCLUDING ALL)', name);
          EXECUTE format('ALTER TABLE logs.mail_day ATTACH PARTITION logs.%I FOR VALUES FROM (%L) TO (%L)',
            name, monday, monday + 7);
        END IF;
      END $$`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION logs.make_mail_day_partition');
    await queryRunner.query('DROP TABLE logs.rollup, logs.dirty_hour, logs.mail_day');
  }
}

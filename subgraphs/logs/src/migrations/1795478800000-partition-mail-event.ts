import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The events by day, so that what is too old goes with its partition (0.02 s where DELETE took 18 s for a day of
 * 333,000 rows, and left the space behind). The primary key is the pager of a mailbox's log and the guard against
 * doubles in one; the second index is the pager of a domain's. Both begin with the domain, which every query names:
 * so Citus can distribute the table by it. The second one is of an expression, `domain || ''`, so that only what is meant
 * for it can use it: where domains have one mailbox on the average, the planner takes it to be as good as the key for
 * one mailbox, and reads the whole of the one domain that has thousands. A further index costs a tenth to a half of the ingest rate, a trigram index
 * more. Names and addresses are compared as bytes, which is what equality needs and collations make slow.
 *
 * `make_partitions` builds each partition apart and attaches it, because PARTITION OF would lock readers out
 * (PostgreSQL documentation, 5.12.2.2). A day whose week has been merged has its partition already.
 */
export class PartitionMailEvent1795478800000 implements MigrationInterface {
  name = 'PartitionMailEvent1795478800000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE logs.storage (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        kept_days integer NOT NULL CHECK (kept_days BETWEEN 1 AND 36500)
      )`);
    await queryRunner.query('INSERT INTO logs.storage (kept_days) VALUES (365)');
    await queryRunner.query('ALTER TABLE logs.mail_event RENAME TO mail_event_unpartitioned');
    await queryRunner.query('ALTER INDEX logs.mail_event_pkey RENAME TO mail_event_unpartitioned_pkey');
    await queryRunner.query(`
      CREATE TABLE logs.mail_event (
        domain text COLLATE "C" NOT NULL,
        local_part text COLLATE "C" NOT NULL,
        occurred_at timestamptz(3) NOT NULL,
        id uuid NOT NULL,
        direction text NOT NULL,
        status text NOT NULL,
        updated_at timestamptz NOT NULL,
        correspondent text,
        envelope_sender text,
        recipient text NOT NULL,
        original_recipient text,
        message_id text,
        size_bytes integer,
        delay_seconds double precision,
        relay text,
        host text NOT NULL,
        queue_id text,
        enhanced_status_code text,
        reply text,
        authenticated_user text,
        client_address text,
        tls text,
        folder text,
        history jsonb NOT NULL,
        CONSTRAINT mail_event_pkey PRIMARY KEY (domain, local_part, occurred_at, id),
        CONSTRAINT mail_event_direction_check CHECK (direction IN ('SENT', 'RECEIVED')),
        CONSTRAINT mail_event_status_check CHECK (status IN
          ('DELIVERED', 'DEFERRED', 'BOUNCED', 'REJECTED', 'SPAM', 'GREYLISTED', 'FILTERED', 'EXPIRED')),
        CONSTRAINT mail_event_history_check CHECK (jsonb_typeof(history) = 'array')
      ) PARTITION BY RANGE (occurred_at)`);
    await queryRunner.query(`
      CREATE INDEX mail_event_domain_time ON logs.mail_event ((domain || ''), occurred_at, id)`);
    await queryRunner.query(`
      CREATE FUNCTION logs.make_partitions(days date[]) RETURNS void LANGUAGE plpgsql AS $$
      DECLARE
        day date;
        name text;
      BEGIN
        FOR day IN SELECT DISTINCT wanted FROM unnest(days) AS wanted ORDER BY wanted LOOP
          name := to_char(day, '"mail_event_"YYYYMMDD');
          CONTINUE WHEN to_regclass('logs.' || name) IS NOT NULL;
          PERFORM pg_advisory_xact_lock(hashtextextended('hostgraph:logs:partitions', 0));
          CONTINUE WHEN to_regclass('logs.' || name) IS NOT NULL
            OR to_regclass('logs.' || to_char(date_trunc('week', day), '"mail_event_week_"YYYYMMDD')) IS NOT NULL;
          EXECUTE format('CREATE TABLE logs.%I (LIKE logs.mail_event INCLUDING ALL)', name);
          EXECUTE format('ALTER TABLE logs.mail_event ATTACH PARTITION logs.%I FOR VALUES FROM (%L) TO (%L)',
            name, day::timestamp AT TIME ZONE 'UTC', (day + 1)::timestamp AT TIME ZONE 'UTC');
        END LOOP;
      END $$`);
    await queryRunner.query(`
      SELECT logs.make_partitions(array_agg((occurred_at AT TIME ZONE 'UTC')::date))
      FROM (SELECT DISTINCT date_trunc('day', occurred_at, 'UTC') AS occurred_at
            FROM logs.mail_event_unpartitioned) AS day`);
    // Former ids had 131 bits and cannot be told from the new ones' 128: a message that is in a queue at this moment
    // gets a second event when its queue goes on.
    await queryRunner.query(`
      INSERT INTO logs.mail_event
      SELECT CASE WHEN address LIKE '%@%' THEN regexp_replace(address, '^.*@', '') ELSE '' END,
        CASE WHEN address LIKE '%@%' THEN regexp_replace(address, '@[^@]*$', '') ELSE address END,
        occurred_at, md5(id)::uuid, direction, status, updated_at, correspondent, envelope_sender, recipient,
        original_recipient, message_id, size_bytes, delay_seconds, relay, host, queue_id, enhanced_status_code,
        reply, authenticated_user, client_address, tls, folder, history
      FROM logs.mail_event_unpartitioned`);
    await queryRunner.query('DROP TABLE logs.mail_event_unpartitioned');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION logs.make_partitions');
    await queryRunner.query('DROP TABLE logs.mail_event, logs.storage');
  }
}

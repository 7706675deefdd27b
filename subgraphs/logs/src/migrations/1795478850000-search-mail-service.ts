import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Searches of the log of a whole mail service, and of which addresses each of them told something: `search_address`
 * begins with the address, as it is asked by the users of a mailbox. It holds the span of the events' times and not the
 * events, so that whoever gets an address later is not told of what its former holder had in the log.
 */
export class SearchMailService1795478850000 implements MigrationInterface {
  name = 'SearchMailService1795478850000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE logs.search
        ALTER COLUMN mailbox_id DROP NOT NULL,
        ADD COLUMN mail_service_id text,
        ADD COLUMN addresses text[],
        ADD CONSTRAINT search_owner_check CHECK (num_nonnulls(mailbox_id, mail_service_id) = 1)`);
    await queryRunner.query(`
      CREATE INDEX search_mail_service_time ON logs.search (mail_service_id, searched_at DESC, id DESC)
      WHERE mail_service_id IS NOT NULL`);
    await queryRunner.query(`
      CREATE TABLE logs.search_address (
        domain text COLLATE "C" NOT NULL,
        local_part text COLLATE "C" NOT NULL,
        searched_at timestamptz(3) NOT NULL,
        search_id text NOT NULL REFERENCES logs.search ON DELETE CASCADE,
        is_named boolean NOT NULL,
        row_count integer NOT NULL CHECK (row_count >= 0),
        oldest_at timestamptz(3),
        newest_at timestamptz(3),
        PRIMARY KEY (domain, local_part, searched_at, search_id),
        CHECK (row_count = 0 AND num_nulls(oldest_at, newest_at) = 2
          OR row_count > 0 AND num_nulls(oldest_at, newest_at) = 0)
      )`);
    // For the cascade: whoever deletes old searches deletes many.
    await queryRunner.query('CREATE INDEX search_address_search ON logs.search_address (search_id)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE logs.search_address');
    await queryRunner.query('DELETE FROM logs.search WHERE mail_service_id IS NOT NULL');
    await queryRunner.query(`
      ALTER TABLE logs.search DROP COLUMN mail_service_id, DROP COLUMN addresses,
        ALTER COLUMN mailbox_id SET NOT NULL`);
  }
}

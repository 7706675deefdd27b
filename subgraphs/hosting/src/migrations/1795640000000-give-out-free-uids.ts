import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A site that is made without a uid gets one that no import has given to another. */
export class GiveOutFreeUids1795640000000 implements MigrationInterface {
  name = 'GiveOutFreeUids1795640000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION hosting.next_legacy_site_uid() RETURNS integer
      LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        candidate integer;
      BEGIN
        LOOP
          candidate := nextval('hosting.legacy_site_uid');
          EXIT WHEN NOT EXISTS (SELECT FROM hosting.legacy_site WHERE uid = candidate);
        END LOOP;
        RETURN candidate;
      END $$`);
    await queryRunner.query(
      'ALTER TABLE hosting.legacy_site ALTER uid SET DEFAULT hosting.next_legacy_site_uid()',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE hosting.legacy_site ALTER uid SET DEFAULT nextval('hosting.legacy_site_uid')`,
    );
    await queryRunner.query('DROP FUNCTION hosting.next_legacy_site_uid()');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `limit_rows` keeps short the lists that are answered whole: a statement that would leave a parent with more
 * rows than allowed fails. It locks the parents first, in one order, so that two transactions can neither
 * exceed the limit together nor wait for each other.
 */
export class CreateMailService1795478400000 implements MigrationInterface {
  name = 'CreateMailService1795478400000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE mail.mail_service (
        id text PRIMARY KEY,
        organization_id text NOT NULL,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        created_at timestamptz(3) NOT NULL DEFAULT now()
      )`);
    await queryRunner.query(`
      CREATE INDEX mail_service_organization ON mail.mail_service (organization_id, name, id)`);
    await queryRunner.query(String.raw`
      CREATE TABLE mail.mail_domain (
        name text PRIMARY KEY CONSTRAINT mail_domain_name_is_a_labels CHECK (
          length(name) <= 253
          AND name ~ '^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
        mail_service_id text NOT NULL REFERENCES mail.mail_service,
        UNIQUE (mail_service_id, name)
      )`);
    await queryRunner.query(`
      CREATE FUNCTION mail.limit_rows() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        parent_table CONSTANT text := TG_ARGV[0];
        parent_column CONSTANT text := TG_ARGV[1];
        most CONSTANT integer := TG_ARGV[2];
        is_exceeded boolean;
      BEGIN
        EXECUTE format(
          'SELECT FROM %I.%I WHERE id IN (SELECT %I FROM written) ORDER BY id FOR NO KEY UPDATE',
          TG_TABLE_SCHEMA, parent_table, parent_column);
        EXECUTE format(
          'SELECT EXISTS (SELECT FROM %1$I.%2$I WHERE %3$I IN (SELECT %3$I FROM written)
                          GROUP BY %3$I HAVING count(*) > %4$s)',
          TG_TABLE_SCHEMA, TG_TABLE_NAME, parent_column, most) INTO is_exceeded;
        IF is_exceeded THEN
          RAISE EXCEPTION 'a % has at most % rows of %', parent_table, most, TG_TABLE_NAME
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
        END IF;
        RETURN NULL;
      END $$`);
    await limitRows(queryRunner, 'mail_domain', 'mail_service', 100);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE mail.mail_domain');
    await queryRunner.query('DROP TABLE mail.mail_service');
    await queryRunner.query('DROP FUNCTION mail.limit_rows');
  }
}

/** PostgreSQL allows a transition table to triggers of a single event only, hence two of them. */
export async function limitRows(
  queryRunner: QueryRunner,
  table: string,
  parent: string,
  most: number,
): Promise<void> {
  for (const event of ['insert', 'update']) {
    await queryRunner.query(`
      CREATE TRIGGER ${table}_limit_on_${event} AFTER ${event} ON mail.${table}
      REFERENCING NEW TABLE AS written
      FOR EACH STATEMENT EXECUTE FUNCTION mail.limit_rows('${parent}', '${parent}_id', '${most}')`);
  }
}

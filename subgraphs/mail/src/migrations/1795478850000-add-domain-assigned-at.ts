import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Since when a mail service has had each of its domains. Of those that are there already it is not known; the service
 * has none for longer than it exists.
 *
 * The time comes from the database however a domain gets to its service: one that changed hands and kept it would hand
 * over the log of whoever had it before.
 */
export class AddDomainAssignedAt1795478850000 implements MigrationInterface {
  name = 'AddDomainAssignedAt1795478850000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE mail.mail_domain ADD COLUMN assigned_at timestamptz(3)');
    await queryRunner.query(`
      UPDATE mail.mail_domain SET assigned_at = service.created_at
      FROM mail.mail_service AS service WHERE service.id = mail_domain.mail_service_id`);
    await queryRunner.query(`
      ALTER TABLE mail.mail_domain ALTER COLUMN assigned_at SET DEFAULT now(), ALTER COLUMN assigned_at SET NOT NULL`);
    await queryRunner.query(`
      CREATE FUNCTION mail.assign_anew() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.assigned_at := now();
        RETURN NEW;
      END $$`);
    await queryRunner.query(`
      CREATE TRIGGER mail_domain_is_assigned_anew BEFORE UPDATE ON mail.mail_domain
      FOR EACH ROW WHEN (OLD.mail_service_id <> NEW.mail_service_id OR OLD.name <> NEW.name)
      EXECUTE FUNCTION mail.assign_anew()`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TRIGGER mail_domain_is_assigned_anew ON mail.mail_domain');
    await queryRunner.query('DROP FUNCTION mail.assign_anew');
    await queryRunner.query('ALTER TABLE mail.mail_domain DROP COLUMN assigned_at');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which plan a mail service has taken; one without a row has the free plan. Days and price are as they were
 * agreed: what is offered to others later changes nothing for it.
 */
export class CreateRetention1795478600000 implements MigrationInterface {
  name = 'CreateRetention1795478600000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE logs.retention (
        mail_service_id text PRIMARY KEY,
        plan text NOT NULL,
        horizon_days integer NOT NULL CHECK (horizon_days BETWEEN 1 AND 36500),
        monthly_price_centimes integer NOT NULL CHECK (monthly_price_centimes >= 0),
        since timestamptz(3) NOT NULL DEFAULT now()
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE logs.retention');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which account was created for which idempotency key. No foreign key: a key is used up by an account that is gone. */
export class CreateFtpAccountRequest1795575150000 implements MigrationInterface {
  name = 'CreateFtpAccountRequest1795575150000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE hosting.ftp_account_request (
        actor_kind text NOT NULL CHECK (actor_kind IN ('PERSON', 'API_KEY')),
        actor_id text NOT NULL,
        idempotency_key text NOT NULL,
        -- SHA-256 of what was asked for.
        input_digest bytea NOT NULL CHECK (length(input_digest) = 32),
        ftp_account_id text NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (actor_kind, actor_id, idempotency_key)
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE hosting.ftp_account_request');
  }
}

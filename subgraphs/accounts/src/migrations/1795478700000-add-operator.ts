import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Nobody is the operator until a command says so (operator/main.ts): no value in the API leads to this column. */
export class AddOperator1795478700000 implements MigrationInterface {
  name = 'AddOperator1795478700000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE accounts.organization ADD operator_since timestamptz');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE accounts.organization DROP operator_since');
  }
}

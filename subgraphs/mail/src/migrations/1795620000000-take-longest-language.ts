import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A tag of language, script and region has up to 12 characters: `gsw-Latn-756` (RFC 5646, 2.1). */
export class TakeLongestLanguage1795620000000 implements MigrationInterface {
  name = 'TakeLongestLanguage1795620000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(takeLanguageOf(12));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(takeLanguageOf(11));
  }
}

const takeLanguageOf = (longest: number): string => `
  ALTER TABLE mail.auto_reply_template_text
    DROP CONSTRAINT auto_reply_template_text_language_check,
    ADD CONSTRAINT auto_reply_template_text_language_check CHECK (length(language) <= ${longest})`;

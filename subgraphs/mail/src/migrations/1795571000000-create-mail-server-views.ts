import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the mail servers read, and all that they read: each view is one question of Dovecot’s or Postfix’s, and the roles
 * of deploy/dovecot/role.sql and deploy/postfix/role.sql get no more than these. Each question is by an address, and its
 * answer comes from an index.
 *
 * A deleted mailbox keeps its addresses until it is removed. They stand for themselves in `postfix_alias`, so that no
 * catch-all takes them over, and nowhere in `postfix_mailbox`, so that mail to them is refused.
 */
export class CreateMailServerViews1795571000000 implements MigrationInterface {
  name = 'CreateMailServerViews1795571000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [name, query] of Object.entries(VIEWS)) {
      await queryRunner.query(`CREATE VIEW mail.${name} WITH (security_barrier) AS ${query}`);
    }
    await queryRunner.query(`
      CREATE INDEX mail_domain_catch_all_pattern ON mail.mail_domain (('@' || name))
      WHERE catch_all_mailbox_id IS NOT NULL`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX mail.mail_domain_catch_all_pattern');
    await queryRunner.query(
      `DROP VIEW ${Object.keys(VIEWS)
        .map((name) => `mail.${name}`)
        .join(', ')}`,
    );
  }
}

const PRIMARY = (mailbox: string): string =>
  `JOIN mail.mailbox_address AS "primary" ON "primary".mailbox_id = ${mailbox}.id AND "primary".kind = 'PRIMARY'`;

const VIEWS: Readonly<Record<string, string>> = {
  // Who can sign in, by the primary address.
  dovecot_login: `
    SELECT "primary".address AS username, mailbox.password_hash
    FROM mail.mailbox ${PRIMARY('mailbox')}
    WHERE mailbox.state = 'ACTIVE' AND mailbox.deleted_at IS NULL AND mailbox.password_hash IS NOT NULL`,
  // Whose store an address leads to. A suspended mailbox still receives.
  dovecot_mailbox: `
    SELECT address.address, "primary".address AS username, mailbox.id AS mailbox_id, mailbox.quota_bytes,
      mailbox.antispam_enabled, mailbox.ad_filter_enabled
    FROM mail.mailbox_address AS address JOIN mail.mailbox ON mailbox.id = address.mailbox_id ${PRIMARY('mailbox')}
    WHERE mailbox.deleted_at IS NULL`,
  postfix_domain: 'SELECT name FROM mail.mail_domain',
  postfix_mailbox: `
    SELECT address.address
    FROM mail.mailbox_address AS address JOIN mail.mailbox ON mailbox.id = address.mailbox_id
    WHERE mailbox.deleted_at IS NULL`,
  // Where mail to an address goes on to. `@example.test` stands for all addresses of a domain that are nobody’s.
  postfix_alias: `
    SELECT address.address, address.address AS target
    FROM mail.mailbox_address AS address JOIN mail.mailbox ON mailbox.id = address.mailbox_id
    WHERE mailbox.deleted_at IS NOT NULL OR mailbox.redirection_keeps_copy
      OR NOT EXISTS (SELECT FROM mail.redirection WHERE redirection.mailbox_id = mailbox.id)
    UNION ALL
    SELECT address.address, redirection.target
    FROM mail.mailbox_address AS address JOIN mail.mailbox ON mailbox.id = address.mailbox_id
    JOIN mail.redirection ON redirection.mailbox_id = mailbox.id
    WHERE mailbox.deleted_at IS NULL
    UNION ALL
    SELECT '@' || domain.name, "primary".address
    FROM mail.mail_domain AS domain JOIN mail.mailbox ON mailbox.id = domain.catch_all_mailbox_id
    ${PRIMARY('mailbox')}
    WHERE domain.catch_all_mailbox_id IS NOT NULL AND mailbox.deleted_at IS NULL`,
  // Who may send as an address: whose it is. A catch-all makes nobody the owner of all others.
  postfix_sender_login: `
    SELECT address.address, "primary".address AS login
    FROM mail.mailbox_address AS address JOIN mail.mailbox ON mailbox.id = address.mailbox_id ${PRIMARY('mailbox')}
    WHERE mailbox.state = 'ACTIVE' AND mailbox.deleted_at IS NULL`,
};

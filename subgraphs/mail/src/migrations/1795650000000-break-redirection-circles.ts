import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `redirection_step` says where each redirection leads, as Postfix finds it: to the mailbox with the target as address,
 * to that with the target without its detail (RFC 5233), or else to the catch-all of the domain; `recipient_id` is null
 * where the target is elsewhere. It has the mailboxes of all services, also deleted ones: the subgraph alone reads it.
 *
 * Postfix gives up mail that goes in a circle of addresses without a copy, and the sender hears of it days later. No
 * mutation makes such circles, but addresses that end make some: then their mail comes to a catch-all, which may be
 * redirected to them. So a mailbox whose redirections lead back to it keeps a copy, whatever it is set to: Postfix does
 * not follow an address twice that stands for itself.
 */
export class BreakRedirectionCircles1795650000000 implements MigrationInterface {
  name = 'BreakRedirectionCircles1795650000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE VIEW mail.redirection_step AS
      SELECT redirection.mailbox_id, redirection.target, COALESCE(
        (SELECT mailbox_id FROM mail.mailbox_address WHERE address = redirection.target),
        (SELECT mailbox_id FROM mail.mailbox_address WHERE address = ${WITHOUT_DETAIL}),
        (SELECT catch_all_mailbox_id FROM mail.mail_domain WHERE name = split_part(redirection.target, '@', 2))
      ) AS recipient_id
      FROM mail.redirection`);
    await queryRunner.query(aliasView(LEADS_BACK));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(aliasView('false'));
    await queryRunner.query('DROP VIEW mail.redirection_step');
  }
}

const WITHOUT_DETAIL = String.raw`regexp_replace(redirection.target, '^(.[^+@]*)\+[^@]*@', '\1@')`;

const LEADS_BACK = `EXISTS (
  WITH RECURSIVE reached (id) AS (
    SELECT recipient_id FROM mail.redirection_step WHERE mailbox_id = mailbox.id
    UNION
    SELECT step.recipient_id FROM reached
    JOIN mail.mailbox AS via ON via.id = reached.id AND via.deleted_at IS NULL
    JOIN mail.redirection_step AS step ON step.mailbox_id = via.id
  )
  SELECT FROM reached WHERE reached.id = mailbox.id
)`;

/** As CreateMailServerViews has it, but for mailboxes whose redirections lead back to them. */
const aliasView = (isInCircle: string): string => `
  CREATE OR REPLACE VIEW mail.postfix_alias WITH (security_barrier) AS
  SELECT address.address, address.address AS target
  FROM mail.mailbox_address AS address JOIN mail.mailbox ON mailbox.id = address.mailbox_id
  WHERE mailbox.deleted_at IS NOT NULL OR mailbox.redirection_keeps_copy
    OR NOT EXISTS (SELECT FROM mail.redirection WHERE redirection.mailbox_id = mailbox.id)
    OR ${isInCircle}
  UNION ALL
  SELECT address.address, redirection.target
  FROM mail.mailbox_address AS address JOIN mail.mailbox ON mailbox.id = address.mailbox_id
  JOIN mail.redirection ON redirection.mailbox_id = mailbox.id
  WHERE mailbox.deleted_at IS NULL
  UNION ALL
  SELECT '@' || domain.name, "primary".address
  FROM mail.mail_domain AS domain JOIN mail.mailbox ON mailbox.id = domain.catch_all_mailbox_id
  JOIN mail.mailbox_address AS "primary" ON "primary".mailbox_id = mailbox.id AND "primary".kind = 'PRIMARY'
  WHERE domain.catch_all_mailbox_id IS NOT NULL AND mailbox.deleted_at IS NULL`;

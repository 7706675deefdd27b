/**
 * The address by which somebody is known in the organization of the mailbox: that of a mailbox which nobody else uses.
 * Names of people are for accounts to tell, and nothing joins them to a job.
 */
const addressOf = (userId: string): string => `(
  SELECT their.address FROM mail.mailbox_member AS used
    JOIN mail.mailbox AS own ON own.id = used.mailbox_id AND own.deleted_at IS NULL
    JOIN mail.mail_service AS beside ON beside.id = own.mail_service_id
      AND beside.organization_id = service.organization_id
    JOIN mail.mailbox_address AS their ON their.mailbox_id = own.id AND their.kind = 'PRIMARY'
  WHERE used.user_id = ${userId}
    AND NOT EXISTS (SELECT FROM mail.mailbox_member AS other
      WHERE other.mailbox_id = own.id AND other.user_id <> used.user_id)
  ORDER BY own.created_at, own.id LIMIT 1)`;

/** A change that is to be told, and what is said of it. Its language is the one in which the mailbox last answered. */
export const CHANGE_TO_TELL = `
  SELECT change.id, change.kind, change.rights, change.reason, change.expires_at AS "expiresAt",
    change.changed_at AS "changedAt", mailbox.time_zone AS "timeZone", address.address AS "mailboxAddress",
    change.user_id AS "userId", ${addressOf('change.user_id')} AS "userAddress",
    change.changed_by_kind AS "actorKind", change.changed_by_id AS "actorId",
    ${addressOf('change.changed_by_id')} AS "actorAddress",
    (SELECT content ->> 'language' FROM mail.auto_reply WHERE mailbox_id = mailbox.id
     ORDER BY activated_at DESC, id DESC LIMIT 1) AS language
  FROM mail.right_change AS change
    JOIN mail.mailbox ON mailbox.id = change.mailbox_id AND mailbox.deleted_at IS NULL
    JOIN mail.mail_service AS service ON service.id = mailbox.mail_service_id
    JOIN mail.mailbox_address AS address ON address.mailbox_id = mailbox.id AND address.kind = 'PRIMARY'
  WHERE change.id = $1 AND change.told_at IS NULL`;

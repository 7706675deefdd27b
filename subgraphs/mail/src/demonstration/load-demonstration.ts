import {
  DEMO_MAIL_SINCE,
  DEMO_MAILBOXES,
  DEMO_PEOPLE,
  EXAMPLE_MAIL_SERVICE,
  OTHER_MAIL_SERVICE,
} from '@hostgraph/demo-data';
import type { DataSource } from 'typeorm';
import { MailboxRight } from '../mailbox-right/mailbox-right';
import { loadAutoReplies } from './auto-replies';

const { anna, bert, cora, dirk } = DEMO_MAILBOXES;
const { administrator, collaborator, collaboratorWithoutLogs, legalResponsible } = DEMO_PEOPLE;

const MAIL_SERVICES = [EXAMPLE_MAIL_SERVICE, OTHER_MAIL_SERVICE];
const MAILBOXES = Object.values(DEMO_MAILBOXES);

const MEMBERS = [
  { mailboxId: anna.id, userId: administrator.userId },
  { mailboxId: bert.id, userId: collaborator.userId },
  { mailboxId: cora.id, userId: legalResponsible.userId },
  { mailboxId: dirk.id, userId: collaboratorWithoutLogs.userId },
];

/** Two collaborators write Anna's signatures; one of them may also see what became of her mail. */
const GRANTS = [
  { mailboxId: anna.id, userId: collaborator.userId, right: MailboxRight.VIEW_LOGS },
  { mailboxId: anna.id, userId: collaborator.userId, right: MailboxRight.SIGNATURES },
  { mailboxId: anna.id, userId: collaboratorWithoutLogs.userId, right: MailboxRight.SIGNATURES },
];

/** Stores the mail services of the demonstration. What is there already stays as it is. */
export async function loadDemonstration(database: DataSource): Promise<void> {
  await database.transaction(async (manager) => {
    const insert = (sql: string, rows: readonly object[]) => manager.query(sql, [JSON.stringify(rows)]);
    await insert(
      `INSERT INTO mail.mail_service (id, organization_id, name, created_at)
       SELECT id, "organizationId", name, "createdAt"
       FROM json_to_recordset($1) AS row (id text, "organizationId" text, name text, "createdAt" timestamptz)
       ON CONFLICT DO NOTHING`,
      MAIL_SERVICES.map((mailService) => ({ ...mailService, createdAt: DEMO_MAIL_SINCE })),
    );
    await insert(
      `INSERT INTO mail.mail_domain (name, mail_service_id, assigned_at)
       SELECT name, id, "assignedAt"
       FROM json_to_recordset($1) AS row (id text, domains json, "assignedAt" timestamptz)
       CROSS JOIN json_array_elements_text(domains) AS name
       ON CONFLICT DO NOTHING`,
      MAIL_SERVICES.map((mailService) => ({ ...mailService, assignedAt: DEMO_MAIL_SINCE })),
    );
    await insert(
      `INSERT INTO mail.mailbox (id, mail_service_id, display_name, created_at)
       SELECT id, "mailServiceId", "displayName", "createdAt" FROM json_to_recordset($1)
         AS row (id text, "mailServiceId" text, "displayName" text, "createdAt" timestamptz)
       ON CONFLICT DO NOTHING`,
      MAILBOXES.map((mailbox) => ({ ...mailbox, createdAt: DEMO_MAIL_SINCE })),
    );
    await insert(
      `INSERT INTO mail.mailbox_address (local_part, domain, mailbox_id, mail_service_id, kind, assigned_at)
       SELECT split_part(address, '@', 1), split_part(address, '@', 2), "mailboxId", "mailServiceId", kind,
              "assignedAt"
       FROM json_to_recordset($1)
         AS row (address text, "mailboxId" text, "mailServiceId" text, kind text, "assignedAt" timestamptz)
       ON CONFLICT DO NOTHING`,
      MAILBOXES.flatMap(addressRows),
    );
    await insert(
      `INSERT INTO mail.mailbox_member (mailbox_id, user_id)
       SELECT "mailboxId", "userId" FROM json_to_recordset($1) AS row ("mailboxId" text, "userId" text)
       ON CONFLICT DO NOTHING`,
      MEMBERS,
    );
    await insert(
      `INSERT INTO mail.mailbox_grant (mailbox_id, user_id, "right", granted_by)
       SELECT "mailboxId", "userId", "right", "grantedBy" FROM json_to_recordset($1)
         AS row ("mailboxId" text, "userId" text, "right" text, "grantedBy" text)
       ON CONFLICT DO NOTHING`,
      GRANTS.map((grant) => ({ ...grant, grantedBy: legalResponsible.userId })),
    );
    await loadAutoReplies(manager);
  });
}

function addressRows({ id, mailServiceId, address, aliases }: (typeof MAILBOXES)[number]) {
  const common = { mailboxId: id, mailServiceId, assignedAt: DEMO_MAIL_SINCE };
  return [
    { ...common, address, kind: 'PRIMARY' },
    ...aliases.map((alias) => ({ ...common, address: alias, kind: 'ALIAS' })),
  ];
}

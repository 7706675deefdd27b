import {
  DEMO_MAIL_SINCE,
  DEMO_MAILBOXES,
  DEMO_PEOPLE,
  EXAMPLE_MAIL_SERVICE,
  OTHER_MAIL_SERVICE,
} from '@hostgraph/demo-data';
import type { DataSource } from 'typeorm';
import { MailboxRight } from '../access/mailbox-right';
import { loadSignatures } from './signatures';
import { loadAutoReplies } from './auto-replies';
import { loadSortingRules } from './sorting-rules';

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

/** What users of new mailboxes get; those of the demonstration were there before. */
const GENERAL_RIGHTS = [
  MailboxRight.AUTO_REPLIES,
  MailboxRight.SIGNATURES,
  MailboxRight.FILTERS,
  MailboxRight.SORTING_RULES,
  MailboxRight.FOLDERS,
];

/** Two collaborators write Anna's signatures; one of them may also see what became of her mail, and sorts his own. */
const GRANTS = [
  {
    mailboxId: anna.id,
    userId: collaborator.userId,
    right: MailboxRight.VIEW_LOGS,
    reason: 'Looks for lost mail',
  },
  { mailboxId: anna.id, userId: collaborator.userId, right: MailboxRight.SIGNATURES, reason: null },
  {
    mailboxId: anna.id,
    userId: collaboratorWithoutLogs.userId,
    right: MailboxRight.SIGNATURES,
    reason: null,
  },
  { mailboxId: bert.id, userId: collaborator.userId, right: MailboxRight.SORTING_RULES, reason: null },
];

/** How it came to these, with a right that was granted for some days and taken back. */
const RIGHT_CHANGES = [
  {
    id: 'rch_demo000000000000000001',
    kind: 'GRANTED',
    userId: collaborator.userId,
    rights: [MailboxRight.SIGNATURES, MailboxRight.VIEW_LOGS],
    reason: 'Looks for lost mail',
    changedAt: '2026-01-05T08:00:00.000Z',
  },
  {
    id: 'rch_demo000000000000000002',
    kind: 'GRANTED',
    userId: collaboratorWithoutLogs.userId,
    rights: [MailboxRight.AUTO_REPLIES, MailboxRight.SIGNATURES],
    reason: 'Anna is on leave',
    changedAt: '2026-02-02T08:00:00.000Z',
  },
  {
    id: 'rch_demo000000000000000003',
    kind: 'WITHDRAWN',
    userId: collaboratorWithoutLogs.userId,
    rights: [MailboxRight.AUTO_REPLIES],
    reason: 'Anna is back',
    changedAt: '2026-02-16T08:00:00.000Z',
  },
];

/** Dirk reads his mail at home, too; his mailbox keeps what it forwards. */
const REDIRECTIONS = [
  {
    id: 'rdr_demo000000000000000001',
    mailboxId: dirk.id,
    target: 'dirk@remote.test',
    createdAt: DEMO_MAIL_SINCE,
  },
];

/** Stores the mail services of the demonstration. What is there already stays as it is. */
export async function loadDemonstration(database: DataSource): Promise<void> {
  await database.transaction(async (manager) => {
    const insert = (sql: string, rows: readonly object[]) => manager.query(sql, [JSON.stringify(rows)]);
    await insert(
      `INSERT INTO mail.mail_service (id, organization_id, name, general_rights, created_at)
       SELECT id, "organizationId", name, "generalRights", "createdAt"
       FROM json_to_recordset($1) AS row
         (id text, "organizationId" text, name text, "generalRights" text[], "createdAt" timestamptz)
       ON CONFLICT DO NOTHING`,
      MAIL_SERVICES.map((mailService) => ({
        ...mailService,
        generalRights: GENERAL_RIGHTS,
        createdAt: DEMO_MAIL_SINCE,
      })),
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
      `INSERT INTO mail.mailbox_grant (mailbox_id, user_id, "right", reason, granted_by)
       SELECT "mailboxId", "userId", "right", reason, "grantedBy" FROM json_to_recordset($1)
         AS row ("mailboxId" text, "userId" text, "right" text, reason text, "grantedBy" text)
       ON CONFLICT DO NOTHING`,
      GRANTS.map((grant) => ({ ...grant, grantedBy: legalResponsible.userId })),
    );
    await loadSignatures(manager);
    await insert(
      `INSERT INTO mail.right_change
         (id, mailbox_id, kind, user_id, rights, reason, changed_by_kind, changed_by_id, changed_at)
       SELECT id, "mailboxId", kind, "userId", rights, reason, 'PERSON', "changedById", "changedAt"
       FROM json_to_recordset($1) AS row (id text, "mailboxId" text, kind text, "userId" text, rights text[],
         reason text, "changedById" text, "changedAt" timestamptz)
       ON CONFLICT DO NOTHING`,
      RIGHT_CHANGES.map((change) => ({
        ...change,
        mailboxId: anna.id,
        changedById: legalResponsible.userId,
      })),
    );
    await insert(
      `INSERT INTO mail.redirection (id, mailbox_id, target, created_at)
       SELECT id, "mailboxId", target, "createdAt" FROM json_to_recordset($1)
         AS row (id text, "mailboxId" text, target text, "createdAt" timestamptz)
       ON CONFLICT DO NOTHING`,
      REDIRECTIONS,
    );
    await loadAutoReplies(manager);
    await loadSortingRules(manager);
  });
}

function addressRows({ id, mailServiceId, address, aliases }: (typeof MAILBOXES)[number]) {
  const common = { mailboxId: id, mailServiceId, assignedAt: DEMO_MAIL_SINCE };
  return [
    { ...common, address, kind: 'PRIMARY' },
    ...aliases.map((alias) => ({ ...common, address: alias, kind: 'ALIAS' })),
  ];
}

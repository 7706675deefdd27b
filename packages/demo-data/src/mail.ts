import { type DemoOrganization, EXAMPLE_ORGANIZATION, OTHER_ORGANIZATION } from './organizations';

export interface DemoMailService {
  readonly id: string;
  readonly organizationId: string;
  readonly name: string;
  readonly domains: readonly string[];
}

export interface DemoMailbox {
  readonly id: string;
  readonly mailServiceId: string;
  readonly displayName: string;
  /** The primary address. */
  readonly address: string;
  readonly aliases: readonly string[];
}

/** Since when the mailboxes exist and have had their addresses: before the first line of the logs. */
export const DEMO_MAIL_SINCE = '2026-01-01T00:00:00.000Z';

export const EXAMPLE_MAIL_SERVICE: DemoMailService = {
  ...service('ExampleMail', EXAMPLE_ORGANIZATION),
  domains: ['example.test', 'firma.test'],
};

export const OTHER_MAIL_SERVICE: DemoMailService = {
  ...service('OtherMail', OTHER_ORGANIZATION),
  domains: ['other.test'],
};

/**
 * The mailboxes that the logs tell of. Anna sends as `info@` and `buero@` in them, which Postfix lets only an
 * alias of hers do; `team@example.test` is a group, and so nobody's alias.
 */
export const DEMO_MAILBOXES = {
  anna: mailbox('Anna', EXAMPLE_MAIL_SERVICE, ['info@example.test', 'buero@firma.test']),
  bert: mailbox('Bert', EXAMPLE_MAIL_SERVICE),
  cora: mailbox('Cora', EXAMPLE_MAIL_SERVICE),
  dirk: mailbox('Dirk', EXAMPLE_MAIL_SERVICE),
  victim: mailbox('Victim', OTHER_MAIL_SERVICE),
} as const;

/** The mailbox that the demonstration's question is about: Anna's. */
export const DEMO_MAILBOX_ID = DEMO_MAILBOXES.anna.id;

function service(key: string, { id, name }: DemoOrganization) {
  return { id: `msv_demo${key}`.padEnd(26, '0'), organizationId: id, name };
}

function mailbox(
  displayName: string,
  { id, domains }: DemoMailService,
  aliases: readonly string[] = [],
): DemoMailbox {
  return {
    id: `mbx_demo${displayName}`.padEnd(26, '0'),
    mailServiceId: id,
    displayName,
    address: `${displayName.toLowerCase()}@${domains[0] ?? ''}`,
    aliases,
  };
}

import { DEMO_MAILBOXES, DEMO_PEOPLE, EXAMPLE_MAIL_SERVICE, OTHER_MAIL_SERVICE } from '@hostgraph/demo-data';
import { describeRightsBeforeWork, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { mailSubgraph } from '../src';
import { startMail } from './mail-world';

const { collaborator, stranger } = DEMO_PEOPLE;
const { bert, victim } = DEMO_MAILBOXES;

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await startMail({ jobWorkers: 0 });
  await subgraph.database.query('INSERT INTO mail.mailbox_member (mailbox_id, user_id) VALUES ($1, $2)', [
    victim.id,
    stranger.userId,
  ]);
  await subgraph.database.query(
    `INSERT INTO mail.mailbox_grant (mailbox_id, user_id, "right", granted_by) VALUES ($1, $2, 'SORTING_RULES', $2)`,
    [victim.id, stranger.userId],
  );
  await fill(bert.id, EXAMPLE_MAIL_SERVICE.id, 'hidden');
  await fill(victim.id, OTHER_MAIL_SERVICE.id, 'own');
});
afterAll(() => subgraph.stop());

/** Gives a mailbox, and its mail service, one of each. */
async function fill(mailboxId: string, mailServiceId: string, name: string): Promise<void> {
  const insert = (sql: string, owner: string) =>
    subgraph.database.query(`INSERT INTO mail.${sql}`, [name, owner]);
  const conditions = JSON.stringify([
    { field: 'HEADER', header: 'List-Id', operator: 'EXISTS', values: [], negate: false },
  ]);
  await insert(
    `sorting_rule (id, mailbox_id, position, name, match, conditions, actions)
     VALUES ('srl_' || $1, $2, 90, 'Rule', 'ALL', '${conditions}', '[{"kind":"MOVE","folder":"News"}]')`,
    mailboxId,
  );
  await insert(
    `signature (id, mailbox_id, name, state, source_plain, plain, given_values, missing_variables)
     VALUES ('sig_' || $1, $2, 'Signature', 'READY', 'Text', 'Text', '{}', '{}')`,
    mailboxId,
  );
  await insert(
    `signature_template (id, mail_service_id, name, plain, visibility)
     VALUES ('sgt_' || $1, $2, 'Template', 'Text', 'HIDDEN')`,
    mailServiceId,
  );
  await insert(
    `sorting_rule_template (id, mail_service_id, name, match, conditions, visibility)
     VALUES ('srt_' || $1, $2, 'Template', 'ALL', '${conditions}', 'HIDDEN')`,
    mailServiceId,
  );
  await insert(
    `auto_reply_template (id, mail_service_id, name, visibility, version)
     VALUES ('art_' || $1, $2, 'Template', 'HIDDEN', 1)`,
    mailServiceId,
  );
}

const idsOf = (name: string, mailbox: typeof bert, { userId }: typeof stranger) => ({
  mbx: mailbox.id,
  msv: mailbox.mailServiceId,
  usr: userId,
  srl: `srl_${name}`,
  sig: `sig_${name}`,
  sgt: `sgt_${name}`,
  srt: `srt_${name}`,
  art: `art_${name}`,
  'UpdateSignatureInput.templateId': `sgt_${name}`,
  'ReorderSortingRulesInput.ruleIds': `srl_${name}`,
  'TestSortingRuleInput.ruleIds': `srl_${name}`,
});

let calls = 0;
const html = '<p><b>Example</b> text</p>'.repeat(700);

describeRightsBeforeWork('rights before work, in mail', {
  definition: mailSubgraph,
  subgraph: () => subgraph,
  insiders: { administrator: ['srl'], collaboratorWithoutLogs: ['srl', 'sig', 'sgt', 'srt', 'art'] },
  ids: () => ({ own: idsOf('own', victim, stranger), hidden: idsOf('hidden', bert, collaborator) }),
  values: {
    // Each is a request of its own: none repeats another one.
    get idempotencyKey() {
      return `key-of-a-stranger-${calls++}`;
    },
    get 'CreateMailboxInput.address'() {
      return `new-${calls}@other.test`;
    },
    address: 'somebody@other.test',
    domain: 'other.test',
    language: 'en',
    timeZone: 'Europe/Zurich',
    message: `From: somebody@example.test\r\n\r\n${'text '.repeat(2_000)}`,
    html,
    // Where a template is named, there is no text beside it.
    'AutoReplyContentInput.text': null,
    'CreateSignatureInput.text': null,
    'UpdateSignatureInput.text': null,
    'CreateSortingRuleInput.match': null,
    'CreateSortingRuleInput.conditions': null,
    'AutoReplyInput.externalContent': null,
    externalContent: null,
    // Two ways to say when.
    schedule: { firstDay: '2030-12-24', lastDay: '2030-12-31' },
  },
});

import { readFile } from 'node:fs/promises';
import { DEMO_LOG_FILES, DEMO_MAILBOXES } from '@hostgraph/demo-data';
import type { TestSubgraph } from '@hostgraph/subgraph-testing';
import { loadDemonstration } from '../src/demonstration/load-demonstration';
import { startMail } from './mail-world';

const TABLES = [
  'mail_service',
  'mail_domain',
  'mailbox',
  'mailbox_address',
  'mailbox_member',
  'mailbox_grant',
  'signature_template',
  'signature',
  'right_change',
  'redirection',
  'auto_reply_template',
  'auto_reply_template_text',
  'auto_reply',
  'sorting_rule_template',
  'sorting_rule',
];

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await startMail();
});

afterAll(() => subgraph.stop());

const contents = () =>
  Promise.all(
    TABLES.map((table) => subgraph.database.query(`SELECT * FROM mail.${table} AS row ORDER BY row`)),
  );

it('loads the same records again without changing anything', async () => {
  const before = await contents();
  expect((before as unknown[][]).map((rows) => rows.length)).toEqual([
    2, 3, 5, 7, 4, 4, 1, 2, 3, 1, 2, 4, 1, 2, 1,
  ]);
  await loadDemonstration(subgraph.database);
  expect(await contents()).toEqual(before);
});

it('gives every login of the logs that may send its addresses, and the group to nobody', async () => {
  const [postfix = ''] = await Promise.all(DEMO_LOG_FILES.map((file) => readFile(file, 'utf8')));
  const addresses = Object.values(DEMO_MAILBOXES).flatMap(({ address, aliases }) => [address, ...aliases]);
  const logins = new Set(
    [...postfix.matchAll(/sasl_username=(\S+@(?:example|firma)\.test)/g)].map(([, a]) => a),
  );
  expect(logins.size).toBeGreaterThan(0);
  for (const login of logins) expect(addresses).toContain(login);
  expect(addresses).not.toContain('team@example.test');
});

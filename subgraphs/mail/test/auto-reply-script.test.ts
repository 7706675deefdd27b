import { DEMO_MAILBOXES } from '@hostgraph/demo-data';
import type { TestSubgraph } from '@hostgraph/subgraph-testing';
import { sieveScript } from '../src/sieve/sieve-script';
import { sieveParts } from '../src/sieve-publisher/sieve-parts';
import { autoRepliesOf, MAY } from './auto-reply-world';
import { startMail } from './mail-world';

const { anna, cora, dirk } = DEMO_MAILBOXES;

let subgraph: TestSubgraph;
const { activated, update, reset, deactivate, clear } = autoRepliesOf(() => subgraph);

beforeAll(async () => {
  subgraph = await startMail();
});

beforeEach(clear);

afterAll(() => subgraph.stop());

const script = async (mailboxId: string = anna.id): Promise<string> =>
  sieveScript(await sieveParts(subgraph.database.manager, mailboxId));
const handle = async (): Promise<string | undefined> => /:handle "([^"]+)"/.exec(await script())?.[1];

it('is empty of replies where none is on, or the mailbox is suspended', async () => {
  const empty = await script();
  expect(empty).not.toContain('vacation');
  await activated();
  expect(await script()).toContain('vacation');
  expect(await script(cora.id)).toBe(empty);
  await subgraph.database.query(`UPDATE mail.mailbox SET state = 'SUSPENDED' WHERE id = $1`, [anna.id]);
  expect(await script()).toBe(empty);
  await subgraph.database.query(`UPDATE mail.mailbox SET state = 'ACTIVE'`);
  await deactivate(MAY.administrator);
  expect(await script()).toBe(empty);
});

it('is the same script for the same reply, and one vacation for two that were switched on', async () => {
  await activated();
  await activated({ content: { text: { subject: 'Second', body: 'x', html: '<p>x</p>' } } });
  expect((await script()).match(/vacation :days/g)).toHaveLength(1);
  expect(await script()).toBe(await script());
});

it('keeps its handle when it is changed, and has another one after a reset and in another activation', async () => {
  const { id } = await activated();
  const first = await handle();
  expect(first).toContain(id);
  await update(MAY.administrator, { content: { text: { subject: 'Other', body: 'Other.' } } });
  expect(await script()).toContain('Other.');
  expect(await handle()).toBe(first);
  await reset(MAY.administrator);
  const second = await handle();
  await activated();
  expect(new Set([first, second, await handle()]).size).toBe(3);
});

it('names all addresses that the mailbox has at the moment, and answers as the primary one', async () => {
  await activated();
  expect(await script()).toContain(
    ':addresses ["anna@example.test", "buero@firma.test", "info@example.test"]',
  );
  expect(await script()).toContain(String.raw`:from "\"Anna\" <anna@example.test>"`);
  await subgraph.database.query(
    `UPDATE mail.mailbox_address SET mailbox_id = $1 WHERE address = 'info@example.test'`,
    [dirk.id],
  );
  try {
    expect(await script()).toContain(':addresses ["anna@example.test", "buero@firma.test"]');
  } finally {
    await subgraph.database.query(
      `UPDATE mail.mailbox_address SET mailbox_id = $1 WHERE address = 'info@example.test'`,
      [anna.id],
    );
  }
});

it('lets no name, subject or text out of its string', async () => {
  const attack = '"; discard; stop; #';
  await subgraph.database.query('UPDATE mail.mailbox SET display_name = $2 WHERE id = $1', [anna.id, attack]);
  try {
    await activated({ content: { text: { subject: attack, body: `${attack}\n.\n${attack}` } } });
    const outside = (await script()).replace(/"(?:[^"\\]|\\[^])*"/g, '""');
    expect(outside).not.toMatch(/discard|stop/);
  } finally {
    await subgraph.database.query('UPDATE mail.mailbox SET display_name = $2 WHERE id = $1', [
      anna.id,
      anna.displayName,
    ]);
  }
});

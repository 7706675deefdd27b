import { DEMO_MAILBOXES } from '@hostgraph/demo-data';
import { Client } from 'pg';
import { eventually } from '../support/eventually';
import { type Answer, type RunningStack, startStack } from '../support/running-stack';

/** More than a subgraph has connections, ten, and than it does at once for one tenant, four. */
const CHANGES = 12;

let running: RunningStack;
/** A connection of its own to the mail subgraph's database. */
let database: Client;
beforeAll(async () => {
  running = await startStack();
  database = new Client({ connectionString: running.stack.settings.databaseUrls.mail });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await running.stop();
});

interface Change {
  readonly addRedirection: { readonly mailbox: { readonly id: string } | null };
}

const change = (target: string): Promise<Answer<Change>> =>
  running.ask({
    credential: running.demo.tokens.administrator,
    query: `mutation ($input: AddRedirectionInput!) { addRedirection(input: $input) {
      mailbox { id } userErrors { code } } }`,
    variables: { input: { mailboxId: DEMO_MAILBOXES.anna.id, target } },
  });

const read = (): Promise<Answer<{ mailbox: { id: string } }>> =>
  running.ask({
    credential: running.demo.tokens.stranger,
    query: 'query ($id: ID!) { mailbox(id: $id) { id displayName viewerCan { action allowed } } }',
    variables: { id: DEMO_MAILBOXES.victim.id },
  });

/** Statements that wait for the lock of a row. */
async function waiting(): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM pg_stat_activity
     WHERE usename = current_user AND wait_event_type = 'Lock'`,
  );
  return rows[0]!.count;
}

it('answers one tenant while all that another has begun stands still, and what is more has not begun', async () => {
  await database.query('BEGIN');
  await database.query('SELECT FROM mail.mailbox WHERE id = $1 FOR UPDATE', [DEMO_MAILBOXES.anna.id]);
  const changes = Array.from({ length: CHANGES }, (_, i) => change(`target${i}@partner.test`));
  await eventually(waiting, (count) => count > 0);
  const answers = await Promise.all(Array.from({ length: 10 }, read));
  expect(answers.map(({ errors, data }) => errors ?? data?.mailbox.id)).toEqual(
    answers.map(() => DEMO_MAILBOXES.victim.id),
  );
  expect(await waiting()).toBeLessThanOrEqual(4);
  await database.query('ROLLBACK');
  const changed = await Promise.all(changes);
  expect(changed.map(({ errors }) => errors)).toEqual(changed.map(() => undefined));
});

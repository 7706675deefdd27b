import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_MAILBOXES, DEMO_PEOPLE, EXAMPLE_MAIL_SERVICE } from '@hostgraph/demo-data';
import type { Principal } from '@hostgraph/principal';
import { DEFAULT_OUTGOING_MAIL, type JobRun, OUTGOING_MAIL } from '@hostgraph/subgraph-kit';
import { mutateBy, startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import pino from 'pino';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { mailSubgraph } from '../src';
import { loadDemonstration } from '../src/demonstration/load-demonstration';
import { tellUsers } from '../src/permission/right-notice/right-notice.job';
import { administrator, apiKey, collaborator, collaboratorWithoutLogs } from './mail-world';

const { bert } = DEMO_MAILBOXES;
const { userId } = DEMO_PEOPLE.collaboratorWithoutLogs;

let subgraph: TestSubgraph;
let outbox: string;
let queued: { id: string; startAfter: Date | undefined }[] = [];
const mutate = mutateBy(() => subgraph);

beforeAll(async () => {
  subgraph = await startTestSubgraph(mailSubgraph, { jobWorkers: 0 });
  await loadDemonstration(subgraph.database);
});
afterAll(() => subgraph.stop());
beforeEach(async () => {
  outbox = await mkdtemp(join(tmpdir(), 'hostgraph-outbox-'));
  subgraph.config.settings.set(OUTGOING_MAIL, {
    ...DEFAULT_OUTGOING_MAIL,
    from: 'Hostgraph <noreply@host.example>',
    outbox,
  });
  queued = [];
  for (const table of ['right_change', 'mailbox_grant', 'auto_reply']) {
    await subgraph.database.query(`DELETE FROM mail.${table}`);
  }
  await subgraph.database.query('DELETE FROM mail.mailbox_member WHERE mailbox_id = $1 AND user_id = $2', [
    bert.id,
    userId,
  ]);
});
afterEach(() => rm(outbox, { recursive: true }));

async function change(who: Principal, name: string, more: object = {}) {
  const { outcome } = await mutate(who, name, { mailboxId: bert.id, userId, ...more }, '__typename');
  expect(outcome?.userErrors).toEqual([]);
}

/** As workers are given it; jobs that are put off are noted instead of waited for. */
const run = (): JobRun => ({
  database: subgraph.database,
  jobs: {
    enqueue: (_transaction, _job, id, startAfter) => {
      queued.push({ id, startAfter });
      return Promise.resolve();
    },
  },
  settings: subgraph.config.settings,
  log: pino({ level: 'silent' }),
  signal: new AbortController().signal,
});

/** Those that are in the queue. */
async function jobs(): Promise<string[]> {
  const rows: { id: string }[] = await subgraph.database.query(
    `SELECT data ->> 'id' AS id FROM mail.job WHERE name = $1 AND state = 'created'
       AND data ->> 'id' IN (SELECT id FROM mail.right_change) ORDER BY created_on`,
    [tellUsers.name],
  );
  return rows.map(({ id }) => id);
}

async function mails() {
  const names = await readdir(outbox);
  return Promise.all(names.map(async (name) => PostalMime.parse(await readFile(join(outbox, name)))));
}

async function told() {
  for (const id of await jobs()) await tellUsers.work(run(), id);
  const [mail, ...others] = await mails();
  expect(others).toEqual([]);
  return mail!;
}

it('says who may do what, by whom and until when', async () => {
  await change(administrator, 'grantMailboxRights', {
    rights: ['SECURITY', 'VIEW_LOGS'],
    expiresAt: new Date(Date.UTC(new Date().getUTCFullYear() + 1, 0, 31, 11)).toISOString(),
    reason: 'Bert is on leave',
  });
  const mail = await told();
  expect(mail).toMatchObject({
    from: { name: 'Hostgraph', address: 'noreply@host.example' },
    to: [{ address: bert.address }],
    subject: `Who may act on the mailbox ${bert.address} has changed`,
  });
  expect(mail.headers).toContainEqual(
    expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
  );
  expect(mail.text).toContain(
    `anna@example.test (${administrator.id}) has granted dirk@example.test (${userId}) rights on the mailbox ${bert.address}:

- read the log of sent and received messages
- password and sign-ins

They end by themselves on January 31, ${new Date().getUTCFullYear() + 1} at 12:00 PM`,
  );
  expect(mail.text).toContain('Reason that was given: Bert is on leave');
});

it.each([
  ['en-GB', 'A program with the API key key_demo has made dirk@example.test'],
  ['fr', 'Un programme avec la clé API key_demo a ajouté dirk@example.test'],
  ['de-CH', 'Ein Programm mit dem API-Schlüssel key_demo hat dirk@example.test'],
  ['it', 'Un programma con la chiave API key_demo ha aggiunto dirk@example.test'],
  ['pl', 'A program with the API key key_demo has made dirk@example.test'],
])('is written in the language in which the mailbox last answered, %s', async (language, beginning) => {
  await subgraph.database.query(
    `INSERT INTO mail.auto_reply (id, mailbox_id, audience, content, variables, starts_at, time_zone,
       repeat_interval_days, activated_by_kind, activated_by_id, deactivated_at)
     VALUES ('arp_1', $1, 'EVERYBODY', json_build_object('language', $2::text), '{}', now(), 'UTC', 1, 'PERSON', 'usr_x', now())`,
    [bert.id, language],
  );
  await change(apiKey('mail:read', 'mail:write'), 'addMailboxMember');
  const { text, headers } = await told();
  expect(text).toMatch(new RegExp(`^${beginning}`));
  expect(headers).toContainEqual(
    expect.objectContaining({
      key: 'content-language',
      value: language === 'pl' ? 'en' : language.slice(0, 2),
    }),
  );
});

it('is one mail for each change, and none for what changes nothing', async () => {
  await change(administrator, 'addMailboxMember');
  await change(administrator, 'addMailboxMember');
  await change(administrator, 'grantMailboxRights', { rights: ['ALIASES', 'FILTERS'] });
  await change(administrator, 'withdrawMailboxRights', { rights: ['ALIASES', 'SECURITY'] });
  await change(administrator, 'withdrawMailboxRights', { rights: ['SECURITY'] });
  await change(administrator, 'removeMailboxMember');
  await change(administrator, 'removeMailboxMember');
  const ids = await jobs();
  expect(ids).toHaveLength(4);
  for (const id of [...ids, ...ids]) await tellUsers.work(run(), id);
  expect((await mails()).map(({ text }) => /has (\w+)/.exec(text ?? '')?.[1]).sort()).toEqual(
    ['made', 'granted', 'withdrawn', 'removed'].sort(),
  );
  expect(
    await subgraph.ask(collaborator, `{ mailbox(id: "${bert.id}") { rightChanges { nodes { toldAt } } } }`),
  ).toMatchObject({
    data: {
      mailbox: { rightChanges: { nodes: ids.map(() => ({ toldAt: expect.any(String) as unknown })) } },
    },
  });
});

it('is not written about the rights with which a mailbox is created, nor to one that is deleted', async () => {
  const { outcome } = await mutate<{ mailbox: { id: string } }>(
    administrator,
    'createMailbox',
    {
      ...{ mailServiceId: EXAMPLE_MAIL_SERVICE.id, address: 'new@example.test', displayName: 'New' },
      ...{ memberIds: [collaboratorWithoutLogs.id], idempotencyKey: 'create-with-rights' },
    },
    'mailbox { id }',
  );
  expect(await jobs()).toEqual([]);
  const mailboxId = outcome!.mailbox.id;
  await change(administrator, 'grantMailboxRights', { mailboxId, rights: ['ALIASES'] });
  await mutate(administrator, 'deleteMailbox', { mailboxId, dryRun: false }, '__typename');
  for (const id of await jobs()) await tellUsers.work(run(), id);
  expect(await mails()).toEqual([]);
});

it('waits for a mail server that is away, and is then sent once', async () => {
  const taken: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, callback) {
      stream.resume().on('end', () => {
        taken.push(...envelope.rcptTo.map(({ address }) => address));
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  await change(administrator, 'grantMailboxRights', { rights: ['ALIASES'] });
  const [id] = await jobs();
  subgraph.config.settings.set(OUTGOING_MAIL, { ...DEFAULT_OUTGOING_MAIL, smtpUrl: 'smtp://127.0.0.1:1' });
  await expect(tellUsers.work(run(), id!)).rejects.toThrow(/ECONNREFUSED/);
  // When the queue has tried often enough.
  await tellUsers.giveUp!(run(), id!);
  expect(queued).toEqual([{ id, startAfter: expect.any(Date) as unknown }]);
  subgraph.config.settings.set(OUTGOING_MAIL, {
    ...DEFAULT_OUTGOING_MAIL,
    smtpUrl: `smtp://127.0.0.1:${port}`,
  });
  await tellUsers.work(run(), id!);
  await tellUsers.work(run(), id!);
  expect(taken).toEqual([bert.address]);
  await subgraph.database.query(`UPDATE mail.right_change SET changed_at = now() - interval '6 days'`);
  await tellUsers.giveUp!(run(), id!);
  expect(queued).toHaveLength(1);
  await new Promise<void>((resolve) => {
    server.close(resolve);
  });
});

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_OUTGOING_MAIL, type JobDefinition, OUTGOING_MAIL } from '@hostgraph/subgraph-kit';
import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { remindOwners, tellOwners } from '../src/owner-notice/owner-notice.job';
import { hostingSubgraph } from '../src/subgraph';
import { planAll, setAccounts, setStatus, work, workOn } from './username-world';

let subgraph: TestSubgraph;
let outbox: string;
let id: string;

beforeAll(async () => {
  subgraph = await startTestSubgraph(hostingSubgraph, { jobWorkers: 0 });
});

afterAll(() => subgraph.stop());

const LANGUAGES = ['en', 'fr', 'de', 'it', null];

beforeEach(async () => {
  const { database } = subgraph;
  outbox = await mkdtemp(join(tmpdir(), 'hostgraph-outbox-'));
  subgraph.config.settings.set(OUTGOING_MAIL, {
    ...DEFAULT_OUTGOING_MAIL,
    from: 'Hosting <noreply@host.example>',
    outbox,
  });
  const names = [...LANGUAGES.map((language) => `site-${language ?? 'none'}`), 'nobody', 'gone'];
  await setAccounts(
    database,
    names.map((localPart) => ({ prefix: '', localPart, platform: 0 })),
  );
  for (const language of LANGUAGES) {
    await database.query(
      'UPDATE hosting.ftp_account SET owner_email = $1, owner_language = $2 WHERE local_part = $3',
      [`${language ?? 'none'}@owner.example`, language, `site-${language ?? 'none'}`],
    );
  }
  await database.query(
    `UPDATE hosting.ftp_account SET owner_email = 'gone@owner.example' WHERE local_part = 'gone'`,
  );
  id = await planAll(database);
  await setStatus(database, id, 'APPLYING');
  await database.query(
    `UPDATE hosting.username_migration SET accepts_former_usernames = true,
       grace_ends_at = '2999-01-02T03:04:05Z' WHERE id = $1`,
    [id],
  );
  await work(database, id);
});

afterEach(() => rm(outbox, { recursive: true, force: true }));

const run = (job: JobDefinition): Promise<string[]> =>
  workOn(job, subgraph.database, id, subgraph.config.settings);

async function mails() {
  const files = (await readdir(outbox)).filter((name) => name.endsWith('.eml'));
  const parsed = await Promise.all(
    files.map(async (name) => PostalMime.parse(await readFile(join(outbox, name)))),
  );
  return new Map(parsed.map((mail) => [`${mail.to?.[0]?.address} ${mail.subject}`, mail]));
}
const subjects = async () => [...(await mails()).keys()].sort();

it('writes to each owner once, in their language, with settings to take in', async () => {
  await run(tellOwners);
  const written = await mails();
  expect([...written.keys()].sort()).toEqual([
    'de@owner.example Ihr FTP-Benutzername ist jetzt persoch_site-de',
    'en@owner.example Your FTP username is now persoch_site-en',
    'fr@owner.example Votre nom d’utilisateur FTP est désormais persoch_site-fr',
    'gone@owner.example Your FTP username is now persoch_gone',
    'it@owner.example Il suo nome utente FTP ora è persoch_site-it',
    'none@owner.example Your FTP username is now persoch_site-none',
  ]);
  const mail = [...written.values()].find(({ subject }) => subject?.startsWith('Votre'))!;
  expect(mail.from).toMatchObject({ name: 'Hosting', address: 'noreply@host.example' });
  expect(mail.headers).toContainEqual(
    expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
  );
  expect(mail.text).toContain('site-fr est désormais persoch_site-fr');
  expect(mail.text).toContain('jusqu’au 2999-01-02 03:04 (UTC)');
  expect(mail.text).toContain('lftp -u persoch_site-fr');
  const [file] = mail.attachments;
  expect(file).toMatchObject({ filename: 'filezilla-persoch_site-fr.xml' });
  expect(Buffer.from(file!.content as ArrayBuffer).toString()).toContain('<User>persoch_site-fr</User>');

  await rm(outbox, { recursive: true });
  await run(tellOwners);
  await expect(readdir(outbox)).rejects.toThrow(/ENOENT/);
});

it('writes again after a rollback to those who were told, and to nobody else', async () => {
  const { database } = subgraph;
  const [first]: { account_id: string; owner_email: string }[] = await database.query(
    `SELECT account_id, owner_email FROM hosting.username_change JOIN hosting.ftp_account ON id = account_id
     WHERE owner_email IS NOT NULL ORDER BY account_id LIMIT 1`,
  );
  await database.query('UPDATE hosting.username_migration SET told_change_through = $1', [first!.account_id]);
  await setStatus(database, id, 'ROLLING_BACK');
  await work(database, id);
  await run(tellOwners);
  const written = await subjects();
  expect(written).toHaveLength(1);
  expect(written[0]).toContain(first!.owner_email);
  expect(written[0]).not.toContain('persoch_');
});

it('reminds those whose former username somebody uses, at most once a week', async () => {
  const { database } = subgraph;
  await run(remindOwners);
  expect(await subjects()).toEqual([]);
  await database.query(
    `SELECT hosting.record_ftp_login('site-de'), hosting.record_ftp_refusal('site-it'),
       hosting.record_ftp_refusal('nobody'), hosting.record_ftp_refusal('SITE-FR'),
       hosting.record_ftp_refusal('persoch_site-en'), hosting.record_ftp_refusal('never-was')`,
  );
  await database.query(`SELECT hosting.record_ftp_login('site-de')`);
  const uses: unknown = await database.query(
    `SELECT former_username, accepted_count, refused_count FROM hosting.former_username_use
       JOIN hosting.username_change USING (migration_id, account_id) ORDER BY 1`,
  );
  expect(uses).toEqual([
    { former_username: 'nobody', accepted_count: 0, refused_count: 1 },
    { former_username: 'site-de', accepted_count: 2, refused_count: 0 },
    { former_username: 'site-it', accepted_count: 0, refused_count: 1 },
  ]);
  const reminded = [
    'de@owner.example Erinnerung: Ihr FTP-Benutzername ist persoch_site-de',
    'it@owner.example Promemoria: il suo nome utente FTP è persoch_site-it',
  ];
  expect(await run(remindOwners)).toEqual([id]);
  expect(await subjects()).toEqual(reminded);

  await database.query(`SELECT hosting.record_ftp_login('site-de')`);
  await run(remindOwners);
  expect(await readdir(outbox)).toHaveLength(2);
  await database.query(
    `UPDATE hosting.former_username_use
     SET reminded_at = now() - interval '8 days', last_at = now() - interval '9 days'`,
  );
  await database.query(`SELECT hosting.record_ftp_login('site-de')`);
  await run(remindOwners);
  expect(await readdir(outbox)).toHaveLength(3);

  await database.query('UPDATE hosting.username_migration SET grace_ends_at = now()');
  await database.query(`UPDATE hosting.former_username_use SET reminded_at = NULL`);
  expect(await run(remindOwners)).toEqual([]);
  expect(await readdir(outbox)).toHaveLength(3);
});

it('sends by SMTP, goes on after an address that does not exist, and later after a server that is not there', async () => {
  const taken: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, callback) {
      callback(
        address.startsWith('gone') ? Object.assign(new Error('No such user'), { responseCode: 550 }) : null,
      );
    },
    onData(stream, { envelope }, callback) {
      stream.resume().on('end', () => {
        taken.push(...envelope.rcptTo.map(({ address }) => address));
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  subgraph.config.settings.set(OUTGOING_MAIL, { ...DEFAULT_OUTGOING_MAIL, smtpUrl: 'smtp://127.0.0.1:1' });
  await expect(run(tellOwners)).rejects.toThrow(/ECONNREFUSED/);
  subgraph.config.settings.set(OUTGOING_MAIL, {
    ...DEFAULT_OUTGOING_MAIL,
    smtpUrl: `smtp://127.0.0.1:${port}`,
  });
  await run(tellOwners);
  expect(taken.sort()).toEqual(LANGUAGES.map((language) => `${language ?? 'none'}@owner.example`).sort());
  const [row]: { told_count: number }[] = await subgraph.database.query(
    'SELECT told_count FROM hosting.username_migration',
  );
  expect(row?.told_count).toBe(5);
  await new Promise<void>((resolve) => {
    server.close(resolve);
  });
});

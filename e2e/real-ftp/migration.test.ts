import { execFile } from 'node:child_process';
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import type { TestSubgraph } from '@hostgraph/subgraph-testing';
import { Client } from 'basic-ftp';
import { describeWith, requireProgram } from '../support/debian';
import { eventually } from '../support/eventually';
import { FTP_HOST_PROGRAMS } from '../support/servers/ftp-host';
import { administrator, type FtpWorld, startFtpWorld } from './ftp-world';

const HINT = /^530 Sign-in refused\..* start with persoch_/;
const PASSWORD = 'one password for each of them';

const run = promisify(execFile);

interface Migration {
  readonly id: string;
  readonly status: string;
  readonly planHash: string | null;
}

describeWith(FTP_HOST_PROGRAMS, 'the change of usernames on a real FTP server', () => {
  let world: FtpWorld;
  let subgraph: TestSubgraph;
  let site: string;
  let planned = 0;
  let passwordHash: string;

  beforeAll(async () => {
    world = await startFtpWorld();
    ({ subgraph, site } = world);
    // As former systems hashed it.
    const { stdout } = await run(requireProgram('openssl'), ['passwd', '-6', PASSWORD]);
    passwordHash = stdout.trim();
  });

  afterAll(() => world.stop());

  beforeEach(async () => {
    await subgraph.database.query(
      `TRUNCATE hosting.username_change, hosting.username_migration, hosting.former_username_use,
         hosting.ftp_account`,
    );
    // As an account of before: without the prefix.
    await subgraph.database.query(
      `INSERT INTO hosting.ftp_account (id, organization_id, legacy_site_id, prefix, local_part, password_hash,
         home_directory, is_read_only, is_enabled, quota_bytes, created_at)
       SELECT 'ftp_1', organization_id, id, '', 'infomaniak', $1, '/', false, true, 1000000, now()
       FROM hosting.legacy_site`,
      [passwordHash],
    );
  });

  async function mutate(verb: string, input: object): Promise<Migration> {
    const name = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}FtpUsernameMigration`;
    const { data, errors } = await subgraph.ask<{
      outcome: { migration: Migration; userErrors: readonly unknown[] };
    }>(
      administrator,
      `mutation ($input: ${name}Input!) { outcome: ${verb}FtpUsernameMigration(input: $input) {
         migration { id status planHash } userErrors { code } } }`,
      { input },
    );
    expect([errors, data?.outcome]).toMatchObject([undefined, { userErrors: [] }]);
    return data!.outcome.migration;
  }

  const until = (id: string, status: string): Promise<Migration> =>
    eventually(
      async () => {
        const { data } = await subgraph.ask<{ migration: Migration }>(
          administrator,
          'query ($id: ID!) { migration: ftpUsernameMigration(id: $id) { id status planHash } }',
          { id },
        );
        return data!.migration;
      },
      (migration) => migration.status === status,
    );

  async function applyTo(accountIds: string[], options: object = {}): Promise<string> {
    const { id } = await mutate('plan', { accountIds, idempotencyKey: `plan-number-${planned++}` });
    const { planHash } = await until(id, 'PLANNED');
    await mutate('apply', { migrationId: id, planHash, ...options });
    await until(id, 'APPLIED');
    return id;
  }

  const withSession = <T>(
    username: string,
    work: (ftp: Client) => Promise<T>,
    password = PASSWORD,
  ): Promise<T> => world.withSession({ username, password }, work);

  const names = (username: string) =>
    withSession(username, async (ftp) => (await ftp.list()).map(({ name }) => name).sort());
  const store = (username: string, name: string, bytes: number) =>
    withSession(username, (ftp) => ftp.uploadFrom(Readable.from([Buffer.alloc(bytes, 'x')]), name));
  const uses = async () => {
    const { data } = await subgraph.ask<{ ftpAccount: { formerUsernameUse: unknown } }>(
      administrator,
      '{ ftpAccount(id: "ftp_1") { formerUsernameUse { acceptedCount refusedCount } } }',
    );
    return data!.ftpAccount.formerUsernameUse;
  };

  it('lets the new username in with the same password to the same files, and the former one not', async () => {
    await store('infomaniak', 'page.html', 600);
    const before = await stat(join(site, 'page.html'));
    const id = await applyTo(['ftp_1']);

    expect(await names('persoch_infomaniak')).toEqual(['page.html']);
    await store('persoch_infomaniak', 'new.html', 10);
    const { uid, gid, mtimeMs } = await stat(join(site, 'page.html'));
    expect({ uid, gid, mtimeMs }).toEqual({ uid: before.uid, gid: before.gid, mtimeMs: before.mtimeMs });
    expect((await stat(join(site, 'new.html'))).uid).toBe(before.uid);
    await expect(names('infomaniak')).rejects.toThrow(HINT);
    await expect(names('Infomaniak')).rejects.toThrow(HINT);
    const stranger = await names('nobody-at-all').catch((error: unknown) => (error as Error).message);
    await expect(names('infomaniak')).rejects.toThrow(stranger as string);
    expect(await uses()).toEqual({ acceptedCount: 0, refusedCount: 2 });

    await mutate('rollback', { migrationId: id });
    await until(id, 'ROLLED_BACK');
    expect(await names('infomaniak')).toEqual(['new.html', 'page.html']);
    expect(await readFile(join(site, 'page.html'), 'utf8')).toBe('x'.repeat(600));
    await expect(names('persoch_infomaniak')).rejects.toThrow(HINT);
  });

  it('lets the former username in as well during grace where that is wanted, and tells of it', async () => {
    await rm(join(site, 'page.html'), { force: true });
    await rm(join(site, 'new.html'), { force: true });
    await subgraph.database.query(`UPDATE hosting.ftp_account SET quota_bytes = 1000`);
    const id = await applyTo(['ftp_1'], { acceptsFormerUsernames: true });
    await store('infomaniak', 'a.txt', 600);
    expect(await names('persoch_infomaniak')).toEqual(['a.txt']);
    // One account, one quota, whichever name it goes by.
    await expect(store('persoch_infomaniak', 'b.txt', 600)).rejects.toThrow(/552.*quota/is);
    await expect(store('infomaniak', 'b.txt', 600)).rejects.toThrow(/552.*quota/is);
    await expect(withSession('infomaniak', () => Promise.resolve(), 'wrong')).rejects.toThrow(HINT);
    expect(await uses()).toEqual({ acceptedCount: 2, refusedCount: 1 });

    await subgraph.database.query('UPDATE hosting.ftp_account SET is_enabled = false');
    await expect(names('infomaniak')).rejects.toThrow(HINT);
    await subgraph.database.query(
      `UPDATE hosting.ftp_account SET is_enabled = true, allowed_networks = '{192.0.2.0/24}'`,
    );
    await expect(names('infomaniak')).rejects.toThrow(HINT);
    await subgraph.database.query(
      `UPDATE hosting.ftp_account SET allowed_networks = '{}', is_read_only = true`,
    );
    await expect(withSession('infomaniak', (ftp) => ftp.send('MKD new'))).rejects.toThrow(/^55\d /);

    await mutate('finalise', { migrationId: id });
    await expect(names('infomaniak')).rejects.toThrow(HINT);
    expect(await names('persoch_infomaniak')).toEqual(['a.txt']);
  });

  it('ends what was accepted with the grace period', async () => {
    await applyTo(['ftp_1'], { acceptsFormerUsernames: true });
    await names('infomaniak');
    await subgraph.database.query('UPDATE hosting.username_migration SET grace_ends_at = now()');
    await expect(names('infomaniak')).rejects.toThrow(HINT);
    await names('persoch_infomaniak');
  });

  it('leaves a session open that began with the former username', async () => {
    await withSession('infomaniak', async (ftp) => {
      await applyTo(['ftp_1']);
      await ftp.uploadFrom(Readable.from([Buffer.from('late')]), 'late.txt');
    });
    expect(await names('persoch_infomaniak')).toContain('late.txt');
  });
});

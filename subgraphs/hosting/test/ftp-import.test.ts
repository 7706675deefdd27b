import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { EXAMPLE_ORGANIZATION } from '@hostgraph/demo-data';
import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { importAccounts } from '../src/ftp-import/import-accounts';
import { hostingSubgraph } from '../src/subgraph';

const HEADER = 'organization_id,host_name,username,quota_bytes,password_hash,owner_email';
const HASH = `$6$salt$${'a'.repeat(86)}`;
const OWNER = 'somebody@example.test';
const row = (username: string): string =>
  `${EXAMPLE_ORGANIZATION.id},a.perso.ch,${username},1,${HASH},${OWNER}`;
const file = (...usernames: string[]): Readable =>
  Readable.from([Buffer.from([HEADER, ...usernames.map(row)].join('\n'))]);

let folder: string;
let subgraph: TestSubgraph;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostgraph-import-'));
  subgraph = await startTestSubgraph(hostingSubgraph, { jobWorkers: 0 });
});
afterAll(async () => {
  await subgraph.stop();
  await rm(folder, { recursive: true });
});

/** As an operator runs it. */
async function command(...args: string[]): Promise<{ code: number | null; output: string }> {
  const main = join(__dirname, '../src/ftp-import/main.ts');
  const child = spawn(process.execPath, ['--conditions=source', '-r', '@swc-node/register', main, ...args], {
    env: { PATH: process.env['PATH'] ?? '', HOSTING_DATABASE_URL: subgraph.config.databaseUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [[code], stdout, stderr] = await Promise.all([
    once(child, 'close') as Promise<[number | null]>,
    text(child.stdout),
    text(child.stderr),
  ]);
  return { code, output: stdout + stderr };
}

async function withClient<T>(use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: subgraph.config.databaseUrl });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

describe('the command', () => {
  it.each([
    ['that is not there', 'missing.csv', 'ENOENT'],
    ['that is a folder', '.', 'it is a folder'],
  ])('says in one line that it cannot read a file %s', async (_what, name, reason) => {
    const path = join(folder, name);
    expect(await command(path)).toEqual({ code: 1, output: `hosting: cannot read ${path}: ${reason}\n` });
  });

  it('says by which constraint the database refused a row, and prints nothing of any', async () => {
    await withClient((client) =>
      client.query(
        `ALTER TABLE hosting.ftp_account ADD CONSTRAINT none_of_these CHECK (local_part <> 'refused')`,
      ),
    );
    const path = join(folder, 'refused.csv');
    await writeFile(path, [HEADER, row('taken'), row('refused')].join('\n'));
    const { code, output } = await command(path);
    expect([code, output]).toEqual([
      1,
      'hosting: the database refused a statement (SQLSTATE 23514, constraint none_of_these, of hosting.ftp_account)\n',
    ]);
    for (const value of [HASH, OWNER, 'refused.', EXAMPLE_ORGANIZATION.id])
      expect(output).not.toContain(value);
  });

  it('prints nothing of what the database cannot read', async () => {
    // As any fault of ours would be: a column that is not of the type that is sent.
    await withClient((client) =>
      client.query('ALTER TABLE hosting.ftp_account ALTER owner_email TYPE bytea USING NULL'),
    );
    const path = join(folder, 'unread.csv');
    await writeFile(path, [HEADER, row('unread')].join('\n'));
    const { code, output } = await command(path);
    await withClient((client) =>
      client.query('ALTER TABLE hosting.ftp_account ALTER owner_email TYPE text USING NULL'),
    );
    expect([code, output]).toEqual([
      1,
      expect.stringMatching(/^hosting: the database refused a statement \(SQLSTATE \w{5}\)\n$/),
    ]);
  });
});

describe('beside others', () => {
  /** Begins to take a username, lets something happen, and then ends as it is told. */
  async function whileSomebodyTakes(
    username: string,
    end: 'COMMIT' | 'ROLLBACK',
    happening: (importing: Promise<unknown>) => Promise<void>,
    importing: () => Promise<unknown>,
  ): Promise<unknown> {
    return withClient(async (rival) => {
      await rival.query('BEGIN');
      await rival.query(
        `INSERT INTO hosting.legacy_site (id, organization_id, platform, host_name, created_at)
         VALUES ('lsi_rival', 'org_rival', 'PERSO_CH', 'rival.perso.ch', now()) ON CONFLICT DO NOTHING`,
      );
      await rival.query(
        `INSERT INTO hosting.ftp_account (id, organization_id, legacy_site_id, prefix, local_part, home_directory,
           is_read_only, is_enabled, quota_bytes, created_at)
         VALUES ('fta_' || $1, 'org_rival', 'lsi_rival', '', $1, '/', false, true, 1, now())`,
        [username],
      );
      const running = importing();
      // Looked at below.
      running.catch(() => undefined);
      await untilWaiting();
      await happening(running);
      await rival.query(end);
      return running;
    });
  }

  /** Until the import waits for the rival's username. */
  async function untilWaiting(): Promise<void> {
    for (let count = 0; count === 0;) {
      const [found]: { count: number }[] = await subgraph.database.query(
        `SELECT count(*)::int AS count FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock'
           AND query LIKE '%INSERT INTO hosting.ftp_account%' AND pid <> pg_backend_pid()`,
      );
      count = found!.count;
    }
  }

  it('is not ended by the time that a statement may take for those who wait for an answer', async () => {
    const { options } = subgraph.database;
    const hurried = new DataSource({
      ...options,
      extra: { ...(options.extra as object), statement_timeout: 200 },
    });
    await hurried.initialize();
    const summary = await whileSomebodyTakes(
      'slow',
      'ROLLBACK',
      async () => {
        await subgraph.database.query('SELECT pg_sleep(1)');
      },
      () => importAccounts(hurried, file('slow')),
    );
    await hurried.destroy();
    expect(summary).toMatchObject({ accounts: 1, faultCount: 0 });
  });

  it('lets those sign in who have an account, and others change theirs', async () => {
    await importAccounts(subgraph.database, file('known'));
    const summary = await whileSomebodyTakes(
      'stored',
      'ROLLBACK',
      () =>
        withClient(async (server) => {
          await server.query(`SET statement_timeout = '5s'`);
          await server.query(`SELECT hosting.record_ftp_login('known'), hosting.add_ftp_usage('known', 7)`);
          await server.query(`UPDATE hosting.ftp_account SET is_enabled = false WHERE username = 'known'`);
        }),
      () => importAccounts(subgraph.database, file('stored', 'other')),
    );
    expect(summary).toMatchObject({ accounts: 2, faultCount: 0 });
    expect(
      await subgraph.database.query(
        `SELECT last_login_at IS NOT NULL AS has_signed_in, used_bytes, is_enabled FROM hosting.ftp_account
         WHERE username = 'known'`,
      ),
    ).toEqual([{ has_signed_in: true, used_bytes: '7', is_enabled: false }]);
  });

  it('tells the line of a username that somebody got while it was stored, and stores nothing', async () => {
    const summary = await whileSomebodyTakes(
      'contested',
      'COMMIT',
      () => Promise.resolve(),
      () => importAccounts(subgraph.database, file('first', 'Contested', 'last')),
    );
    expect(summary).toMatchObject({
      ...{ accounts: 0, faultCount: 1 },
      faults: [{ line: 3, message: 'username is that of an account that there is' }],
    });
    expect(
      await subgraph.database.query(
        `SELECT username FROM hosting.ftp_account WHERE username IN ('first', 'Contested', 'last')`,
      ),
    ).toEqual([]);
  });

  it('runs one after the other', async () => {
    const names = ['together1', 'together2', 'together3'];
    const summaries = await Promise.all(names.map((name) => importAccounts(subgraph.database, file(name))));
    expect(summaries.map(({ accounts }) => accounts)).toEqual([1, 1, 1]);
  });
});

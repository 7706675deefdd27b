import { chown, mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { TestSubgraph } from '@hostgraph/subgraph-testing';
import { Client } from 'basic-ftp';
import { Client as DatabaseClient } from 'pg';
import { describeWith } from '../support/debian';
import { FTP_HOST_PROGRAMS, type FtpHost } from '../support/servers/ftp-host';
import { administrator, type FtpLogin, type FtpWorld, SITE, startFtpWorld } from './ftp-world';

const REFUSED = /^530 Sign-in refused\..* start with persoch_/;

/** An account as the API answered it when it was created. */
interface Login extends FtpLogin {
  readonly id: string;
}

describeWith(FTP_HOST_PROGRAMS, 'accounts on a real FTP server', () => {
  let world: FtpWorld;
  let folder: string;
  let subgraph: TestSubgraph;
  let host: FtpHost;
  let site: string;
  let uid: number;
  let created = 0;

  beforeAll(async () => {
    world = await startFtpWorld();
    ({ folder, subgraph, host, site, uid } = world);
    for (const path of [join(site, 'photos'), join(site, 'small'), join(folder, 'outside')]) {
      await mkdir(path);
      await chown(path, uid, uid);
    }
    await writeFile(join(folder, 'outside/secret.txt'), 'secret');
  });

  afterAll(() => world.stop());

  async function mutate<Outcome>(name: string, input: object, selection: string): Promise<Outcome> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const { data, errors } = await subgraph.ask<{ outcome: Outcome }>(
      administrator,
      `mutation ($input: ${type}!) { outcome: ${name}(input: $input) { ${selection} userErrors { code } } }`,
      { input },
    );
    expect([errors, data?.outcome]).toMatchObject([undefined, { userErrors: [] }]);
    return data!.outcome;
  }

  async function create(settings: Readonly<Record<string, unknown>> = {}): Promise<Login> {
    const name = `user${++created}`;
    const input = {
      siteId: 'lsi_1',
      localPart: name,
      idempotencyKey: name,
      quotaBytes: 1_000_000,
      ...settings,
    };
    const { ftpAccount, password } = await mutate<{
      ftpAccount: { id: string; username: string };
      password: string;
    }>('createFtpAccount', input, 'ftpAccount { id username } password');
    return { ...ftpAccount, password };
  }

  const withSession = <T>(login: FtpLogin, work: (ftp: Client) => Promise<T>): Promise<T> =>
    world.withSession(login, work);
  const signIn = (login: FtpLogin) => withSession(login, () => Promise.resolve('in'));
  const store = (ftp: Client, name: string, bytes: number) =>
    ftp.uploadFrom(Readable.from([Buffer.alloc(bytes, 'x')]), name);
  const names = async (ftp: Client) => (await ftp.list()).map(({ name }) => name).sort();
  const tell = async (id: string) => {
    const { data } = await subgraph.ask<{ ftpAccount: { usedBytes: number; lastLoginAt: string | null } }>(
      administrator,
      'query ($id: ID!) { ftpAccount(id: $id) { usedBytes lastLoginAt } }',
      { id },
    );
    return data!.ftpAccount;
  };

  it('signs in with the password that was shown, stores and fetches, and the API tells of it', async () => {
    const began = Date.now();
    const login = await create({ allowedNetworks: ['127.0.0.1'] });
    expect(await tell(login.id)).toEqual({ usedBytes: 0, lastLoginAt: null });
    const seen = await withSession(login, async (ftp) => {
      await store(ftp, 'first.txt', 600);
      return { directory: await ftp.pwd(), names: await names(ftp), size: await ftp.size('first.txt') };
    });
    expect(seen).toEqual({ directory: '/', names: ['first.txt', 'photos', 'small'], size: 600 });
    const { uid: owner, size } = await stat(join(site, 'first.txt'));
    expect({ owner, size }).toEqual({ owner: uid, size: 600 });
    const { usedBytes, lastLoginAt } = await tell(login.id);
    expect(usedBytes).toBeGreaterThanOrEqual(600);
    expect(Date.parse(lastLoginAt!)).toBeGreaterThanOrEqual(began);
  });

  it('refuses in the same words a wrong password, and a username that there is not', async () => {
    const { username } = await create();
    const attempts = [
      { username, password: 'wrong' },
      { username, password: '' },
      { username: username.toUpperCase(), password: 'wrong' },
      { username: 'persoch_nobody', password: 'wrong' },
      { username: "x' OR '1'='1", password: 'wrong' },
      { username: "'; DROP TABLE hosting.ftp_account; --", password: 'wrong' },
      { username: '%U', password: 'wrong' },
      { username: 'anonymous', password: 'a@example.test' },
      { username: 'root', password: 'wrong' },
    ];
    const answers = await Promise.all(
      attempts.map((attempt) => signIn(attempt).catch((error: unknown) => (error as Error).message)),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(REFUSED);
  });

  it('refuses the former password after a new one was made', async () => {
    const login = await create();
    const { password } = await mutate<{ password: string }>(
      'rotateFtpPassword',
      { id: login.id },
      'password',
    );
    await expect(signIn(login)).rejects.toThrow(REFUSED);
    expect(await signIn({ ...login, password })).toBe('in');
  });

  it('refuses an account that is disabled, and lets it in when it is enabled again', async () => {
    const login = await create();
    await mutate('disableFtpAccount', { id: login.id }, '');
    await expect(signIn(login)).rejects.toThrow(REFUSED);
    await mutate('enableFtpAccount', { id: login.id }, '');
    expect(await signIn(login)).toBe('in');
  });

  it('refuses an account whose time is over, and one that is deleted', async () => {
    const login = await create({ expiresAt: new Date(Date.now() + 3_600_000).toISOString() });
    expect(await signIn(login)).toBe('in');
    await subgraph.database.query('UPDATE hosting.ftp_account SET expires_at = now() WHERE id = $1', [
      login.id,
    ]);
    await expect(signIn(login)).rejects.toThrow(REFUSED);
    await mutate('updateFtpAccount', { id: login.id, expiresAt: null }, '');
    expect(await signIn(login)).toBe('in');
    await mutate('deleteFtpAccount', { id: login.id }, '');
    await expect(signIn(login)).rejects.toThrow(REFUSED);
  });

  it('lets an account in from its own networks only', async () => {
    const login = await create({ allowedNetworks: ['192.0.2.0/24', '2001:db8::/32'] });
    await expect(signIn(login)).rejects.toThrow(REFUSED);
    await mutate('updateFtpAccount', { id: login.id, allowedNetworks: ['192.0.2.0/24', '127.0.0.0/8'] }, '');
    expect(await signIn(login)).toBe('in');
  });

  it('changes nothing on the disk for an account that only reads', async () => {
    const login = await create({ isReadOnly: true });
    await writeFile(join(site, 'kept.txt'), 'kept');
    await chown(join(site, 'kept.txt'), uid, uid);
    const before = await stat(join(site, 'kept.txt'));
    await withSession(login, async (ftp) => {
      expect(await names(ftp)).toContain('kept.txt');
      expect(await ftp.size('kept.txt')).toBe(4);
      const attempts = ['STOR new.txt', 'APPE kept.txt', 'STOU', 'DELE kept.txt', 'MKD new', 'RMD photos'];
      const changes = [
        'RNFR kept.txt',
        'MFMT 20200101000000 kept.txt',
        'MFF Modify=20200101000000; kept.txt',
      ];
      const site = [
        'SITE CHMOD 777 kept.txt',
        'SITE UTIME 202001010000 kept.txt',
        'SITE SYMLINK kept.txt new',
      ];
      for (const command of [...attempts, ...changes, ...site, 'RNTO new.txt']) {
        await expect(ftp.send(command)).rejects.toThrow(/^5\d\d /);
      }
    });
    const { mtimeMs, mode, size } = await stat(join(site, 'kept.txt'));
    expect({ mtimeMs, mode, size }).toEqual({
      mtimeMs: before.mtimeMs,
      mode: before.mode,
      size: before.size,
    });
    expect((await readdir(site)).filter((name) => name.startsWith('new'))).toEqual([]);
  });

  it('stores no more than the quota, and again when there is room', async () => {
    const login = await create({ homeDirectory: '/small', quotaBytes: 1000 });
    await withSession(login, (ftp) => store(ftp, 'a.txt', 600));
    await expect(withSession(login, (ftp) => store(ftp, 'b.txt', 600))).rejects.toThrow(/552.*quota/is);
    expect(await readdir(join(site, 'small'))).toEqual(['a.txt']);
    await withSession(login, async (ftp) => {
      await ftp.remove('a.txt');
      await store(ftp, 'c.txt', 900);
    });
    expect((await tell(login.id)).usedBytes).toBe(900);
    // What came by other means counts as well.
    await writeFile(join(site, 'small/by-others.txt'), Buffer.alloc(200));
    await chown(join(site, 'small/by-others.txt'), uid, uid);
    await expect(withSession(login, (ftp) => ftp.send('STOR d.txt'))).rejects.toThrow(/552.*quota/is);
    await mutate('updateFtpAccount', { id: login.id, quotaBytes: 2000 }, '');
    await withSession(login, (ftp) => store(ftp, 'd.txt', 10));
  });

  describe('the directory of an account', () => {
    it('is all that it sees, whichever path it names', async () => {
      await writeFile(join(site, 'above.txt'), 'above');
      await withSession(await create({ homeDirectory: 'photos' }), async (ftp) => {
        for (const path of ['..', '../..', '/..', '/../../../../etc', '//..//..']) {
          await ftp.cd(path).catch(() => undefined);
          expect(await names(ftp)).toEqual([]);
        }
        const paths = [
          '../above.txt',
          '/../above.txt',
          join(site, 'above.txt'),
          '/etc/passwd',
          '..\\above.txt',
        ];
        for (const path of paths) await expect(ftp.size(path)).rejects.toThrow(/^550 /);
      });
    });

    it('is not left by a link that lies in it', async () => {
      await symlink(join(folder, 'outside'), join(site, 'way-out'));
      await symlink(join(folder, 'outside/secret.txt'), join(site, 'secret.txt'));
      await withSession(await create(), async (ftp) => {
        await expect(ftp.cd('way-out')).rejects.toThrow(/^550 /);
        for (const path of ['secret.txt', 'way-out/secret.txt']) {
          await expect(ftp.size(path)).rejects.toThrow(/^550 /);
        }
        await expect(ftp.send('SITE SYMLINK /etc/passwd mine')).rejects.toThrow(/^5/);
      });
    });

    it.each(['/way-in', '/way-in/below', '/photos/way-in'])(
      'is not entered where a link has taken its place or one above it: %s',
      async (homeDirectory) => {
        await mkdir(join(folder, 'outside/below'), { recursive: true });
        for (const link of ['way-in', 'photos/way-in']) {
          await symlink(join(folder, 'outside'), join(site, link)).catch(() => undefined);
        }
        const login = await create({ homeDirectory });
        await expect(signIn(login)).rejects.toThrow(/^530 /);
        await rm(join(site, 'photos/way-in'));
      },
    );

    it('is made by the first sign-in, as the site’s own user makes one', async () => {
      const login = await create({ homeDirectory: '/new/below' });
      await withSession(login, (ftp) => store(ftp, 'a.txt', 1));
      for (const path of ['new', 'new/below', 'new/below/a.txt']) {
        expect(await stat(join(site, path))).toMatchObject({ uid, gid: uid });
      }
      expect((await stat(join(site, 'new'))).mode & 0o777).toBe(0o755);
    });

    it('is made nowhere else, and no site is', async () => {
      const elsewhere = join(folder, 'elsewhere');
      await mkdir(elsewhere);
      await symlink(elsewhere, join(site, 'way-elsewhere'));
      await expect(signIn(await create({ homeDirectory: '/way-elsewhere/new' }))).rejects.toThrow(/^530 /);
      expect(await readdir(elsewhere)).toEqual([]);

      await rename(site, `${site}.away`);
      await expect(signIn(await create())).rejects.toThrow(/^530 /);
      expect(await readdir(host.sites)).toEqual([`${SITE}.away`]);
      await rename(`${site}.away`, site);
    });
  });

  describe('TLS', () => {
    it('comes before a username, and holds for files as well', async () => {
      const { username, password } = await create();
      const plain = new Client(10_000);
      await expect(
        plain.access({ host: '127.0.0.1', port: host.port, user: username, password, secure: false }),
      ).rejects.toThrow(/^550 SSL\/TLS required/);
      plain.close();
      await withSession({ username, password }, async (ftp) => {
        expect(['TLSv1.2', 'TLSv1.3']).toContain(
          (ftp.ftp.socket as { getProtocol?: () => string }).getProtocol?.(),
        );
        await expect(ftp.send('PROT C')).rejects.toThrow(/^5\d\d /);
      });
    });

    it('is not spoken in versions that are broken', async () => {
      const { username, password } = await create();
      const ftp = new Client(10_000);
      const secureOptions = {
        ...({ rejectUnauthorized: false, minVersion: 'TLSv1', maxVersion: 'TLSv1.1' } as const),
        ciphers: 'DEFAULT@SECLEVEL=0',
      };
      await expect(
        ftp.access({
          host: '127.0.0.1',
          port: host.port,
          user: username,
          password,
          secure: true,
          secureOptions,
        }),
      ).rejects.toThrow();
      ftp.close();
    });
  });

  describe('the role of the FTP server', () => {
    let database: DatabaseClient;

    beforeAll(async () => {
      database = new DatabaseClient({ connectionString: host.databaseUrl });
      await database.connect();
    });

    afterAll(() => database.end());

    it('sees who can sign in, and nothing else', async () => {
      const off = await create();
      await mutate('disableFtpAccount', { id: off.id }, '');
      const { rows } = await database.query<{ username: string }>('SELECT * FROM hosting.ftp_login');
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.map(({ username }) => username)).not.toContain(off.username);
      expect(Object.keys(rows[0]!)).not.toContain('owner_email');
      for (const table of ['ftp_account', 'legacy_site', 'audit_event', 'ftp_account_request']) {
        await expect(database.query(`SELECT FROM hosting.${table}`)).rejects.toThrow(/permission denied/);
      }
    });

    it.each([
      "UPDATE hosting.ftp_login SET password_hash = ''",
      'DELETE FROM hosting.ftp_login',
      "UPDATE hosting.ftp_account SET prefix = ''",
      "INSERT INTO hosting.audit_event (id) VALUES ('x')",
      'CREATE TABLE hosting.mine ()',
      'CREATE TABLE public.mine ()',
      'CREATE SCHEMA mine',
      'CREATE ROLE mine',
    ])('may not: %s', async (statement) => {
      await expect(database.query(statement)).rejects.toThrow(/permission denied|cannot (update|delete)/);
    });

    it('can say that an account was used, which changes no other column and no other account', async () => {
      const [one, other] = [await create(), await create()];
      const rows = async (): Promise<{ rest: unknown; used_bytes: string }[]> =>
        subgraph.database.query(
          `SELECT to_jsonb(account) - 'last_login_at' - 'used_bytes' AS rest, used_bytes
           FROM hosting.ftp_account AS account WHERE id = ANY($1) ORDER BY id = $2`,
          [[one.id, other.id], one.id],
        );
      const before = await rows();
      await database.query('SELECT hosting.record_ftp_login($1), hosting.add_ftp_usage($1, 7)', [
        one.username,
      ]);
      await database.query('SELECT hosting.add_ftp_usage($1, -1e300)', [other.username]);
      const after = await rows();
      expect(after.map(({ rest }) => rest)).toEqual(before.map(({ rest }) => rest));
      expect(after.map(({ used_bytes }) => used_bytes)).toEqual(['0', '7']);
    });
  });

  it('writes no password and no hash into its logs', async () => {
    const login = await create();
    await signIn(login);
    const logs = join(folder, 'proftpd');
    const files = (await readdir(logs)).filter((name) => name.endsWith('.log'));
    const text = (await Promise.all(files.map((name) => readFile(join(logs, name), 'utf8')))).join('\n');
    expect(text).toMatch(/TLSv1/);
    expect(text).not.toContain(login.password);
    expect(text).not.toContain('$2b$');
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@hostgraph/embedded-postgres';
import { giveTree } from '../src/account';
import { cleanUp, isAlive, isRoot, nobody, query, scratchDirectory, spawnOwner } from './harness';

const fast = { fsync: 'off' };
const onlyRoot = isRoot ? it : it.skip;
const onlyWithNobody = nobody ? it : it.skip;

afterEach(cleanUp);

describe('startEmbeddedPostgres', () => {
  it('keeps rows over stop and start, durably and in UTF-8', async () => {
    const directory = join(scratchDirectory(), 'made', 'on', 'demand');
    const first = await startEmbeddedPostgres({ directory });
    await query(first.url, `CREATE TABLE town (name text); INSERT INTO town VALUES ('Genève')`);
    const settings = [
      'fsync',
      'data_checksums',
      'server_encoding',
      'password_encryption',
      'listen_addresses',
    ];
    expect(
      await query(
        first.url,
        `SELECT ${settings.map((name) => `current_setting('${name}') AS ${name}`).join()}`,
      ),
    ).toEqual([
      {
        fsync: 'on',
        data_checksums: 'on',
        server_encoding: 'UTF8',
        password_encryption: 'scram-sha-256',
        listen_addresses: '127.0.0.1',
      },
    ]);
    await first.stop();
    expect(isAlive(first.processId)).toBe(false);

    const second = await startEmbeddedPostgres({ directory });
    // Upper case beyond ASCII depends on the locale provider.
    expect(await query(second.url, 'SELECT upper(name) AS name FROM town')).toEqual([{ name: 'GENÈVE' }]);
    await second.stop();
    await second.stop();
    expect(readdirSync(directory).filter((name) => name.startsWith('owner-'))).toEqual([]);
  });

  it('lets nobody in without the password, which only the owner of the directory can read', async () => {
    const directory = scratchDirectory();
    const { url, stop } = await startEmbeddedPostgres({ directory, settings: fast });
    const password = new URL(url).password;
    await expect(query(url.replace(password, 'guessed'), 'SELECT 1')).rejects.toThrow(
      /password authentication/,
    );
    expect(
      await query(url, `SELECT setting FROM pg_settings WHERE name = 'unix_socket_directories'`),
    ).toEqual([{ setting: '' }]);
    await stop();
    const withPassword = readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => readFileSync(path, 'latin1').includes(password));
    expect(withPassword).toEqual([join(directory, 'superuser-password')]);
    expect(statSync(withPassword[0]!).mode & 0o777).toBe(0o600);
  });

  it('keeps failed statements, which may hold secrets, out of its log', async () => {
    const directory = scratchDirectory();
    const { url, stop } = await startEmbeddedPostgres({ directory, settings: fast });
    await expect(query(url, `CREATE ROLE r PASSWORD 'hunter2' +`)).rejects.toThrow(/syntax/);
    await stop();
    const log = readFileSync(join(directory, 'postgres.log'), 'utf8');
    expect(log).toContain('ready to accept connections');
    expect(log).not.toContain('hunter2');
  });

  it('says which port is in use, and lets go of the directory', async () => {
    const directory = scratchDirectory();
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await expect(startEmbeddedPostgres({ directory, port, settings: fast })).rejects.toMatchObject({
      code: 'PORT_IN_USE',
      message: expect.stringContaining(String(port)) as string,
    });
    server.close();
    await once(server, 'close');
    const db = await startEmbeddedPostgres({ directory, port, settings: fast });
    expect(db.port).toBe(port);
    await db.stop();
  });

  it('says what is wrong with a setting, on one line', async () => {
    const directory = scratchDirectory();
    await expect(startEmbeddedPostgres({ directory, settings: { fsync: 'perhaps' } })).rejects.toMatchObject({
      code: 'START_FAILED',
      message: expect.stringMatching(/^.*"fsync".*$/) as string,
    });
  });

  it('refuses a directory below a regular file', async () => {
    const file = join(scratchDirectory(), 'file');
    writeFileSync(file, '');
    for (const directory of [file, join(file, 'below')]) {
      await expect(startEmbeddedPostgres({ directory })).rejects.toMatchObject({
        code: 'DIRECTORY_NOT_WRITABLE',
        message: expect.stringContaining(directory) as string,
      });
    }
  });

  it('tells when the password is lost instead of starting anew', async () => {
    const directory = scratchDirectory();
    mkdirSync(join(directory, 'cluster'));
    await expect(startEmbeddedPostgres({ directory })).rejects.toMatchObject({
      code: 'INIT_FAILED',
      message: expect.stringContaining('superuser-password') as string,
    });
  });

  it('lives in a process group of its own, so that Ctrl-C leaves it to the caller', async () => {
    const { processId, stop } = await startEmbeddedPostgres({
      directory: scratchDirectory(),
      settings: fast,
    });
    expect(() => process.kill(-processId, 0)).not.toThrow();
    await stop();
  });
});

describe('an ordinary user', () => {
  onlyWithNobody('runs the server himself', async () => {
    const directory = scratchDirectory();
    chownSync(directory, nobody!.uid, nobody!.gid);
    const { firstLine } = spawnOwner(directory, { account: nobody });
    const { url, processId } = await firstLine;
    expect(await query(url, 'SHOW data_directory')).toEqual([{ data_directory: join(directory, 'cluster') }]);
    process.kill(processId, 'SIGINT');
  });

  onlyWithNobody('is told that the directory is read-only', async () => {
    const directory = scratchDirectory();
    chownSync(directory, nobody!.uid, nobody!.gid);
    chmodSync(directory, 0o500);
    expect(await spawnOwner(directory, { account: nobody }).firstLine).toEqual({
      code: 'DIRECTORY_NOT_WRITABLE',
    });
  });
});

describe('root', () => {
  onlyRoot('runs the server as another user below a directory that only root can enter', async () => {
    const closed = scratchDirectory();
    chmodSync(closed, 0o700);
    const directory = join(closed, 'data');
    const db = await startEmbeddedPostgres({ directory, settings: fast });
    expect(statSync(`/proc/${db.processId}`).uid).not.toBe(0);
    expect(statSync(join(directory, 'superuser-password')).uid).toBe(0);
    // These open files by name, in processes other than the one that was started.
    await query(db.url, 'CREATE DATABASE another');
    await query(db.url, 'SET debug_parallel_query = on; SELECT count(*) FROM pg_class');
    await query(db.url, 'CHECKPOINT');
    await db.stop();
  });

  onlyRoot('starts a cluster that a restore gave to root', async () => {
    const directory = scratchDirectory();
    await (await startEmbeddedPostgres({ directory, settings: fast })).stop();
    await giveTree(join(directory, 'cluster'), { uid: 0, gid: 0 });
    await (await startEmbeddedPostgres({ directory, settings: fast })).stop();
    expect(statSync(join(directory, 'cluster', 'PG_VERSION')).uid).not.toBe(0);
  });

  onlyWithNobody('leaves the directory of an ordinary user to him', async () => {
    const directory = scratchDirectory();
    chownSync(directory, nobody!.uid, 0);
    const db = await startEmbeddedPostgres({ directory, settings: fast });
    expect(statSync(join(directory, 'cluster'))).toMatchObject({ uid: nobody!.uid, gid: 0 });
    await db.stop();
  });

  // The owner of a directory mounted into a container often has no name there, which initdb refuses.
  onlyRoot('works in the directory of a user without a name', async () => {
    const directory = scratchDirectory();
    chownSync(directory, 54_321, 54_321);
    await (await startEmbeddedPostgres({ directory, settings: fast })).stop();
  });
});

describe('a pid file', () => {
  let stranger: ChildProcess;
  afterEach(() => stranger.kill('SIGKILL'));

  // After a power cut the number in postmaster.pid may belong to any program of the same user.
  it('does not stop the start when its number now belongs to another program', async () => {
    const directory = scratchDirectory();
    await (await startEmbeddedPostgres({ directory, settings: fast })).stop();
    stranger = spawn('sleep', ['60'], { ...nobody, stdio: 'ignore' });
    writeFileSync(join(directory, 'cluster', 'postmaster.pid'), `${stranger.pid}\n`);
    await (await startEmbeddedPostgres({ directory, settings: fast })).stop();
    expect(isAlive(stranger.pid!)).toBe(true);
  });
});

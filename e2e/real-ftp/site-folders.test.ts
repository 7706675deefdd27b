import { execFile } from 'node:child_process';
import { mkdir, readdir, rm, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describeWith } from '../support/debian';
import { FTP_HOST_PROGRAMS } from '../support/servers/ftp-host';
import { administrator, type FtpLogin, type FtpWorld, SITE, startFtpWorld } from './ftp-world';

const SCRIPT = join(__dirname, '../../deploy/proftpd/site-folders');

describeWith([...FTP_HOST_PROGRAMS, 'psql'], 'folders of sites', () => {
  let world: FtpWorld;

  beforeAll(async () => {
    world = await startFtpWorld();
  });
  afterAll(() => world.stop());

  async function makeFolders(): Promise<void> {
    const { hostname, port, pathname, username, password } = new URL(world.host.databaseUrl);
    await promisify(execFile)(SCRIPT, {
      env: {
        ...{ PATH: process.env['PATH'], FTP_SITES: world.host.sites },
        FTP_DATABASE: `${pathname.slice(1)}@${hostname}:${port}`,
        ...{ FTP_DATABASE_USER: username, FTP_DATABASE_PASSWORD: password },
      },
    });
  }

  async function createAccount(): Promise<FtpLogin> {
    const { data } = await world.subgraph.ask<{
      createFtpAccount: { ftpAccount: { username: string }; password: string };
    }>(
      administrator,
      `mutation { createFtpAccount(input: {
        siteId: "lsi_1", localPart: "web", quotaBytes: 100000000, idempotencyKey: "key-of-web"
      }) { ftpAccount { username } password } }`,
    );
    const { ftpAccount, password } = data!.createFtpAccount;
    return { username: ftpAccount.username, password };
  }

  it('are made for sites that have accounts, as the site’s own, and those that are there stay', async () => {
    await rm(world.site, { recursive: true });
    await makeFolders();
    expect(await readdir(world.host.sites)).toEqual([]);

    const login = await createAccount();
    await expect(world.withSession(login, (ftp) => ftp.list())).rejects.toThrow(/^530 /);
    await makeFolders();
    const { uid, gid, mode } = await stat(world.site);
    expect([uid, gid, (mode & 0o777).toString(8)]).toEqual([world.uid, world.uid, '755']);
    expect(await world.withSession(login, (ftp) => ftp.pwd())).toBe('/');

    // Somebody has put it elsewhere.
    await rm(world.site, { recursive: true });
    await mkdir(join(world.folder, 'elsewhere'));
    await symlink(join(world.folder, 'elsewhere'), world.site);
    await makeFolders();
    expect(await readdir(world.host.sites)).toEqual([SITE]);
    expect((await stat(join(world.folder, 'elsewhere'))).uid).toBe(0);
  });
});

import { chown, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Client } from 'basic-ftp';
import { describeWith } from '../support/debian';
import { FTP_HOST_PROGRAMS } from '../support/servers/ftp-host';
import { administrator, type FtpLogin, type FtpWorld, startFtpWorld } from './ftp-world';

/** What a file .ftpaccess may say of the rules in deploy/proftpd/proftpd.conf, were it read. */
const ALLOWING = `
<Limit ALL LOGIN DIRS READ WRITE MFMT MFF SITE_UTIME SITE_CHMOD SITE_CHGRP SITE_SYMLINK>
  Order allow,deny
  AllowAll
</Limit>
<Limit WRITE MFMT MFF SITE_UTIME>
  AllowAll
</Limit>
<Limit SITE_CHMOD>
  AllowAll
</Limit>
Umask 000 000
AllowOverwrite on
AllowOverride on
PathAllowFilter ".*"
PathDenyFilter none
`;
const DENYING = '<Limit ALL>\n  DenyAll\n</Limit>\n<Limit LOGIN>\n  DenyAll\n</Limit>\n';
/** Beyond what a server can read while somebody waits for the answer to a password: 1.4 million directives. */
const HUGE = '<Limit ALL>\n</Limit>\n'.repeat(700_000);

describeWith(FTP_HOST_PROGRAMS, 'a file .ftpaccess that a customer has stored', () => {
  let world: FtpWorld;
  let writer: FtpLogin;
  let reader: FtpLogin;

  beforeAll(async () => {
    world = await startFtpWorld();
    for (const folder of ['shop', 'shop/read']) await mkdir(join(world.site, folder));
    await writeFile(join(world.site, 'shop/read/kept.txt'), 'kept');
    for (const path of ['shop', 'shop/read', 'shop/read/kept.txt']) {
      await chown(join(world.site, path), world.uid, world.uid);
    }
    writer = await create('writer', 'homeDirectory: "/shop"');
    reader = await create('reader', 'homeDirectory: "/shop/read", isReadOnly: true');
  }, 60_000);
  afterAll(() => world.stop());

  async function create(localPart: string, settings: string): Promise<FtpLogin> {
    const { data } = await world.subgraph.ask<{
      createFtpAccount: { ftpAccount: { username: string }; password: string };
    }>(
      administrator,
      `mutation { createFtpAccount(input: {
        siteId: "lsi_1", localPart: "${localPart}", idempotencyKey: "key-of-${localPart}", quotaBytes: 100000000, ${settings}
      }) { ftpAccount { username } password } }`,
    );
    const { ftpAccount, password } = data!.createFtpAccount;
    return { ...ftpAccount, password };
  }

  /** Stores it in both accounts' directories, as the one who may. */
  const override = (text: string): Promise<void> =>
    world.withSession(writer, async (ftp) => {
      for (const path of ['.ftpaccess', 'read/.ftpaccess']) await store(ftp, path, text);
    });
  const store = (ftp: Client, path: string, text: string) => ftp.uploadFrom(Readable.from([text]), path);

  it('lets an account that only reads change nothing', async () => {
    await override(ALLOWING);
    await world.withSession(reader, async (ftp) => {
      const commands = [
        ...['STOR new.txt', 'APPE kept.txt', 'STOU', 'DELE kept.txt', 'DELE .ftpaccess', 'MKD new', 'RMD .'],
        ...['RNFR kept.txt', 'RNTO new.txt', 'MFMT 20200101000000 kept.txt'],
        ...['MFF Modify=20200101000000; kept.txt', 'MFF UNIX.mode=0777; kept.txt'],
        ...['SITE CHMOD 777 kept.txt', 'SITE CHGRP 65533 kept.txt', 'SITE SYMLINK kept.txt new'],
        'SITE UTIME 202001010000 kept.txt',
      ];
      for (const command of commands) await expect(ftp.send(command)).rejects.toThrow(/^5\d\d /);
    });
    expect((await readdir(join(world.site, 'shop/read'))).toSorted()).toEqual(['.ftpaccess', 'kept.txt']);
    expect(await readFile(join(world.site, 'shop/read/kept.txt'), 'utf8')).toBe('kept');
  });

  it('opens no command to an account that writes, and changes the rights of no file', async () => {
    await override(ALLOWING);
    await world.withSession(writer, async (ftp) => {
      await store(ftp, 'page.html', 'page');
      for (const command of [
        'SITE CHMOD 777 page.html',
        'SITE CHGRP 65533 page.html',
        'SITE SYMLINK page.html new',
      ])
        await expect(ftp.send(command)).rejects.toThrow(/^5\d\d /);
      await expect(ftp.send('MKD control\u0001character')).rejects.toThrow(/^5\d\d /);
      await ftp.send('MKD folder');
    });
    expect((await stat(join(world.site, 'shop/page.html'))).mode & 0o777).toBe(0o644);
    expect((await stat(join(world.site, 'shop/folder'))).mode & 0o777).toBe(0o755);
  });

  it('keeps nobody out of the account', async () => {
    await override(DENYING);
    await world.withSession(writer, async (ftp) => {
      await ftp.cd('/');
      await store(ftp, 'after.txt', 'stored');
      expect(await ftp.size('after.txt')).toBe(6);
      await ftp.remove('read/.ftpaccess');
      await ftp.remove('.ftpaccess');
    });
    expect(await world.withSession(reader, (ftp) => ftp.pwd())).toBe('/');
  });

  it('is not read, however large it is', async () => {
    await override(HUGE);
    // The client waits for ten seconds for an answer.
    expect(await world.withSession(writer, (ftp) => ftp.pwd())).toBe('/');
    expect(await world.withSession(reader, (ftp) => ftp.size('kept.txt'))).toBe(4);
  }, 60_000);
});

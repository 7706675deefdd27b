import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  connectManageSieve,
  type ManageSieveClient,
  type ManageSieveOptions,
  ManageSieveRefusal,
} from '@hostgraph/managesieve';
import { describeWith, ROOT } from '../support/debian';
import { startDovecot } from '../support/servers/dovecot';
import { freePortsFor } from '../support/servers/free-ports';
import type { RunningServer } from '../support/servers/running-server';

const KEEP = 'keep;\r\n';
const ANNA = { user: 'anna@example.test', password: 'a-secret' };
const BERT = { user: 'bert@example.test', password: 'b-secret' };
const MASTER = { user: 'control-plane', password: 'm-secret' };

describeWith(
  [ROOT, 'openssl', 'dovecot', 'sievec', 'dovecot/managesieve'],
  'ManageSieve with Dovecot',
  () => {
    let folder: string;
    let server: RunningServer;
    let common: { host: string; port: number; ca: string };
    let imap: number;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'hostgraph-managesieve-'));
      await chmod(folder, 0o755);
      const ports = await freePortsFor(['lmtp', 'sasl', 'imap', 'managesieve']);
      server = await startDovecot(folder, ports);
      const ca = await readFile(join(folder, 'dovecot/certificate.pem'), 'utf8');
      common = { host: '127.0.0.1', port: ports.managesieve, ca };
      imap = ports.imap;
    });
    afterAll(async () => {
      await server.stop();
      await rm(folder, { recursive: true });
    });

    async function asUser<Result>(
      credentials: Pick<ManageSieveOptions, 'user' | 'password' | 'actAs'>,
      use: (client: ManageSieveClient) => Promise<Result>,
    ): Promise<Result> {
      const client = await connectManageSieve({ ...common, ...credentials });
      try {
        return await use(client);
      } finally {
        await client.logout();
      }
    }
    const refusalOf = (promise: Promise<unknown>): Promise<ManageSieveRefusal> =>
      promise.then(
        () => {
          throw new Error('was not refused');
        },
        (error: unknown) => {
          expect(error).toBeInstanceOf(ManageSieveRefusal);
          return error as ManageSieveRefusal;
        },
      );

    it('tells what the server can do', async () => {
      const { capabilities } = await asUser(ANNA, (client) => Promise.resolve(client));
      expect(capabilities.implementation).toContain('Pigeonhole');
      expect(capabilities.sieveExtensions).toEqual(expect.arrayContaining(['fileinto', 'vacation', 'body']));
      expect(capabilities.maxRedirects).toBeGreaterThan(0);
    });

    it('stores, lists, activates, reads and deletes scripts', async () => {
      const script = '# Grüße, "quotes" \\ and\r\n# {3+}\r\nkeep;\r\n';
      await asUser(ANNA, async (client) => {
        expect(await client.listScripts()).toEqual([]);
        expect(await client.checkScript(script)).toEqual([]);
        expect(await client.putScript('my "rules" \\ ü', script)).toEqual([]);
        await client.putScript('other', KEEP);
        await client.setActive('my "rules" \\ ü');
        expect(new Set(await client.listScripts())).toEqual(
          new Set([
            { name: 'my "rules" \\ ü', isActive: true },
            { name: 'other', isActive: false },
          ]),
        );
        expect(await client.getScript('my "rules" \\ ü')).toBe(script);
        await client.noop();

        const active = await refusalOf(client.deleteScript('my "rules" \\ ü'));
        expect(active.responseCode).toBe('ACTIVE');
        await client.setActive(null);
        expect((await client.listScripts()).filter(({ isActive }) => isActive)).toEqual([]);
        await client.deleteScript('my "rules" \\ ü');
        await client.deleteScript('other');
        expect(await client.listScripts()).toEqual([]);
      });
    });

    it('says by line what is wrong with a script, and the one before stays active', async () => {
      await asUser(ANNA, async (client) => {
        await client.putScript('rules', KEEP);
        await client.setActive('rules');
        const wrong = 'require "fileinto";\r\nfrobnicate;\r\nfileinto :nowhere "x";\r\n';
        for (const refusal of [
          await refusalOf(client.checkScript(wrong)),
          await refusalOf(client.putScript('rules', wrong)),
        ]) {
          const lines = refusal.scriptMessages.map(({ line }) => line);
          expect(lines).toEqual(expect.arrayContaining([2, 3]));
          expect(refusal.responseText).toContain('frobnicate');
          expect(refusal.isTemporary).toBe(false);
        }
        expect(await client.getScript('rules')).toBe(KEEP);
        expect(await client.listScripts()).toEqual([{ name: 'rules', isActive: true }]);
        await client.setActive(null);
        await client.deleteScript('rules');
      });
    });

    it('passes on what the server only warns of', async () => {
      const script = 'if header "not a name" "x" {\r\n  stop;\r\n}\r\n';
      await asUser(ANNA, async (client) => {
        const warning = { line: 1, text: expect.stringContaining('not a name') as string };
        expect(await client.checkScript(script)).toEqual([warning]);
        expect(await client.putScript('warned', script)).toEqual([warning]);
        expect(await client.getScript('warned')).toBe(script);
        await client.deleteScript('warned');
      });
    });

    it('tells what is not there from what does not fit', async () => {
      await asUser(ANNA, async (client) => {
        for (const absent of [
          client.getScript('absent'),
          client.setActive('absent'),
          client.deleteScript('absent'),
        ])
          expect((await refusalOf(absent)).responseCode).toBe('NONEXISTENT');
        expect(await client.haveSpace('rules', 100)).toBe(true);
        expect(await client.haveSpace('rules', 65 * 1024)).toBe(false);
        expect(
          (await refusalOf(client.putScript('large', `# ${'x'.repeat(65 * 1024)}\r\n`))).has('QUOTA'),
        ).toBe(true);
        for (const name of ['1', '2', '3', '4']) await client.putScript(name, KEEP);
        expect((await refusalOf(client.putScript('5', KEEP))).responseCode).toBe('QUOTA/MAXSCRIPTS');
        for (const name of ['1', '2', '3', '4']) await client.deleteScript(name);
      });
    });

    it('lets no name or script become a command', async () => {
      await asUser(BERT, (client) => client.putScript('y', KEEP));
      await asUser(ANNA, async (client) => {
        await client.putScript('y', KEEP);
        const names = [
          'x"\r\nDELETESCRIPT "y',
          'x" {5+}\r\nkeep;\r\nDELETESCRIPT "y',
          'a\nb',
          '{5+}',
          '',
          '..',
          '/etc/passwd',
          '../../bert@example.test/sieve/y',
          '\0',
        ];
        for (const name of names)
          await client.putScript(name, 'stop;\r\n').catch((error: unknown) => {
            expect(error).toBeInstanceOf(ManageSieveRefusal);
          });
        const text = '# "\r\n# {1+}\r\nkeep;\r\n# "\r\n#\r\nkeep;\r\n';
        await client.putScript('text', `${text}# DELETESCRIPT "y"\r\n`);
        for (const script of [`${text}DELETESCRIPT "y"\r\n`, '{1+}\r\nx\r\nDELETESCRIPT "y"\r\n'])
          expect((await refusalOf(client.putScript('text', script))).command).toBe('PUTSCRIPT');
        const scripts = await client.listScripts();
        expect(scripts.map(({ name }) => name)).toEqual(expect.arrayContaining(['y', 'text']));
        for (const { name } of scripts) expect([...names, 'y', 'text']).toContain(name);
        expect(await client.getScript('y')).toBe(KEEP);
        for (const { name } of scripts) await client.deleteScript(name);
        expect(await client.listScripts()).toEqual([]);
      });
      await asUser(BERT, async (client) => {
        expect(await client.getScript('y')).toBe(KEEP);
        await client.deleteScript('y');
      });
    });

    it('runs commands that were called at once one after the other', async () => {
      await asUser(ANNA, async (client) => {
        await Promise.all([client.putScript('a', KEEP), client.setActive('a'), client.noop()]);
        expect(await Promise.all([client.listScripts(), client.getScript('a')])).toEqual([
          [{ name: 'a', isActive: true }],
          KEEP,
        ]);
        await client.setActive(null);
        await client.deleteScript('a');
      });
    });

    it('acts for another user, who finds the script in their own account', async () => {
      const credentials = { ...MASTER, actAs: 'bert@example.test' };
      await asUser(credentials, (client) => client.putScript('rules', KEEP));
      expect(await asUser(BERT, (client) => client.listScripts())).toEqual([
        { name: 'rules', isActive: false },
      ]);
      expect(await asUser(ANNA, (client) => client.listScripts())).toEqual([]);
    });

    it.each([
      ['a wrong password', { ...ANNA, password: 'wrong-secret' }],
      ['a user acting for another', { ...ANNA, actAs: 'bert@example.test' }],
      ['one who acts for nobody', MASTER],
      ['acting for somebody who does not exist', { ...MASTER, actAs: 'nobody@example.test' }],
    ])('refuses %s, and tells nobody the password', async (_, credentials) => {
      const refusal = await refusalOf(connectManageSieve({ ...common, ...credentials }));
      expect(refusal).toMatchObject({ command: 'AUTHENTICATE', isTemporary: false });
      expect(JSON.stringify(refusal) + refusal.stack!).not.toContain(credentials.password);
    });

    it('refuses a certificate that nobody vouches for, or for another name', async () => {
      const { host, port, ca } = common;
      const untrusted = { code: 'UNTRUSTED' };
      await expect(connectManageSieve({ host, port, ...ANNA })).rejects.toMatchObject(untrusted);
      await expect(connectManageSieve({ host: '127.0.0.2', port, ca, ...ANNA })).rejects.toMatchObject({
        code: expect.stringMatching(/UNTRUSTED|UNREACHABLE/) as string,
      });
      const trusted = await connectManageSieve({ host: 'localhost', port, ca, ...ANNA });
      await trusted.logout();
    });

    it('does not take another server for one', async () => {
      await expect(connectManageSieve({ ...common, port: imap, ...ANNA })).rejects.toMatchObject({
        code: 'INVALID_ANSWER',
      });
    });

    it('does nothing more after its connection has ended', async () => {
      const client = await connectManageSieve({ ...common, ...ANNA });
      await client.logout();
      await expect(client.listScripts()).rejects.toMatchObject({ code: 'UNREACHABLE' });
      await client.logout();
    });
  },
);

import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describeWith, ROOT } from '../support/debian';
import { createCertificate } from '../support/servers/certificate';

const run = promisify(execFile);
const DEPLOY = join(__dirname, '../../deploy');
/** Of the container in the inner network. */
const INSIDE = '172.30.0.9';

/** The scripts by which containers start, with their absolute paths in a folder, to where the server would start. */
describeWith(
  [ROOT, 'openssl', 'dovecot', 'postfix', 'postfix/postfix-pgsql.so'],
  'in the composition',
  () => {
    let folder: string;

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'hostgraph-compose-'));
      await chmod(folder, 0o755);
      await mkdir(join(folder, 'bin'));
      for (const name of ['certificates', 'secrets', 'log', 'dovecot', 'etc-postfix'])
        await mkdir(join(folder, name));
      await createCertificate(join(folder, 'certificates'), 'mx1.example.test');
      for (const server of ['dovecot', 'postfix']) await stub(server, `echo "$0 $*" >"${folder}/started"`);
      await stub('keep-log.sh', ':');
      await stub('getent', `echo "${INSIDE}     STREAM $2"`);
    });
    afterEach(() => rm(folder, { recursive: true, force: true }));

    const stub = (program: string, script: string): Promise<void> =>
      writeFile(join(folder, 'bin', program), `#!/bin/sh\n${script}\n`, { mode: 0o755 });

    const withPaths = (text: string): string =>
      text
        .replaceAll('/etc/dovecot', join(folder, 'dovecot'))
        .replaceAll('/etc/postfix', join(folder, 'etc-postfix'))
        .replaceAll('/usr/share/postfix-etc', '/usr/share/debian-postfix')
        .replaceAll('/usr/share/hostgraph', join(folder, 'shipped'))
        .replaceAll('/certificates', join(folder, 'certificates'))
        .replaceAll('/var/lib/postfix', join(folder, 'postfix-data'))
        .replaceAll('/run/secrets', join(folder, 'secrets'))
        .replaceAll('/deploy/', `${join(folder, 'bin')}/`)
        .replaceAll('/usr/share/debian-postfix', '/etc/postfix');

    /** @param secrets what is in the files of the container's */
    async function start(
      script: string,
      secrets: Readonly<Record<string, string>>,
      environment: Readonly<Record<string, string>>,
    ): Promise<void> {
      await cp(join(DEPLOY, script.replace('.sh', '')), join(folder, 'shipped'), { recursive: true });
      for (const [name, value] of Object.entries(secrets))
        await writeFile(join(folder, 'secrets', name), `${value}\n`);
      const text = withPaths(await readFile(join(DEPLOY, 'compose', script), 'utf8'));
      const path = `${join(folder, 'bin')}:${process.env['PATH']}`;
      await run('sh', ['-c', text], { env: { PATH: path, ...environment } });
      expect(await readFile(join(folder, 'started'), 'utf8')).toContain(script.replace('.sh', ''));
    }

    it('Dovecot finds the database and Postfix, who alone reaches what asks for no password', async () => {
      const config = join(folder, 'dovecot');
      await start(
        'dovecot.sh',
        {
          dovecot_password: 'd-secret',
          sieve_master_password: 's-secret',
          folders_master_password: 'f-secret',
        },
        { HOSTGRAPH_NETWORK: '172.30.0.0/24' },
      );
      for (const file of await readdir(config)) {
        if (!/\.(conf|ext)$/.test(file)) continue;
        await writeFile(join(config, file), withPaths(await readFile(join(config, file), 'utf8')));
      }
      expect(await readFile(join(config, 'database.conf'), 'utf8')).toBe(
        'connect = host=postgres dbname=hostgraph user=hostgraph_dovecot password=d-secret\n',
      );
      const { stdout } = await run('doveconf', ['-c', join(config, 'dovecot.conf'), '-n']);
      for (const listener of ['postfix', 'lmtp'])
        expect(stdout).toMatch(
          new RegExp(String.raw`inet_listener ${listener} \{\n\s*address = ${INSIDE}\n`),
        );
      expect(stdout).toContain('submission_host = postfix.inside:10587');
      for (const file of ['masters', 'hostgraph-folders.users'])
        expect(await readFile(join(config, file), 'utf8')).toMatch(
          /^\w+:\{ARGON2ID\}[^:]+::::::allow_nets=172\.30\.0\.0\/24\n$/,
        );
    });

    it('Postfix finds the database and Dovecot, who alone reaches what asks for no password', async () => {
      const config = join(folder, 'etc-postfix');
      await start(
        'postfix.sh',
        { postfix_password: 'p-secret' },
        { MAIL_HOST_NAME: 'mx1.example.test', HOSTGRAPH_NETWORK: '172.30.0.0/24' },
      );
      expect(await readFile(join(config, 'maps/aliases.cf'), 'utf8')).toContain(
        'hosts = postgres\ndbname = hostgraph\nuser = hostgraph_postfix\npassword = p-secret\n',
      );
      const { stdout } = await run('postconf', ['-c', config, '-x', 'virtual_transport', 'smtpd_sasl_path']);
      expect(stdout).toBe(
        'virtual_transport = lmtp:inet:dovecot.inside:24\nsmtpd_sasl_path = inet:dovecot.inside:12345\n',
      );
      const { stdout: services } = await run('postconf', ['-c', config, '-M']);
      expect([...services.matchAll(/^(\S+)\s+inet/gm)].map(([, name]) => name)).toEqual([
        'smtp',
        'submission',
        'submissions',
        `${INSIDE}:10587`,
      ]);
    });
  },
);

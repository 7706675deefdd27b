import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { describeWith, requireProgram, ROOT } from '../support/debian';
import { createCertificate } from '../support/servers/certificate';
import { inPlaceOf } from '../support/servers/deployed-folder';
import { renderConfig } from '../support/servers/render-config';
import { REPOSITORY } from './compose-file';

const run = promisify(execFile);
const DEPLOY = join(REPOSITORY, 'deploy');
const SERVERS = join(__dirname, '../support/servers/config');

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostgraph-configuration-'));
  await chmod(folder, 0o755);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);

/** Runs a program, and tells all that it said. @throws Error where it ends with another code than 0 */
async function wordsOf(
  program: string,
  args: readonly string[],
  env?: Record<string, string>,
): Promise<string> {
  const { stdout, stderr } = await run(requireProgram(program), args, {
    encoding: 'utf8',
    ...(env && { env }),
  });
  return stdout + stderr;
}

describeWith([ROOT, 'doveconf', 'sievec', 'openssl'], 'the configuration of Dovecot', () => {
  it('is one to doveconf, and its scripts are to sievec', async () => {
    await cp(join(DEPLOY, 'dovecot'), at('etc'), { recursive: true });
    await writeFile(at('etc/database.conf'), 'connect = host=postgres\n');
    await createCertificate(at('etc'), 'mx1.example.test');
    const doveconf = requireProgram('doveconf');
    await run('unshare', inPlaceOf('/etc/dovecot', at('etc'), [doveconf, '-n']));
    const scripts = await readdir(at('etc/sieve'));
    expect(scripts).not.toEqual([]);
    for (const script of scripts) await wordsOf('sievec', [at(`etc/sieve/${script}`)]);
  });
});

describeWith([ROOT, 'postfix', 'postfix/postfix-pgsql.so', 'openssl'], 'the configuration of Postfix', () => {
  it('is one to postfix check and to postconf, without a warning', async () => {
    await cp('/etc/postfix', at('etc'), { recursive: true });
    await createCertificate(at('etc'), 'mx1.example.test');
    await writeFile(at('etc/database.cf'), 'hosts = postgres\n', { mode: 0o600 });
    await mkdir(at('spool'));
    await mkdir(at('data'));
    await run('chown', ['postfix', at('data')]);
    const settings = {
      queue_directory: at('spool'),
      data_directory: at('data'),
      myhostname: 'mx1.example.test',
    };
    const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`);
    await writeFile(at('etc/local.cf'), lines.join(''));
    await run(join(DEPLOY, 'postfix/configure'), [at('etc')]);
    for (const command of [
      [requireProgram('postfix'), 'check'],
      [requireProgram('postconf'), '-n'],
      [requireProgram('postconf'), '-M'],
    ] as const) {
      const { stderr } = await run('unshare', inPlaceOf('/etc/postfix', at('etc'), [...command]));
      expect(stderr).toBe('');
    }
  });
});

describeWith(
  [ROOT, 'proftpd', '../lib/proftpd/mod_sql_postgres.so', 'openssl'],
  'the configuration of ProFTPD',
  () => {
    it('is one to proftpd with what its environment has by default', async () => {
      await createCertificate(folder, 'ftp.example.test');
      const settings = (await readFile(join(DEPLOY, 'proftpd/proftpd.env'), 'utf8'))
        .split('\n')
        .filter((line) => /^\w/.test(line))
        .map((line) => line.split('=', 2) as [string, string]);
      const words = await wordsOf(
        'proftpd',
        ['--configtest', '--config', join(DEPLOY, 'proftpd/proftpd.conf')],
        {
          ...Object.fromEntries(settings),
          ...{ FTP_STATE: folder, FTP_LOGS: folder, FTP_DATABASE_PASSWORD: 'secret' },
          ...{ FTP_CERTIFICATE: at('certificate.pem'), FTP_CERTIFICATE_KEY: at('key.pem') },
        },
      );
      expect(words).not.toMatch(/error|fatal|warning/i);
    });
  },
);

describeWith(['rspamadm'], 'the configuration of rspamd', () => {
  it('is one to rspamadm', async () => {
    await renderConfig(join(SERVERS, 'rspamd'), at('etc'), { DIR: folder, RSPAMD: 11332, CLOSED: 9 });
    await cp(join(DEPLOY, 'rspamd/logging.inc'), at('etc/logging.inc'));
    expect(await wordsOf('rspamadm', ['configtest', '-c', at('etc/rspamd.conf')])).toContain('syntax OK');
  });
});

describeWith(['rsyslogd', 'openssl'], 'the configuration of rsyslog', () => {
  it.each(['hostgraph.conf', 'hostgraph-tls.conf', 'hostgraph-files.conf'])(
    '%s is one to rsyslogd',
    async (file) => {
      await createCertificate(folder, 'logs.example.test');
      await writeFile(
        at('rsyslog.conf'),
        `global(workDirectory="${folder}" maxMessageSize="64k")\ninclude(file="${join(DEPLOY, 'rsyslog', file)}")\n`,
      );
      const words = await wordsOf('rsyslogd', ['-N1', '-f', at('rsyslog.conf')], {
        ...{
          HOSTGRAPH_LOGS_HOST: '127.0.0.1',
          HOSTGRAPH_LOGS_PORT: '6514',
          HOSTGRAPH_LOGS_NAME: 'logs.example.test',
        },
        ...{ HOSTGRAPH_CA: at('certificate.pem'), HOSTGRAPH_LOG_FILES: at('*.log') },
        ...{ HOSTGRAPH_CERTIFICATE: at('certificate.pem'), HOSTGRAPH_KEY: at('key.pem') },
      });
      expect(words).not.toMatch(/error/i);
    },
  );
});

describeWith(['systemd-analyze'], 'the units of Debian', () => {
  it('are ones to systemd', async () => {
    await cp(join(DEPLOY, 'debian/systemd'), at('units'), { recursive: true });
    // A template is read as one of its instances, and a service for what is where it is installed.
    await rename(at('units/hostgraph@.service'), at('units/hostgraph@mail.service'));
    const folders = at('units/hostgraph-site-folders.service');
    await writeFile(folders, (await readFile(folders, 'utf8')).replaceAll('/srv/hostgraph', REPOSITORY));
    const units = (await readdir(at('units'))).filter((name) => /\.(service|timer)$/.test(name));
    expect(units).toHaveLength(5);
    const paths = units.map((name) => at(join('units', name)));
    expect(await wordsOf('systemd-analyze', ['verify', '--man=no', ...paths])).toBe('');
  });
});

describe('the configuration of Vector', () => {
  it('hands what it reads to something that is there', async () => {
    const { sources, sinks } = parse(await readFile(join(DEPLOY, 'vector/hostgraph.yaml'), 'utf8')) as {
      sources: Record<string, unknown>;
      sinks: Record<string, { inputs: string[] }>;
    };
    expect(Object.values(sinks).flatMap(({ inputs }) => inputs)).toEqual(Object.keys(sources));
  });
});

it('nothing is in deploy that nothing checks', async () => {
  const entries = await readdir(DEPLOY, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(DEPLOY.length + 1));
  expect(files.filter((file) => !CHECKED.some((pattern) => pattern.test(file)))).toEqual([]);
});

/** By the tests of this folder, by those of `real-mail` and `real-ftp`, which run the servers and their roles, and by `.ci/debian`. */
const CHECKED = [
  /^(dovecot|postfix|proftpd)\//,
  /^rspamd\/logging\.inc$/,
  /^rsyslog\/hostgraph(-tls|-files)?\.conf$/,
  /^vector\/hostgraph\.yaml$/,
  // Its form has no checker beside the program itself, which Debian does not have.
  /^fluent-bit\/hostgraph\.conf$/,
  /^(check|compose|database|debian)\//,
  /^(make-env\.mjs|ready\.sh)$/,
];

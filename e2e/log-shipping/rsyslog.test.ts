import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { DEMO_LOG_FILES } from '@hostgraph/demo-data';
import { logsSubgraph } from '@hostgraph/logs';
import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { ingestFiles } from '../../subgraphs/logs/src/ingest/ingest-files';
import { describeWith, requireProgram } from '../support/debian';
import { createSignedCertificates } from '../support/servers/certificate';
import { type IngestProcess, startIngest, stopProcess } from './ingest-process';

const DEPLOY = join(__dirname, '../../deploy/rsyslog');

describeWith(['rsyslogd', 'logger', 'openssl'], 'rsyslog with the shipped configuration', () => {
  let subgraph: TestSubgraph;
  let ingest: IngestProcess;
  let directory: string;
  let rsyslogd: ChildProcess | undefined;

  beforeAll(async () => {
    subgraph = await startTestSubgraph(logsSubgraph);
    directory = await mkdtemp(join(tmpdir(), 'hostgraph-rsyslog-'));
    await mkdir(at('work'));
    createSignedCertificates(directory, ['server', 'client']);
    ingest = await startIngest(
      subgraph.config.databaseUrl,
      [
        ...['--syslog', '127.0.0.1:0', '--syslog-tls', '127.0.0.1:0', '--tls-client-ca', at('ca.pem')],
        ...['--tls-certificate', at('server.pem'), '--tls-key', at('server.key')],
      ],
      2,
    );
  });
  afterEach(async () => {
    if (rsyslogd !== undefined) await stopProcess(rsyslogd);
    await subgraph.database.query('TRUNCATE logs.mail_event, logs.ingest_source CASCADE');
  });
  afterAll(async () => {
    await ingest.stop();
    await subgraph.stop();
    await rm(directory, { recursive: true });
  });

  const at = (name: string): string => join(directory, name);

  async function start(files: readonly string[], environment: Record<string, string>): Promise<void> {
    await writeFile(
      at('rsyslog.conf'),
      [
        `global(workDirectory="${at('work')}" maxMessageSize="64k")`,
        'module(load="imuxsock" sysSock.use="off")',
        `input(type="imuxsock" socket="${at('socket')}")`,
        ...files.map((file) => `include(file="${join(DEPLOY, file)}")`),
      ].join('\n'),
    );
    rsyslogd = spawn(requireProgram('rsyslogd'), ['-n', '-f', at('rsyslog.conf'), '-i', at('pid')], {
      env: { PATH: process.env['PATH'] ?? '', ...environment },
      stdio: 'ignore',
    });
  }

  const addressOf = (url: URL | undefined): Record<string, string> => ({
    HOSTGRAPH_LOGS_HOST: '127.0.0.1',
    HOSTGRAPH_LOGS_PORT: url?.port ?? '',
  });

  async function log(tag: string, message: string): Promise<void> {
    for (;;) {
      try {
        // Fails until rsyslogd has made its socket, but where systemd does not run only if told to (logger(1)).
        const socket = ['--socket', at('socket'), '--socket-errors=on'];
        const args = [...socket, '--priority', 'mail.info', '--tag', tag, '--', message];
        execFileSync(requireProgram('logger'), args, { stdio: 'ignore' });
        return;
      } catch (error) {
        if (rsyslogd?.exitCode !== null) throw error;
        await setTimeout(50);
      }
    }
  }

  async function logMessage(queueId: string): Promise<void> {
    await log(
      'postfix/submission/smtpd[1234567]',
      `${queueId}: client=a[192.0.2.7], sasl_method=PLAIN, sasl_username=anna@example.test`,
    );
    await log(
      'postfix/smtp[4]',
      `${queueId}: to=<x@remote.test>, relay=none, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)`,
    );
    await log('postfix/qmgr[3]', `${queueId}: removed`);
  }

  async function rowsOnceThere<T>(sql: string, isThere: (rows: T[]) => boolean): Promise<T[]> {
    for (;;) {
      const rows: T[] = await subgraph.database.query(sql);
      if (isThere(rows)) return rows;
      await setTimeout(100);
    }
  }

  it.each([
    ['TCP', ['hostgraph.conf'], 0],
    ['TLS, each side showing a certificate', ['hostgraph-tls.conf'], 1],
  ])(
    'what Postfix logs through syslog becomes events, by %s, also across a restart of rsyslog',
    async (_name, files, port) => {
      const environment = {
        ...addressOf(ingest.urls[port]),
        HOSTGRAPH_LOGS_NAME: 'server.test',
        HOSTGRAPH_CA: at('ca.pem'),
        HOSTGRAPH_CERTIFICATE: at('client.pem'),
        HOSTGRAPH_KEY: at('client.key'),
      };
      const queueIds = [`ABCDE${port}1`, `ABCDE${port}2`];
      await start(files, environment);
      await logMessage(queueIds[0]!);
      const ofFirst = 'SELECT lines::integer FROM logs.ingest_source';
      await rowsOnceThere<{ lines: number }>(ofFirst, ([source]) => source?.lines === 3);
      await stopProcess(rsyslogd!, 'SIGKILL');
      await start(files, environment);
      await logMessage(queueIds[1]!);
      // Silence of ten seconds makes events of what is in the queue.
      const rows = await rowsOnceThere<object>(
        `SELECT queue_id AS "queueId", direction, local_part AS "localPart", authenticated_user AS login, status
         FROM logs.mail_event ORDER BY queue_id`,
        (found) => found.length === 2,
      );
      expect(rows).toEqual(
        queueIds.map((queueId) => ({
          queueId,
          direction: 'SENT',
          localPart: 'anna',
          login: 'anna@example.test',
          status: 'DELIVERED',
        })),
      );
    },
  );

  it('what stands in files becomes the events of these files, also across a restart of rsyslog', async () => {
    const [postfix = ''] = await Promise.all(DEMO_LOG_FILES.map((path) => readFile(path, 'utf8')));
    const lines = postfix.split(/(?<=\n)/);
    const count = 'SELECT lines::integer, unparsable::integer FROM logs.ingest_source';
    const environment = { ...addressOf(ingest.urls[0]), HOSTGRAPH_LOG_FILES: at('*.log') };
    const files = ['hostgraph.conf', 'hostgraph-files.conf'];
    await writeFile(at('mail.log'), lines.slice(0, 500).join(''));
    await start(files, environment);
    await rowsOnceThere<{ lines: number }>(count, ([source]) => source?.lines === 500);
    await stopProcess(rsyslogd!);
    await appendFile(at('mail.log'), lines.slice(500, 900).join(''));
    await start(files, environment);
    await rowsOnceThere<{ lines: number }>(count, ([source]) => source?.lines === 900);
    await appendFile(at('mail.log'), lines.slice(900).join(''));
    const sources = await rowsOnceThere<{ lines: number }>(
      count,
      ([source]) => source?.lines === lines.length,
    );
    expect(sources).toEqual([{ lines: lines.length, unparsable: 0 }]);

    const ids = 'SELECT id, status FROM logs.mail_event ORDER BY id';
    const rows = await rowsOnceThere<object>(ids, (found) => found.length >= 232);
    await subgraph.database.query('TRUNCATE logs.mail_event');
    await ingestFiles(subgraph.database, [at('mail.log')], { timeZone: 'UTC' });
    expect(rows).toEqual(await subgraph.database.query(ids));
  });
});

import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type ConnectionOptions } from 'node:tls';
import { logsSubgraph } from '@hostgraph/logs';
import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { readTlsFiles } from '../../subgraphs/logs/src/ingest/listen/tls-files';
import { describeWith } from '../support/debian';
import { createSignedCertificates } from '../support/servers/certificate';
import { startIngest } from './ingest-process';

const REMOVED = '<22>1 2026-11-23T23:11:06Z mx1 postfix/qmgr 1 - - ABCDE1: removed';

describeWith(['openssl'], 'syslog over TLS', () => {
  let subgraph: TestSubgraph;
  let directory: string;
  const at = (name: string): string => join(directory, name);

  beforeAll(async () => {
    subgraph = await startTestSubgraph(logsSubgraph);
    directory = await mkdtemp(join(tmpdir(), 'hostgraph-tls-'));
    createSignedCertificates(directory, ['server', 'client']);
  });
  afterAll(async () => {
    await rm(directory, { recursive: true });
    await subgraph.stop();
  });

  async function speak(port: number, identity: ConnectionOptions): Promise<string> {
    const ca = await readFile(at('ca.pem'));
    const socket = connect({ port, host: '127.0.0.1', servername: 'server.test', ca, ...identity });
    const failed = once(socket, 'error').then(() => 'refused');
    const closed = once(socket, 'close').then(() => 'closed');
    socket.once('secureConnect', () => socket.end(`${REMOVED.length} ${REMOVED}`));
    socket.resume();
    return Promise.race([failed, closed]);
  }

  async function speakWithoutTls(port: number): Promise<void> {
    const socket = connectTcp(port, '127.0.0.1');
    const closed = once(socket, 'close');
    socket.on('error', () => undefined);
    socket.end(`${REMOVED}\n`);
    socket.resume();
    await closed;
  }

  it.each([
    ['asks for no certificate of clients unless told to', [], ['closed', 'closed']],
    ['lets in whose certificate the client CA has signed', ['--tls-client-ca'], ['refused', 'closed']],
  ])('%s', async (_name, flags, outcomes) => {
    await subgraph.database.query('TRUNCATE logs.ingest_source CASCADE');
    const ingest = await startIngest(
      subgraph.config.databaseUrl,
      [
        ...['--syslog-tls', '127.0.0.1:0', '--tls-certificate', at('server.pem')],
        ...['--tls-key', at('server.key'), ...flags.flatMap((flag) => [flag, at('ca.pem')])],
      ],
      1,
    );
    const port = Number(ingest.urls[0]?.port);
    const identity = { cert: await readFile(at('client.pem')), key: await readFile(at('client.key')) };
    expect([await speak(port, {}), await speak(port, identity)]).toEqual(outcomes);
    await speakWithoutTls(port);
    await ingest.stop();
    const sources: unknown = await subgraph.database.query(
      'SELECT lines::integer, unparsable::integer FROM logs.ingest_source',
    );
    expect(sources).toEqual([
      { lines: outcomes.filter((outcome) => outcome === 'closed').length, unparsable: 0 },
    ]);
  });

  it.each([
    ['is missing', 'absent.pem', /^cannot read .*absent\.pem: no such file$/],
    ['belongs to another key', 'client.pem', /^the TLS certificate, key or client CA is not usable \(\w+\)$/],
    ['is none', 'ca.key', /^the TLS certificate, key or client CA is not usable/],
  ])('does not start with a certificate that %s', async (_name, certificate, message) => {
    const reading = readTlsFiles({
      certificate: at(certificate),
      key: at('server.key'),
      clientCa: undefined,
    });
    await expect(reading).rejects.toThrow(message);
  });
});

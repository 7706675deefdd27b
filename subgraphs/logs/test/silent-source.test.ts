import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Principal } from '@hostgraph/principal';
import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { Follower } from '../src/ingest/follow/follower';
import { ingestFiles } from '../src/ingest/ingest-files';
import { logsSubgraph } from '../src/subgraph';

const operator: Principal = { kind: 'PERSON', id: 'usr_olga', scopes: ['logs:operate'], roles: {} };
const STAMP = '2026-11-23T10:00:00.000Z mx1';
/** What says nothing of a message, in formats that are read. */
const UNTELLING = [
  `${STAMP} postfix/smtpd[1]: connect from a[192.0.2.7]`,
  `${STAMP} postfix/anvil[2]: statistics: max connection rate 1/60s`,
  `${STAMP} dovecot: imap-login: Login: user=<anna@example.test>`,
  `${STAMP} mailer[3]: 4dWz1n0abcZ9x: to=<anna@example.test>, accepted`,
];
const TELLING = `${STAMP} postfix/cleanup[2]: ABCDEF1: message-id=<m@x.test>`;

let subgraph: TestSubgraph;
let directory: string;
let log: string;
let reports: string[];
let follower: Follower;
beforeAll(async () => {
  subgraph = await startTestSubgraph(logsSubgraph);
  directory = await mkdtemp(join(tmpdir(), 'hostgraph-silent-'));
  log = join(directory, 'mail.log');
});
afterAll(async () => {
  await rm(directory, { recursive: true });
  await subgraph.stop();
});
beforeEach(async () => {
  await subgraph.database.query('TRUNCATE logs.ingest_source CASCADE');
  reports = [];
  await writeFile(log, '');
  const report = (message: string): number => reports.push(message);
  follower = await Follower.open(subgraph.database, [log], { timeZone: 'UTC', report });
});
afterEach(() => follower.close());

const untelling = (count: number): string =>
  Array.from({ length: count }, (_, index) => `${UNTELLING[index % UNTELLING.length]}\n`).join('');

async function logged(text: string): Promise<unknown> {
  await appendFile(log, text);
  await follower.readOn();
  const { data, errors } = await subgraph.ask<{ logSources: { nodes: unknown[] } }>(
    operator,
    '{ logSources { nodes { lines unparsable ignored isSilent } } }',
  );
  expect(errors).toBeUndefined();
  return data!.logSources.nodes[0];
}

it('of which no line tells of a message is warned about, once, until one does', async () => {
  expect(await logged(untelling(99))).toEqual({ lines: 99, unparsable: 0, ignored: 99, isSilent: false });
  expect(reports).toEqual([]);
  expect(await logged('no log line\n')).toEqual({ lines: 100, unparsable: 1, ignored: 99, isSilent: true });
  expect(await logged(untelling(5))).toEqual({ lines: 105, unparsable: 1, ignored: 104, isSilent: true });
  expect(reports).toEqual([`${log}: none of its last 100 lines told of a message`]);
  expect(await logged(`${TELLING}\n${untelling(200)}`)).toEqual({
    lines: 306,
    unparsable: 1,
    ignored: 304,
    isSilent: false,
  });
});

it('that has told something and tells nothing any more is warned about later', async () => {
  await logged(`${TELLING}\n`);
  for (let part = 0; part < 9; part++)
    expect(await logged(untelling(1000))).toMatchObject({ isSilent: false });
  expect(reports).toEqual([]);
  expect(await logged(untelling(1000))).toMatchObject({ ignored: 10_000, isSilent: true });
  expect(reports).toEqual([`${log}: none of its last 10000 lines told of a message`]);
});

it('is named at the end of a reading that found nothing in it', async () => {
  const other = join(directory, 'other.log');
  await writeFile(log, untelling(3));
  await writeFile(other, `${TELLING}\n`);
  expect(await ingestFiles(subgraph.database, [log, other], { timeZone: 'UTC' })).toMatchObject({
    lines: 4,
    ignored: 3,
    silentFiles: [log],
  });
});

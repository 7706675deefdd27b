import { appendFile, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DEMO_LOG_FILES } from '@hostgraph/demo-data';
import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { FollowedDirectory } from '../src/ingest/follow/followed-directory';
import { Follower } from '../src/ingest/follow/follower';
import { ingestFiles } from '../src/ingest/ingest-files';
import { logsSubgraph } from '../src/subgraph';
import { end, eventRows, sourceRows } from './network';

let subgraph: TestSubgraph;
let directory: string;
let reports: string[];

beforeAll(async () => {
  subgraph = await startTestSubgraph(logsSubgraph);
});
afterAll(() => subgraph.stop());
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hostgraph-directory-'));
  reports = [];
});
afterEach(() => rm(directory, { recursive: true }));

function report(message: string): void {
  reports.push(message);
}
const at = (name: string): string => join(directory, name);

it('gives the events of its logs, of those that come later, and of what rotation leaves of them', async () => {
  await ingestFiles(subgraph.database, [...DEMO_LOG_FILES], { timeZone: 'UTC' });
  const clean = await eventRows(subgraph.database);
  await subgraph.database.query('TRUNCATE logs.mail_event');
  const [postfix = '', dovecot = ''] = await Promise.all(
    DEMO_LOG_FILES.map((path) => readFile(path, 'utf8')),
  );
  const lines = postfix.split(/(?<=\n)/);
  const piece = (from: number, to?: number): string => lines.slice(from, to).join('');

  await writeFile(at('mail.log'), piece(0, 500));
  const follower = await Follower.open(subgraph.database, [directory], { timeZone: 'UTC', report });
  const running = follower.run();
  const untilRead = async (counts: Record<string, number>): Promise<void> => {
    for (;;) {
      const rows = await sourceRows(subgraph.database);
      const found = Object.fromEntries(
        rows.map(({ path, lines: read }) => [path.slice(directory.length + 1), read]),
      );
      if (Object.entries(counts).every(([name, count]) => found[name] === count)) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  await untilRead({ 'mail.log': 500 });
  await rename(at('mail.log'), at('mail.log.1'));
  await writeFile(at('mail.log'), piece(500, 800));
  await writeFile(at('dovecot.log'), dovecot);
  await untilRead({ 'mail.log': 800, 'dovecot.log': dovecot.split('\n').length - 1 });
  await end(follower, running);

  // Rotated once more while nobody follows.
  await rename(at('mail.log.1'), at('mail.log.2'));
  await appendFile(at('mail.log'), piece(800, 900));
  await rename(at('mail.log'), at('mail.log.1'));
  await writeFile(at('mail.log'), piece(900));
  const next = await Follower.open(subgraph.database, [directory], { timeZone: 'UTC', report });
  await next.readOn();
  await next.flush();
  await next.close();
  expect(await eventRows(subgraph.database)).toEqual(clean);
  expect(await sourceRows(subgraph.database)).toEqual([
    { path: at('dovecot.log'), lines: dovecot.split('\n').length - 1, unparsable: 0 },
    { path: at('mail.log'), lines: lines.length, unparsable: 0 },
  ]);
  expect(reports).toEqual([]);
});

it('takes each log once, and nothing that is none', async () => {
  await mkdir(at('archive'));
  await mkdir(at('elsewhere'));
  for (const name of [
    'mail.log',
    'maillog',
    'archive/old.log',
    'elsewhere/real.log',
    '.mail.log.swp',
    '.hidden',
  ])
    await writeFile(at(name), '');
  for (const name of ['mail.log.1', 'mail.log-20261123', 'mail.log~', 'mail.log.bak', 'system.journal'])
    await writeFile(at(name), '');
  await writeFile(at('mail.log.2.gz'), gzipSync(''));
  await symlink('mail.log', at('current'));
  await symlink('elsewhere/real.log', at('linked.log'));
  await symlink('nowhere', at('broken.log'));
  await symlink('loop.log', at('loop.log'));
  const { appeared } = await new FollowedDirectory(directory, report).changes();
  expect(appeared.map((path) => path.slice(directory.length + 1)).sort()).toEqual([
    'linked.log',
    'mail.log',
    'maillog',
  ]);
  expect(reports).toEqual([]);
});

it('follows only so many logs, and says so once', async () => {
  await Promise.all(Array.from({ length: 510 }, (_, index) => writeFile(at(`${index}a.log`), '')));
  const { appeared } = await new FollowedDirectory(directory, report).changes();
  expect(appeared).toHaveLength(500);
  expect(reports).toEqual([`${directory} has more than 500 logs: the last ones are not followed`]);
});

it('waits for a directory that is away', async () => {
  const followed = new FollowedDirectory(at('later'), report);
  expect(await followed.changes()).toEqual({ appeared: [], gone: [] });
  expect(reports).toEqual([`${at('later')} cannot be read (ENOENT): waiting for it`]);
});

import {
  appendFile,
  copyFile,
  mkdtemp,
  readFile,
  rename,
  rm,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { DEMO_LOG_FILES } from '@hostgraph/demo-data';
import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { Follower } from '../src/ingest/follow/follower';
import { ingestFiles } from '../src/ingest/ingest-files';
import { logsSubgraph } from '../src/subgraph';

const TABLES = ['mail_event', 'ingest_source', 'ingest_open_state', 'ingest_dead_letter'];

let subgraph: TestSubgraph;
/** Lines of the demonstration's logs, line feeds included. */
let postfix: string[];
let dovecot: string;
/** The events of one clean run over them. */
let clean: unknown[];
let directory: string;
let log: string;
let reports: string[];

beforeAll(async () => {
  subgraph = await startTestSubgraph(logsSubgraph);
  // The logs of the test grow old.
  await subgraph.database.query('UPDATE logs.storage SET kept_days = 36500');
  const [first = '', second = ''] = DEMO_LOG_FILES;
  postfix = (await readFile(first, 'utf8')).split(/(?<=\n)/);
  dovecot = await readFile(second, 'utf8');
  const folder = await mkdtemp(join(tmpdir(), 'hostgraph-clean-'));
  await writeFile(join(folder, 'postfix'), postfix.join(''));
  await writeFile(join(folder, 'dovecot'), dovecot);
  await ingestFiles(subgraph.database, [join(folder, 'postfix'), join(folder, 'dovecot')], {
    timeZone: 'UTC',
  });
  clean = await rows('mail_event');
  await rm(folder, { recursive: true });
});
afterAll(() => subgraph.stop());

beforeEach(async () => {
  await subgraph.database.query(`TRUNCATE ${TABLES.map((table) => `logs.${table}`).join(', ')}`);
  directory = await mkdtemp(join(tmpdir(), 'hostgraph-follow-'));
  log = join(directory, 'mail.log');
  reports = [];
});
afterEach(() => rm(directory, { recursive: true }));

async function rows(table: string): Promise<Record<string, unknown>[]> {
  const found: { row: Record<string, unknown> }[] = await subgraph.database.query(
    `SELECT to_jsonb(t) AS row FROM logs.${table} t ORDER BY to_jsonb(t)::text`,
  );
  return found.map(({ row }) => row);
}

const everything = (): Promise<unknown> => Promise.all(TABLES.map(rows));

function open(...files: string[]): Promise<Follower> {
  return Follower.open(subgraph.database, files, {
    timeZone: 'UTC',
    report: (message) => reports.push(message),
  });
}

/** One run: from where the last one stopped to the end of what is there. */
async function run(...files: string[]): Promise<void> {
  const follower = await open(...files);
  await follower.readOn().finally(() => follower.close());
}

/** The last run: also what is still in the queue becomes events. */
async function finish(...files: string[]): Promise<void> {
  const follower = await open(...files);
  await follower.readOn();
  await follower.flush();
  await follower.close();
}

const piece = (from: number, to?: number): string => postfix.slice(from, to).join('');

const line = (time: string, daemon: string, text: string): string =>
  `2020-02-${time}Z mx1 postfix/${daemon}: ${text}\n`;
const arrival = line(
  '28T23:59:00',
  'submission/smtpd[1]',
  'ABCDEF1: client=a[192.0.2.7], sasl_method=PLAIN, sasl_username=anna@example.test',
);
const attempt = (time: string, status: string): string =>
  line(time, 'smtp[4]', `ABCDEF1: to=<x@remote.test>, relay=none, delay=1, delays=0/0/0/1, ${status}`);

describe('position and state', () => {
  it('are committed with the events or not at all', async () => {
    await writeFile(log, piece(0, 600));
    await run(log);
    const before = await everything();
    await appendFile(log, `nonsense\n${piece(600)}`);
    // Fails at the commit, when everything has been written.
    await subgraph.database.query(`
      CREATE FUNCTION logs.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'never' USING ERRCODE = 'check_violation'; END $$`);
    await subgraph.database.query(`
      CREATE CONSTRAINT TRIGGER never AFTER INSERT ON logs.mail_event DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION logs.refuse()`);
    const follower = await open(log);
    await expect(follower.readOn()).rejects.toThrow('the logs could not be stored (23514)');
    await follower.close();
    await subgraph.database.query('DROP FUNCTION logs.refuse CASCADE');
    expect(await everything()).toEqual(before);

    const other = join(directory, 'dovecot.log');
    await writeFile(other, dovecot);
    await finish(log, other);
    expect(await rows('mail_event')).toEqual(clean);
    expect(await rows('ingest_dead_letter')).toMatchObject([{ text: 'nonsense' }]);
  });

  it('make any number of runs one', async () => {
    const other = join(directory, 'dovecot.log');
    await writeFile(other, dovecot);
    await writeFile(log, '');
    const text = piece(0);
    // Runs end within lines, too.
    for (let start = 0; start < text.length; start += 7_001) {
      await appendFile(log, text.slice(start, start + 7_001));
      await run(other, log);
    }
    await finish(log, other);
    expect(await rows('mail_event')).toEqual(clean);
    expect(await rows('ingest_source')).toMatchObject([
      { path: other },
      { lines: postfix.length, unparsable: 0 },
    ]);
  });

  it('end in the same events when a silence follows every few lines', async () => {
    const other = join(directory, 'dovecot.log');
    await writeFile(other, dovecot);
    await writeFile(log, '');
    const follower = await open(other, log);
    for (let start = 0; start < postfix.length; start += 19) {
      await appendFile(log, piece(start, start + 19));
      await follower.readOn();
      await follower.flush();
    }
    await follower.close();
    expect(await rows('mail_event')).toEqual(clean);
  });

  it('are not moved by reading again, and replaying the log changes no event', async () => {
    await writeFile(log, piece(0));
    await finish(log);
    const before = await everything();
    await finish(log);
    expect(await everything()).toEqual(before);
    const events = await rows('mail_event');
    const copy = join(directory, 'copy.log');
    await copyFile(log, copy);
    await finish(copy);
    expect(await ingestFiles(subgraph.database, [log], { timeZone: 'UTC' })).toMatchObject({
      inserted: 0,
      changed: 0,
    });
    expect(await rows('mail_event')).toEqual(events);
  });

  it('keep a message that waits for days whole, and let go of it after ten', async () => {
    await writeFile(log, arrival);
    await run(log);
    await appendFile(log, attempt('28T23:59:10', 'dsn=4.4.1, status=deferred (down)'));
    await run(log);
    expect(await rows('mail_event')).toEqual([]);
    // Another message, more than a second later, on a leap day: now it is known that the first one waits.
    await appendFile(log, line('29T00:00:00', 'pickup[9]', 'FEDCBA1: uid=0 from=<root>'));
    await run(log);
    expect(await rows('mail_event')).toMatchObject([
      { status: 'DEFERRED', domain: 'example.test', local_part: 'anna' },
    ]);
    await appendFile(
      log,
      `2020-03-04T${attempt('28T08:00:00', 'dsn=2.0.0, status=sent (250 ok)').slice('2020-02-28T'.length)}`,
    );
    await finish(log);
    expect(await rows('mail_event')).toMatchObject([
      {
        status: 'DELIVERED',
        domain: 'example.test',
        local_part: 'anna',
        history: [{ time: '2020-02-28T23:59:10.000Z' }, { time: '2020-03-04T08:00:00.000Z' }],
      },
    ]);
    expect((await rows('ingest_open_state')).map(({ key }) => key)).toContain('mx1 ABCDEF1');
    await appendFile(log, '2020-03-11T00:00:01Z mx1 postfix/pickup[9]: FEDCBA2: uid=0 from=<root>\n');
    await finish(log);
    const keys = (await rows('ingest_open_state')).map(({ key }) => key);
    expect(keys).toContain('mx1 FEDCBA2');
    expect(keys).not.toContain('mx1 ABCDEF1');
    expect(await rows('mail_event')).toHaveLength(1);
  });

  it('give out the message of a host that falls silent while another one goes on', async () => {
    await writeFile(log, arrival + attempt('28T23:59:00', 'dsn=2.0.0, status=sent (250 ok)'));
    const follower = await open(log);
    const following = follower.run();
    while ((await rows('mail_event')).length === 0) {
      await appendFile(log, '2020-02-28T23:59:00Z mx2 postfix/qmgr[3]: FEDCBA1: removed\n');
      await setTimeout(20);
    }
    await follower.stop();
    await following;
    await follower.close();
    expect(await rows('mail_event')).toMatchObject([{ status: 'DELIVERED' }]);
  });

  it('count equal refusals within a second across runs', async () => {
    const refused = line(
      '29T10:00:00',
      'smtpd[1]',
      'NOQUEUE: reject: RCPT from a[192.0.2.1]: 550 5.1.1 no; from=<p@e.test> to=<x@example.test> proto=ESMTP helo=<h>',
    );
    await writeFile(log, refused.repeat(2));
    await run(log);
    await appendFile(log, refused);
    await run(log);
    expect(await rows('mail_event')).toHaveLength(3);
  });

  it('belong to one follower at a time', async () => {
    await writeFile(log, piece(0, 600));
    const order: string[] = [];
    const first = await open(log);
    const second = open(log).then((follower) => {
      order.push('second begins');
      return follower;
    });
    await first.readOn();
    order.push('first ends');
    await first.close();
    await (await second).close();
    expect(order).toEqual(['first ends', 'second begins']);
  });
});

describe('rotation', () => {
  let other: string;
  beforeEach(async () => {
    other = join(directory, 'dovecot.log');
    await writeFile(other, dovecot);
  });

  /** Nothing lost, nothing doubled. */
  async function expectClean(): Promise<void> {
    expect(await rows('mail_event')).toEqual(clean);
    const [source] = (await rows('ingest_source')).filter(({ path }) => path === log);
    expect(source).toMatchObject({ lines: postfix.length, unparsable: 0 });
  }

  it('by renaming, with a writer that goes on for a while', async () => {
    await writeFile(log, piece(0, 500));
    const follower = await open(log);
    await follower.readOn();
    await rename(log, `${log}.1`);
    await appendFile(`${log}.1`, piece(500, 510));
    await follower.readOn();
    expect(reports).toEqual([`${log} is missing: waiting for it`]);
    await writeFile(log, '');
    await appendFile(`${log}.1`, piece(510, 520));
    await follower.readOn();
    await appendFile(`${log}.1`, piece(520, 530));
    await appendFile(log, piece(530, 600));
    await follower.readOn();
    // Deleted before it was read to its end, but still open.
    await appendFile(log, piece(600, 700));
    await rename(log, `${log}.1`);
    await rm(`${log}.1`);
    await writeFile(log, piece(700));
    await follower.readOn();
    await follower.close();
    await finish(log, other);
    await expectClean();
    expect(reports).toHaveLength(1);
  });

  it('by renaming twice while nobody follows', async () => {
    await writeFile(log, piece(0, 500));
    await run(log);
    await appendFile(log, piece(500, 600));
    await rename(log, `${log}.2`);
    const yesterday = new Date(Date.now() - 24 * 60 * 60 * 1000);
    await utimes(`${log}.2`, yesterday, yesterday);
    await writeFile(`${log}.1`, piece(600, 800));
    const earlier = new Date(Date.now() - 60 * 60 * 1000);
    await utimes(`${log}.1`, earlier, earlier);
    await writeFile(log, piece(800));
    await finish(log, other);
    await expectClean();
    expect(reports).toEqual([]);
  });

  it.each([['while it is followed'], ['while nobody follows']])(
    'by copying and truncating, %s',
    async (when) => {
      await writeFile(log, piece(0, 500));
      let follower = await open(log);
      await follower.readOn();
      if (when === 'while nobody follows') await follower.close();
      await appendFile(log, piece(500, 600));
      await copyFile(log, `${log}.1`);
      await truncate(log);
      // Longer than what was read before, so that only the content tells.
      await appendFile(log, piece(600));
      if (when === 'while nobody follows') follower = await open(log);
      await follower.readOn();
      await follower.close();
      await finish(log, other);
      await expectClean();
      expect(reports).toEqual([]);
    },
  );

  it('into compressed files is reported, and the rest is read', async () => {
    await writeFile(log, piece(0, 500));
    await run(log);
    await rm(log);
    await writeFile(`${log}.1.gz`, gzipSync(piece(0, 600)));
    await writeFile(log, piece(600));
    await finish(log, other);
    expect(reports).toEqual([
      expect.stringContaining(`${log} that was read up to byte`) as string,
      `${log}.1.gz was compressed before it was read: unpack it and read it without --follow`,
    ]);
    expect(await rows('ingest_source')).toContainEqual(
      expect.objectContaining({ path: log, lines: postfix.length - 100 }),
    );
  });

  it('of a message’s last line without line feed', async () => {
    const text = piece(0, 500).trimEnd();
    await writeFile(log, text);
    await run(log);
    await rename(log, `${log}.1`);
    await writeFile(log, piece(500));
    await finish(log, other);
    await expectClean();
  });
});

describe('lines that cannot be read', () => {
  it('are counted, and the newest are kept in part', async () => {
    const nonsense = (count: number): string =>
      Array.from({ length: count }, (_, index) => `nonsense ${index} ${'x'.repeat(1000)}\n`).join('');
    await writeFile(log, nonsense(150));
    await run(log);
    await appendFile(log, `${'y'.repeat(10_000_000)}\n${nonsense(30)}`);
    await run(log);
    const kept: { text: string | null; byte_length: string }[] = await subgraph.database.query(
      'SELECT text, byte_length FROM logs.ingest_dead_letter ORDER BY id',
    );
    expect(kept).toHaveLength(100);
    expect(kept.map(({ text }) => text?.length ?? null)).toEqual(
      kept.map((_, index) => (index === 69 ? null : 500)),
    );
    expect(kept[0]?.text).toMatch(/^nonsense 81 x/);
    expect(kept[69]?.byte_length).toBe('10000001');
    expect(await rows('ingest_source')).toMatchObject([{ lines: 181, unparsable: 181 }]);
  });

  it('harm nothing but themselves, however long, binary or far in the future', async () => {
    await writeFile(log, arrival);
    await run(log);
    const text = Buffer.concat([
      Buffer.from('z'.repeat(3_000_000)),
      Buffer.from([0x00, 0xff, 0xed, 0xa0, 0x80, 0x0a]),
      Buffer.from([0x00, 0xff, 0xed, 0xa0, 0x80, 0x0a]),
      Buffer.from('2999-01-01T00:00:00Z mx1 postfix/qmgr[3]: ABCDEF1: removed\n'),
      Buffer.from('2021-02-29T00:00:00Z mx1 postfix/qmgr[3]: ABCDEF1: removed\n'),
      Buffer.from('Feb 28 23:59:01 mx1 postfix/qmgr[3]: __proto__: removed\n'),
      Buffer.from(
        `2020-02-28T23:59:02Z mx1 dovecot: lmtp(anna@example.test)<1><s>: msgid=${'é'.repeat(2000)}: saved mail to INBOX\n`,
      ),
    ]);
    // The follower stops within the long line and goes on from its beginning.
    await appendFile(log, text.subarray(0, 1_000_000));
    await run(log);
    await appendFile(log, text.subarray(1_000_000));
    await run(log);
    await appendFile(log, attempt('28T23:59:10', 'dsn=2.0.0, status=sent (250 ok)'));
    await finish(log);
    expect(await rows('mail_event')).toMatchObject([
      { domain: 'example.test', local_part: 'anna', status: 'DELIVERED' },
    ]);
    expect(await rows('ingest_source')).toMatchObject([{ lines: 8, unparsable: 4 }]);
  });
});

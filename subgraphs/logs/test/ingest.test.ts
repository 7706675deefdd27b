import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_LOG_FILES } from '@hostgraph/demo-data';
import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import type { DataSource, FindOptionsWhere } from 'typeorm';
import { ingestFiles, type IngestSummary } from '../src/ingest/ingest-files';
import { splitAddress } from '../src/mail-event/address-parts';
import { MailDirection } from '../src/mail-event/mail-direction';
import { MailEvent } from '../src/mail-event/mail-event.entity';
import { MailStatus } from '../src/mail-event/mail-status';
import { logsSubgraph } from '../src/subgraph';

const [POSTFIX = '', DOVECOT = ''] = DEMO_LOG_FILES;
const NOW = new Date('2026-11-24T00:30:00Z');

let subgraph: TestSubgraph;
let database: DataSource;
let directory: string;
beforeAll(async () => {
  subgraph = await startTestSubgraph(logsSubgraph);
  // The logs of the test grow old.
  await subgraph.database.query('UPDATE logs.storage SET kept_days = 36500');
  database = subgraph.database;
  directory = await mkdtemp(join(tmpdir(), 'hostgraph-ingest-'));
});
afterAll(async () => {
  await rm(directory, { recursive: true });
  await subgraph.stop();
});

function ingest(...files: string[]): Promise<IngestSummary> {
  return ingestFiles(database, files, { timeZone: 'UTC', now: NOW });
}

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, content);
  return path;
}

async function clear(): Promise<void> {
  await database.query('TRUNCATE logs.mail_event');
}

type Where = Omit<FindOptionsWhere<MailEvent>, 'address'> & { address?: string };

function events({ address, ...where }: Where = {}): Promise<MailEvent[]> {
  return database.getRepository(MailEvent).find({
    where: { ...where, ...(address !== undefined && splitAddress(address)) },
    order: { occurredAt: 'ASC', key: 'ASC' },
  });
}

async function only(where: Where): Promise<MailEvent> {
  const found = await events(where);
  expect(found).toHaveLength(1);
  return found[0]!;
}

/** Everything in the table, for comparison. */
async function contents(): Promise<unknown[]> {
  const rows: { row: unknown }[] = await database.query(
    'SELECT to_jsonb(e) AS row FROM logs.mail_event e ORDER BY id',
  );
  return rows.map(({ row }) => row);
}

describe('the demonstration logs', () => {
  beforeAll(async () => {
    await clear();
    await ingest(POSTFIX, DOVECOT);
  });

  it('matches entity and migration', async () => {
    const { upQueries } = await database.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('gives each status the events it has', async () => {
    const rows: object[] = await database.query(
      'SELECT direction, status, count(*)::integer FROM logs.mail_event GROUP BY 1, 2 ORDER BY 1, 2',
    );
    expect(rows.map((row) => Object.values(row).join(' '))).toEqual([
      'RECEIVED BOUNCED 10',
      'RECEIVED DELIVERED 70',
      'RECEIVED GREYLISTED 36',
      'RECEIVED REJECTED 34',
      'RECEIVED SPAM 13',
      'SENT BOUNCED 14',
      'SENT DEFERRED 2',
      'SENT DELIVERED 21',
      'SENT EXPIRED 12',
      'SENT REJECTED 20',
    ]);
  });

  it('a message that was sent', async () => {
    expect(await only({ queueId: 'D60FC2C2193' })).toMatchObject({
      address: 'anna@example.test',
      direction: MailDirection.SENT,
      status: MailStatus.DELIVERED,
      occurredAt: new Date('2026-11-23T23:12:47Z'),
      correspondent: 'k0@ok.remote.test',
      envelopeSender: 'anna@example.test',
      recipient: 'k0@ok.remote.test',
      originalRecipient: null,
      messageId: '<7dbdafe5-81aa-9bc4-ab6c-b3793da5a071@example.test>',
      sizeBytes: 481,
      delaySeconds: 0.22,
      relay: '127.0.0.1[127.0.0.1]:24125',
      host: 'mx1',
      enhancedStatusCode: '2.0.0',
      reply: '250 OK queued as 4jtpcgwk',
      authenticatedUser: 'anna@example.test',
      clientAddress: '127.0.0.1',
      tls: 'TLSv1.3',
      folder: null,
    });
  });

  it('deferred by greylisting, then delivered: one event with both attempts', async () => {
    const event = await only({ queueId: '888BB2C21A2' });
    expect(event).toMatchObject({
      status: MailStatus.DELIVERED,
      updatedAt: new Date('2026-11-23T23:13:17Z'),
      delaySeconds: 29,
      history: [
        {
          time: '2026-11-23T23:12:48.000Z',
          status: MailStatus.GREYLISTED,
          enhancedStatusCode: '4.2.0',
          reply: '450 4.2.0 Greylisted, please try again later',
        },
        {
          time: '2026-11-23T23:13:17.000Z',
          status: MailStatus.DELIVERED,
          reply: '250 OK queued as omymtz64',
        },
      ],
    });
  });

  it('bounced, with the notification as an event of its own from nobody', async () => {
    expect(await only({ queueId: '18D4E2C2193' })).toMatchObject({
      status: MailStatus.BOUNCED,
      enhancedStatusCode: '5.1.1',
      reply:
        '550 5.1.1 <k0@gone.remote.test>: Recipient address rejected: User unknown in virtual mailbox table',
    });
    expect(await only({ queueId: '493E42C219E' })).toMatchObject({
      address: 'anna@example.test',
      direction: MailDirection.RECEIVED,
      correspondent: null,
      envelopeSender: null,
      folder: 'INBOX',
    });
  });

  it('expired after every attempt', async () => {
    const event = await only({ queueId: 'F40712C21A7' });
    expect(event).toMatchObject({ status: MailStatus.EXPIRED, enhancedStatusCode: '4.4.1', relay: null });
    expect(event.history.map(({ status }) => status)).toEqual([
      'DEFERRED',
      'DEFERRED',
      'DEFERRED',
      'DEFERRED',
      'EXPIRED',
    ]);
  });

  it('still deferred when the log ends', async () => {
    const open = await events({ status: MailStatus.DEFERRED });
    expect(open.map(({ recipient }) => recipient).sort()).toEqual([
      'k5@down.remote.test',
      'k5@full.remote.test',
    ]);
  });

  it('greylisted, over quota, unknown, refused client', async () => {
    expect(await events({ address: 'dirk@example.test', status: MailStatus.GREYLISTED })).toHaveLength(7);
    expect(await only({ queueId: '5DB8F2C2834' })).toMatchObject({
      address: 'dirk@example.test',
      status: MailStatus.BOUNCED,
      enhancedStatusCode: '5.2.2',
      correspondent: 'p2@partner2.test',
    });
    expect(await only({ address: 'unknown2@example.test' })).toMatchObject({
      status: MailStatus.REJECTED,
      queueId: null,
      enhancedStatusCode: '5.1.1',
      clientAddress: '198.51.2.12',
    });
    const [abuse] = (
      await events({
        address: 'anna@example.test',
        status: MailStatus.REJECTED,
        direction: MailDirection.RECEIVED,
      })
    ).filter(({ clientAddress }) => clientAddress === '10.9.9.9');
    expect(abuse?.reply).toBe('554 5.7.1 <abuse.test[10.9.9.9]>: Client host rejected: blocked for abuse');
  });

  it('a sender that is not the login’s: the login’s event, not that of the address it claimed', async () => {
    expect(await only({ queueId: 'A94702C2189' })).toMatchObject({
      address: 'anna@example.test',
      direction: MailDirection.SENT,
      status: MailStatus.REJECTED,
      enhancedStatusCode: '5.7.1',
      reply: expect.stringContaining('Sender Mismatch: <bert@example.test>') as string,
    });
    const claimed = await events({ envelopeSender: 'bert@example.test' });
    expect(claimed.length).toBeGreaterThan(0);
    expect(new Set(claimed.map(({ address, direction }) => `${address} ${direction}`))).toEqual(
      new Set(['anna@example.test SENT']),
    );
    expect(await events({ address: 'bert@example.test', direction: MailDirection.SENT })).toEqual([]);
  });

  it('GTUBE is refused as spam; Sieve files other spam in Junk', async () => {
    expect(await only({ queueId: 'A16CC2C219B' })).toMatchObject({
      address: 'cora@example.test',
      status: MailStatus.SPAM,
      folder: null,
      reply: '5.7.1 Gtube pattern',
    });
    expect(await only({ queueId: 'CB40E2C281C' })).toMatchObject({
      address: 'cora@example.test',
      status: MailStatus.SPAM,
      folder: 'Junk',
      enhancedStatusCode: '2.0.0',
      history: [
        { status: MailStatus.DELIVERED },
        { status: MailStatus.SPAM, reply: "stored mail into mailbox 'Junk'" },
      ],
    });
    expect(await only({ queueId: '78D5E2C2819' })).toMatchObject({
      status: MailStatus.DELIVERED,
      folder: 'Buchhaltung/Rechnungen',
    });
  });

  it('an alias: one event per member, one for the address that leaves the house under the alias', async () => {
    const found = await events({ queueId: '835222C2193' });
    const members = found.map((event) =>
      [event.address, event.recipient, event.originalRecipient, event.direction].join(' '),
    );
    expect(members.sort()).toEqual([
      'anna@example.test anna@example.test team@example.test RECEIVED',
      'bert@example.test bert@example.test team@example.test RECEIVED',
      'team@example.test ext@ok.remote.test team@example.test RECEIVED',
    ]);
    expect(found.every(({ correspondent }) => correspondent === 'p0@partner0.test')).toBe(true);
  });

  it('changes nothing when it is read again, in any order and grouping', async () => {
    const before = await contents();
    expect(await ingest(POSTFIX, DOVECOT)).toMatchObject({ inserted: 0, changed: 0, unparsable: 0 });
    expect(await ingest(DOVECOT, POSTFIX)).toMatchObject({ inserted: 0, changed: 0 });
    expect(await ingest(POSTFIX, POSTFIX)).toMatchObject({ inserted: 0, changed: 0 });
    expect(await ingest(DOVECOT)).toMatchObject({ inserted: 0, changed: 0, events: 0 });
    expect(await contents()).toEqual(before);
  });

  it('ends in the same rows when it is read as it grows, and never goes back', async () => {
    const whole = await contents();
    await clear();
    const lines = (await readFile(POSTFIX, 'utf8')).split('\n');
    for (const count of [400, 200, 800, 801, 1100, lines.length]) {
      await ingest(await file('growing.log', lines.slice(0, count).join('\n')), DOVECOT);
    }
    expect(await contents()).toEqual(whole);
  });

  it('gives the same rows when the log was rotated in the middle of messages', async () => {
    const whole = await contents();
    await clear();
    const lines = (await readFile(POSTFIX, 'utf8')).split('\n');
    const first = await file('mail.log.1', `${lines.slice(0, 500).join('\n')}\n`);
    const second = await file('mail.log', lines.slice(500).join('\n'));
    await ingest(first, second, DOVECOT);
    expect(await contents()).toEqual(whole);
  });
});

describe('ownership', () => {
  beforeEach(clear);

  const at = (time: string, daemon: string, text: string): string =>
    `Nov 23 ${time} mx1 postfix/${daemon}: ${text}\n`;

  it('a local message is one event for its sender and one for its recipient, who is not told login and device', async () => {
    await ingest(
      await file(
        'local.log',
        at(
          '10:00:00',
          'submission/smtpd[1]',
          'ABCDEF1: client=phone.test[192.0.2.7], sasl_method=PLAIN, sasl_username=Anna@Example.test',
        ) +
          at('10:00:00', 'cleanup[2]', 'ABCDEF1: message-id=<m@example.test>') +
          at('10:00:00', 'qmgr[3]', 'ABCDEF1: from=<info@example.test>, size=100, nrcpt=1 (queue active)') +
          at(
            '10:00:01',
            'lmtp[4]',
            'ABCDEF1: to=<Bert@example.test>, relay=dc[::1]:24, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 <Bert@example.test> SESSION Saved)',
          ) +
          at('10:00:01', 'qmgr[3]', 'ABCDEF1: removed') +
          "2026-11-23T10:00:01 lmtp(bert@example.test)<9><SESSION>: Info: sieve: msgid=<m@example.test>: fileinto action: stored mail into mailbox 'Junk'\n",
      ),
    );
    const [sent, received] = [
      await only({ direction: MailDirection.SENT }),
      await only({ direction: MailDirection.RECEIVED }),
    ];
    expect(sent).toMatchObject({
      address: 'anna@example.test',
      authenticatedUser: 'Anna@Example.test',
      clientAddress: '192.0.2.7',
      // What the recipient's filter thinks of it is not the sender's to know.
      status: MailStatus.DELIVERED,
      folder: null,
    });
    expect(received).toMatchObject({
      address: 'bert@example.test',
      correspondent: 'info@example.test',
      authenticatedUser: null,
      clientAddress: null,
      status: MailStatus.SPAM,
      folder: 'Junk',
    });
  });

  it.each([
    ['cora+shop@example.test', ''],
    ['Cora+Shop@Example.Test', ''],
    ['"cora+my shop"@example.test', ''],
    ['cora+shop@example.test', 'orig_to=<info+shop@example.test>, '],
  ])(
    'what comes to %s (%s) is its mailbox’s, with the folder, and keeps the detail',
    async (recipient, original) => {
      const delivered = (by: string, id: string, session: string): string =>
        at('10:00:00', 'smtpd[1]', `${id}: client=a[192.0.2.7]`) +
        at('10:00:00', 'cleanup[2]', `${id}: message-id=<${id}@partner.test>`) +
        at(
          '10:00:01',
          by,
          `${id}: to=<${recipient}>, ${original}relay=mx1[private/dovecot], delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 <${recipient}> ${session} Saved)`,
        ) +
        at('10:00:01', 'qmgr[3]', `${id}: removed`);
      const filed = (session: string, id: string, folder: string): string =>
        `2026-11-23T10:00:01 lmtp(cora@example.test)<9><${session}>: Info: sieve: msgid=<${id}@partner.test>: stored mail into mailbox '${folder}'\n`;
      await ingest(
        await file(
          'detail.log',
          filed('S1', 'ABCDEF1', 'Junk') +
            delivered('lmtp[4]', 'ABCDEF1', 'S1') +
            delivered('lmtp[4]', 'ABCDEF2', 'S2') +
            filed('S2', 'ABCDEF2', 'INBOX') +
            at(
              '10:00:05',
              'smtpd[1]',
              `NOQUEUE: reject: RCPT from a[192.0.2.7]: 450 4.2.0 Greylisted; from=<p@partner.test> to=<${recipient}> proto=ESMTP helo=<h>`,
            ),
        ),
      );
      const found = await events({ address: 'cora@example.test' });
      expect(found.map(({ status, folder }) => `${status} ${folder}`).sort()).toEqual([
        'DELIVERED INBOX',
        'GREYLISTED null',
        'SPAM Junk',
      ]);
      expect(new Set(found.map((event) => event.recipient))).toEqual(new Set([recipient]));
      expect(await events()).toHaveLength(3);
    },
  );

  it('what a mailbox sends under an address with a detail is its own', async () => {
    await ingest(
      await file(
        'sender.log',
        at('10:00:00', 'smtpd[1]', 'ABCDEF1: client=a[192.0.2.7], sasl_method=PLAIN, sasl_username=cora') +
          at(
            '10:00:00',
            'qmgr[3]',
            'ABCDEF1: from=<cora+shop@example.test>, size=1, nrcpt=1 (queue active)',
          ) +
          at(
            '10:00:01',
            'smtp[4]',
            'ABCDEF1: to=<x+y@remote.test>, relay=r[192.0.2.1]:25, delay=1, dsn=2.0.0, status=sent (250 ok)',
          ),
      ),
    );
    expect(await only({ address: 'cora@example.test' })).toMatchObject({
      direction: MailDirection.SENT,
      recipient: 'x+y@remote.test',
      envelopeSender: 'cora+shop@example.test',
    });
  });

  it('the sender to an alias sees the alias, not who is behind it or what their servers say', async () => {
    const to = (member: string, status: string): string =>
      at(
        '10:00:01',
        'smtp[4]',
        `ABCDEF1: to=<${member}>, orig_to=<team@example.test>, relay=r[192.0.2.1]:25, delay=1, delays=0/0/0/1, ${status}`,
      );
    await ingest(
      await file(
        'alias.log',
        at(
          '10:00:00',
          'submission/smtpd[1]',
          'ABCDEF1: client=a[192.0.2.7], sasl_method=PLAIN, sasl_username=anna@example.test',
        ) +
          at('10:00:00', 'qmgr[3]', 'ABCDEF1: from=<anna@example.test>, size=100, nrcpt=2 (queue active)') +
          to('one@secret.test', 'dsn=5.1.1, status=bounced (550 5.1.1 <one@secret.test> unknown)') +
          to('two@secret.test', 'dsn=2.0.0, status=sent (250 ok <two@secret.test>)'),
      ),
    );
    const sent = await only({ direction: MailDirection.SENT });
    expect(sent).toMatchObject({
      recipient: 'team@example.test',
      status: MailStatus.BOUNCED,
      reply: null,
      relay: null,
    });
    expect(JSON.stringify(sent)).not.toContain('secret.test');
    expect((await events({ address: 'team@example.test' })).map(({ recipient }) => recipient).sort()).toEqual(
      ['one@secret.test', 'two@secret.test'],
    );
  });

  it('a stranger cannot write into a log: neither by sender, HELO, subject nor a forged refusal', async () => {
    const tail = 'from=<bert@example.test> to=<x@other.test> proto=ESMTP helo=<h>';
    await ingest(
      await file(
        'forged.log',
        at(
          '10:00:00',
          'smtpd[1]',
          `NOQUEUE: reject: RCPT from a[192.0.2.1]: 554 5.7.1 <x@other.test>: Relay access denied; ${tail}`,
        ) +
          at(
            '10:00:01',
            'smtpd[1]',
            `NOQUEUE: reject: RCPT from a[192.0.2.1]: 554 5.7.1 <"Sender address rejected: not owned by user bert@example.test"@e.test>: no; ${tail}`,
          ) +
          at(
            '10:00:02',
            'smtpd[1]',
            `NOQUEUE: reject: RCPT from a[192.0.2.1]: 554 5.7.1 no; from=<p@e.test> to=<y@other.test> proto=SMTP helo=<q; from=<a@e.test> to=<bert@example.test> proto=SMTP helo=<h>`,
          ) +
          at(
            '10:00:03',
            'cleanup[1]',
            'ABCDEF1: warning: header Subject: ABCDEF2: client=a[192.0.2.1], sasl_username=bert@example.test from a[192.0.2.1]; from=<a@e.test> to=<y@other.test>',
          ),
      ),
    );
    expect(await events({ address: 'bert@example.test' })).toEqual([]);
    expect((await events()).map(({ address }) => address)).toEqual(['x@other.test', 'x@other.test']);
  });

  it('refusals belong to the login of their session, and to nobody’s after it', async () => {
    const refused =
      'NOQUEUE: reject: RCPT from a[192.0.2.1]: 550 5.4.4 no; from=<anna@example.test> to=<x@nodns.test> proto=ESMTP helo=<h>';
    await ingest(
      await file(
        'session.log',
        at('10:00:00', 'submission/smtpd[1]', 'connect from a[192.0.2.1]') +
          at(
            '10:00:00',
            'submission/smtpd[1]',
            'ABCDEF1: client=a[192.0.2.1], sasl_method=PLAIN, sasl_username=anna@example.test',
          ) +
          at('10:00:01', 'submission/smtpd[1]', refused) +
          at('10:00:02', 'submission/smtpd[1]', 'disconnect from a[192.0.2.1]') +
          at('10:00:03', 'submission/smtpd[1]', refused),
      ),
    );
    expect((await events()).map(({ address, direction }) => `${address} ${direction}`)).toEqual([
      'anna@example.test SENT',
      'x@nodns.test RECEIVED',
    ]);
  });

  it('behind a content filter the event is that of the second queue id, with the login of the first', async () => {
    await ingest(
      await file(
        'filter.log',
        at(
          '10:00:00',
          'submission/smtpd[1]',
          'AAAAAA1: client=a[192.0.2.7], sasl_method=PLAIN, sasl_username=anna@example.test',
        ) +
          at('10:00:00', 'cleanup[2]', 'AAAAAA1: message-id=<m@example.test>') +
          at('10:00:00', 'qmgr[3]', 'AAAAAA1: from=<anna@example.test>, size=100, nrcpt=1 (queue active)') +
          at('10:00:01', 'smtpd[5]', 'BBBBBB2: client=localhost[127.0.0.1]') +
          at('10:00:01', 'cleanup[2]', 'BBBBBB2: message-id=<m@example.test>') +
          at('10:00:01', 'qmgr[3]', 'BBBBBB2: from=<anna@example.test>, size=200, nrcpt=1 (queue active)') +
          at(
            '10:00:01',
            'smtp[4]',
            'AAAAAA1: to=<x@remote.test>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as BBBBBB2)',
          ) +
          at('10:00:01', 'qmgr[3]', 'AAAAAA1: removed') +
          at(
            '10:00:02',
            'smtp[4]',
            'BBBBBB2: to=<x@remote.test>, relay=r[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced (host r[192.0.2.1] said: 550 5.1.1 no)',
          ),
      ),
    );
    expect(await only({})).toMatchObject({
      queueId: 'BBBBBB2',
      direction: MailDirection.SENT,
      address: 'anna@example.test',
      clientAddress: '192.0.2.7',
      status: MailStatus.BOUNCED,
    });
  });

  it('identical refusals within a second are as many events, on every reading', async () => {
    const refused = at(
      '10:00:00',
      'smtpd[1]',
      'NOQUEUE: reject: RCPT from a[192.0.2.1]: 550 5.1.1 no; from=<p@e.test> to=<x@example.test> proto=ESMTP helo=<h>',
    );
    const path = await file('repeated.log', refused.repeat(3));
    expect(await ingest(path)).toMatchObject({ inserted: 3 });
    expect(await ingest(path)).toMatchObject({ inserted: 0, changed: 0 });
  });

  it('a queue id that is given out again is another message', async () => {
    const message = (time: string): string =>
      at(time, 'smtpd[1]', 'ABCDEF1: client=a[192.0.2.7]') +
      at(
        time,
        'lmtp[4]',
        'ABCDEF1: to=<bert@example.test>, relay=dc[::1]:24, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)',
      ) +
      at(time, 'qmgr[3]', 'ABCDEF1: removed');
    await ingest(await file('reused.log', message('10:00:00') + message('10:00:02')));
    expect(await events({ queueId: 'ABCDEF1' })).toHaveLength(2);
  });
});

describe('hostile lines', () => {
  it('harm nothing but themselves', async () => {
    await clear();
    const good =
      'Nov 23 10:00:00 mx1 postfix/lmtp[4]: ABCDEF1: to=<bert@example.test>, relay=dc[::1]:24, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent';
    const path = await file(
      'hostile.log',
      Buffer.concat([
        Buffer.from(`${'x'.repeat(10_000_000)}\n`),
        Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x0a]),
        Buffer.from(`Nov 23 10:00:00 mx1 postfix/cleanup[1]: ABCDEF1: message-id=<a\u0000b\ud83d\ude00@x>\n`),
        Buffer.from(`Nov 23 10:00:00 mx1 postfix/qmgr[1]: __proto__: removed\n`),
        Buffer.from(
          `Nov 23 10:00:00 mx1 postfix/qmgr[1]: constructor: from=<__proto__>, size=1, nrcpt=1 (queue active)\n`,
        ),
        Buffer.from(
          `Nov 23 10:00:00 mx1 postfix/qmgr[1]: ABCDEF1: from=<p@x.test>, size=${'9'.repeat(400)}, nrcpt=1 (queue active)\n`,
        ),
        Buffer.from(`${good} (250 \u0000 ${'\ud83d\ude00'.repeat(3000)} ok)\n`),
        Buffer.from(
          `Nov 23 10:00:00 mx1 postfix/lmtp[4]: ABCDEF1: to=<${'y'.repeat(5000)}@example.test>, relay=none, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (ok)\n`,
        ),
        Buffer.from('Nov 23 10:00:01 mx1 postfix/lmtp[4]: ABCDEF1: to=<cut'),
      ]),
    );
    expect(await ingest(path)).toMatchObject({ lines: 9, unparsable: 4, inserted: 1 });
    const event = await only({});
    expect(event).toMatchObject({
      address: 'bert@example.test',
      sizeBytes: null,
      messageId: '<a\ufffdb😀@x>',
    });
    expect(event.reply).not.toContain('\u0000');
    expect(event.reply?.length).toBeLessThanOrEqual(2000);
  });

  it('a login cut off at the end of a file that is being written is nobody’s', async () => {
    await clear();
    const path = await file(
      'cut.log',
      'Nov 23 10:00:00 mx1 postfix/smtpd[1]: ABCDEF1: client=a[::1], sasl_method=PLAIN, sasl_username=anna@example.te',
    );
    await ingest(path);
    await appendFile(
      path,
      'st\nNov 23 10:00:01 mx1 postfix/smtp[4]: ABCDEF1: to=<x@remote.test>, relay=none, delay=1, delays=0/0/0/1, dsn=4.4.1, status=deferred (x)\n',
    );
    await ingest(path);
    expect(await only({})).toMatchObject({ address: 'anna@example.test', status: MailStatus.DEFERRED });
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import fc from 'fast-check';
import { ingestFiles } from '../src/ingest/ingest-files';
import { logsSubgraph } from '../src/subgraph';

const NOW = new Date('2026-11-24T00:30:00Z');
const PARENT = '4dWzA1n0abcZ9x';
const CHILD = '4dWzB2n0abcZ9x';
const LOGIN = 'anna@example.test';

let subgraph: TestSubgraph;
let log: string;
let directory: string;
beforeAll(async () => {
  subgraph = await startTestSubgraph(logsSubgraph);
  await subgraph.database.query('UPDATE logs.storage SET kept_days = 36500');
  directory = await mkdtemp(join(tmpdir(), 'hostgraph-filter-'));
  log = join(directory, 'mail.log');
});
afterAll(async () => {
  await rm(directory, { recursive: true });
  await subgraph.stop();
});

interface Event {
  readonly owner: string;
  readonly recipient: string;
  readonly status: string;
  readonly client: string | null;
  readonly folder: string | null;
}

/** The events of these lines, each written by a daemon of one host, in the order of their recipients. */
async function eventsOf(lines: readonly string[]): Promise<Event[]> {
  await subgraph.database.query('TRUNCATE logs.mail_event');
  await writeFile(log, lines.map((line, index) => `${timeOf(index)} mx1 ${line}\n`).join(''));
  await ingestFiles(subgraph.database, [log], { timeZone: 'UTC', now: NOW });
  return subgraph.database.query(`
    SELECT direction || ' ' || local_part || '@' || domain AS owner, recipient, status, client_address AS client, folder
    FROM logs.mail_event ORDER BY recipient, direction DESC`);
}

const timeOf = (index: number): string =>
  new Date(Date.UTC(2026, 10, 23, 10, 0, 0, index * 10)).toISOString();

/** How a content filter is reached, and comes back. */
interface Way {
  readonly relay: string;
  readonly client: string;
  readonly service: string;
  /** It passes on whose message it is. */
  readonly isTold: boolean;
  readonly messageId: string | null;
  readonly recipients: number;
}

const way = fc.record<Way>({
  relay: fc.constantFrom(
    '127.0.0.1[127.0.0.1]:10024',
    'localhost[::1]:10024',
    'amavis[172.18.0.5]:10024',
    'filter[fd00::5]:10024',
    'filter.example.test[2001:db8::5]:10026',
    'mx1[/run/amavis/lmtp.sock]',
  ),
  client: fc.constantFrom(
    'amavis.net[172.18.0.5]',
    'localhost[127.0.0.1]',
    'localhost[::1]:41022',
    'filter[fd00::5]',
  ),
  service: fc.constantFrom(
    'smtpd[14]',
    '10025/smtpd[14]',
    '127.0.0.1:10025/smtpd[14]',
    '[::1]:10025/smtpd[14]',
  ),
  isTold: fc.boolean(),
  messageId: fc.constantFrom(null, '<m1@example.test>'),
  recipients: fc.integer({ min: 1, max: 5 }),
});

const isGone = (index: number): boolean => index % 2 === 1;

/** A message from here to elsewhere: every other recipient does not exist. */
function outbound({ relay, client, service, isTold, messageId, recipients }: Way): string[] {
  const addresses = Array.from({ length: recipients }, (_, index) => `k${index}@remote.test`);
  const told = isTold ? `, orig_queue_id=${PARENT}, orig_client=dsl.home.test[198.51.100.9]` : '';
  return [
    `postfix/submission/smtpd[11]: ${PARENT}: client=dsl.home.test[198.51.100.9], sasl_method=PLAIN, sasl_username=${LOGIN}`,
    `postfix/cleanup[12]: ${PARENT}: message-id=${messageId ?? '<>'}`,
    `postfix/qmgr[13]: ${PARENT}: from=<${LOGIN}>, size=500, nrcpt=${recipients} (queue active)`,
    `postfix/${service}: ${CHILD}: client=${client}${told}`,
    `postfix/cleanup[15]: ${CHILD}: message-id=${messageId ?? `<${CHILD}@mx1.example.test>`}`,
    `postfix/qmgr[13]: ${CHILD}: from=<${LOGIN}>, size=900, nrcpt=${recipients} (queue active)`,
    ...addresses.map(
      (address) =>
        `postfix/smtp[16]: ${PARENT}: to=<${address}>, relay=${relay}, delay=0.4, delays=0.2/0/0/0.1, dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as ${CHILD})`,
    ),
    `postfix/qmgr[13]: ${PARENT}: removed`,
    ...addresses.map((address, index) => {
      const outcome = isGone(index)
        ? `dsn=5.1.1, status=bounced (host mx.remote.test[203.0.113.5] said: 550 5.1.1 <${address}>: User unknown)`
        : 'dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4ABCDEF)';
      return `postfix/smtp[17]: ${CHILD}: to=<${address}>, relay=mx.remote.test[203.0.113.5]:25, delay=1, delays=0/0/0.5/0.5, ${outcome}`;
    }),
    `postfix/qmgr[13]: ${CHILD}: removed`,
  ];
}

it('sends each recipient’s outcome to the sender, once, however the filter is reached', async () => {
  await fc.assert(
    fc.asyncProperty(way, async (drawn) => {
      expect(await eventsOf(outbound(drawn))).toEqual(
        Array.from({ length: drawn.recipients }, (_, index) => ({
          owner: `SENT ${LOGIN}`,
          recipient: `k${index}@remote.test`,
          status: isGone(index) ? 'BOUNCED' : 'DELIVERED',
          client: '198.51.100.9',
          folder: null,
        })),
      );
    }),
    { numRuns: 100 },
  );
});

it('says of nothing that it was delivered because a filter took it, wherever the log begins', async () => {
  await fc.assert(
    fc.asyncProperty(way, fc.integer({ min: 1, max: 8 }), async (drawn, skipped) => {
      const local = { ...drawn, relay: '127.0.0.1[127.0.0.1]:10024', client: 'localhost[127.0.0.1]' };
      const events = await eventsOf(outbound(local).slice(skipped));
      expect(events.map(({ recipient, status }) => `${recipient} ${status}`)).toEqual(
        Array.from(
          { length: drawn.recipients },
          (_, index) => `k${index}@remote.test ${isGone(index) ? 'BOUNCED' : 'DELIVERED'}`,
        ),
      );
    }),
    { numRuns: 100 },
  );
});

it('has put off becomes one event with its outcome, under the queue id that it began with', async () => {
  const putOff = [0, 1].map(
    (index) =>
      `postfix/smtp[16]: ${PARENT}: to=<k${index}@remote.test>, relay=none, delay=9, dsn=4.4.1, status=deferred (connect to 127.0.0.1[127.0.0.1]:10024: Connection refused)`,
  );
  const lines = outbound({
    relay: '127.0.0.1[127.0.0.1]:10024',
    client: 'localhost[127.0.0.1]',
    service: 'smtpd[14]',
    isTold: true,
    messageId: null,
    recipients: 2,
  });
  const events = await eventsOf([...lines.slice(0, 3), ...putOff, ...lines.slice(3)]);
  expect(events).toMatchObject([
    { owner: `SENT ${LOGIN}`, recipient: 'k0@remote.test', status: 'DELIVERED' },
    { owner: `SENT ${LOGIN}`, recipient: 'k1@remote.test', status: 'BOUNCED' },
  ]);
  const rows: unknown = await subgraph.database.query(
    `SELECT queue_id AS "queueId", jsonb_path_query_array(history, '$[*].status') AS history
     FROM logs.mail_event ORDER BY recipient`,
  );
  expect(rows).toEqual([
    { queueId: PARENT, history: ['DEFERRED', 'DELIVERED'] },
    { queueId: PARENT, history: ['DEFERRED', 'BOUNCED'] },
  ]);
});

it('finds the folder of each recipient of a message that came through a filter', async () => {
  const addresses = ['a', 'b', 'c'].map((name) => `${name}@example.test`);
  const events = await eventsOf([
    `postfix/smtpd[11]: ${PARENT}: client=mx.partner.test[192.0.2.7]`,
    `postfix/cleanup[12]: ${PARENT}: message-id=<m@partner.test>`,
    `postfix/smtpd[14]: ${CHILD}: client=localhost[127.0.0.1]`,
    `postfix/cleanup[15]: ${CHILD}: message-id=<m@partner.test>`,
    ...addresses.map(
      (address) =>
        `postfix/smtp[16]: ${PARENT}: to=<${address}>, relay=127.0.0.1[127.0.0.1]:10024, delay=0.4, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as ${CHILD})`,
    ),
    ...addresses.flatMap((address, index) => [
      `dovecot: lmtp(${address})<7><S:${index}>: sieve: msgid=<m@partner.test>: stored mail into mailbox 'INBOX'`,
      `postfix/lmtp[17]: ${CHILD}: to=<${address}>, relay=mx1[private/dovecot-lmtp], delay=1, dsn=2.0.0, status=sent (250 2.0.0 <${address}> S:${index} Saved)`,
    ]),
  ]);
  expect(events).toEqual(
    addresses.map((address) => ({
      owner: `RECEIVED ${address}`,
      recipient: address,
      status: 'DELIVERED',
      client: '192.0.2.7',
      folder: 'INBOX',
    })),
  );
});

describe('no stranger', () => {
  const child = 'CCCCCC3';
  const victims = (client: string, messageId = '<m1@example.test>'): string[] => [
    `postfix/smtpd[11]: ${PARENT}: client=dsl.home.test[198.51.100.9], sasl_method=PLAIN, sasl_username=${LOGIN}`,
    `postfix/cleanup[12]: ${PARENT}: message-id=<m1@example.test>`,
    `postfix/smtpd[14]: ${child}: client=${client}`,
    `postfix/cleanup[15]: ${child}: message-id=${messageId}`,
    `postfix/lmtp[17]: ${child}: to=<bert@example.test>, relay=mx1[private/dovecot-lmtp], delay=1, dsn=2.0.0, status=sent (250 ok)`,
  ];
  const answered = (relay: string): string =>
    `postfix/smtp[16]: ${PARENT}: to=<k@remote.test>, relay=${relay}, delay=1, dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as ${child})`;
  const apart = [
    { owner: 'RECEIVED bert@example.test', status: 'DELIVERED' },
    { owner: `SENT ${LOGIN}`, status: 'DELIVERED' },
  ];

  it.each([
    [
      'by a login',
      `a[192.0.2.9], sasl_method=PLAIN, sasl_username=x, orig_queue_id=${PARENT}, orig_client=a[192.0.2.9]`,
    ],
    [
      'by AUTH=',
      `a[192.0.2.9], sasl_method=PLAIN, sasl_username=x, sasl_sender=y, orig_queue_id=${PARENT}, orig_client=a[192.0.2.9]`,
    ],
  ])('says %s whose message it brings', async (_how, client) => {
    const events = await eventsOf([
      ...victims(client, '<other@x.test>'),
      answered('mx.remote.test[203.0.113.5]:25'),
    ]);
    expect(events.filter(({ owner }) => owner === `SENT ${LOGIN}`)).toMatchObject([
      { recipient: 'k@remote.test', status: 'DELIVERED' },
    ]);
  });

  it('writes into a sender’s log by naming another message, be it the same sent back', async () => {
    for (const client of ['mx.remote.test[203.0.113.5]', 'localhost[127.0.0.1]'])
      expect(await eventsOf([...victims(client), answered('mx.remote.test[203.0.113.5]:25')])).toMatchObject(
        apart,
      );
  });

  it('is helped by a filter that names another message', async () => {
    expect(
      await eventsOf([
        ...victims('localhost[127.0.0.1]', '<other@x.test>'),
        answered('127.0.0.1[127.0.0.1]:10024'),
      ]),
    ).toMatchObject(apart);
  });
});

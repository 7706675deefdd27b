import type { Principal } from '@hostgraph/principal';
import {
  codes,
  type Representation,
  startTestSubgraph,
  type TestSubgraph,
} from '@hostgraph/subgraph-testing';
import { rollUpClosedHours } from '../../storage/rollup/roll-up';
import { logsSubgraph } from '../../subgraph';

interface Summary {
  readonly buckets: {
    start: string;
    end: string;
    total: number;
    counts: { direction: string; status: string; count: number }[];
  }[];
  readonly notCovered: { from: string; to: string } | null;
}

const LONG_AGO = '2020-01-01T00:00:00.000Z';
const reader: Principal = { kind: 'PERSON', id: 'usr_1', scopes: ['logs:read', 'mail:read'], roles: {} };

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await startTestSubgraph(logsSubgraph);
  // The test's events grow old; a hundred years go by before they are out of sight.
  await subgraph.database.query(`INSERT INTO logs.retention VALUES ('msv_1', 'LONG', 36500, 0)`);
  await subgraph.database.query(`SELECT logs.make_partitions('{2026-03-28, 2026-03-29, 2026-03-30}')`);
  // One event every ten minutes, of 28 March 2026 and the two days after; in Zurich clocks go forward on the 29th.
  await subgraph.database.query(
    `INSERT INTO logs.mail_event
       (id, domain, local_part, direction, occurred_at, status, updated_at, recipient, host, history)
     SELECT lpad(i::text, 32, '0')::uuid, 'example.test', 'anna', CASE WHEN i % 3 = 0 THEN 'SENT' ELSE 'RECEIVED' END,
       timestamptz '2026-03-28Z' + i * interval '10 minutes', CASE WHEN i % 2 = 0 THEN 'DELIVERED' ELSE 'SPAM' END,
       now(), 'x@example.test', 'mx1', '[]'
     FROM generate_series(0, 3 * 144 - 1) AS i`,
  );
  const connection = subgraph.database.createQueryRunner();
  await rollUpClosedHours(connection, Date.parse('2026-04-01T00:00:00Z'));
  await connection.release();
});

afterAll(() => subgraph.stop());

const mailbox = (over: Partial<Representation> = {}): Representation => ({
  __typename: 'Mailbox',
  id: 'mbx_anna',
  addresses: [{ address: 'anna@example.test', assignedAt: LONG_AGO }],
  mailService: { id: 'msv_1' },
  viewerMayViewLogs: true,
  ...over,
});

const FRAGMENT = (args: string) => `... on Mailbox { activitySummary(${args}) {
  buckets { start end total counts { direction status count } } notCovered { from to } } }`;
const ask = (owners: readonly Representation[], args: string, principal = reader) =>
  subgraph.askEntities<{ activitySummary: Summary | null }>(principal, FRAGMENT(args), owners);

async function read(args: string, owner = mailbox()): Promise<Summary> {
  const { data, errors } = await ask([owner], args);
  expect(errors).toBeUndefined();
  return data!._entities[0]!.activitySummary!;
}

const THREE_DAYS = 'from: "2026-03-28T00:00:00Z", to: "2026-03-31T00:00:00Z"';

describe('buckets', () => {
  it('count by direction and status, leaving out what there is none of', async () => {
    const { buckets } = await read(`${THREE_DAYS}, interval: DAY`);
    expect(buckets).toHaveLength(3);
    expect(buckets[0]).toEqual({
      start: '2026-03-28T00:00:00.000Z',
      end: '2026-03-29T00:00:00.000Z',
      total: 144,
      counts: [
        { direction: 'SENT', status: 'DELIVERED', count: 24 },
        { direction: 'RECEIVED', status: 'DELIVERED', count: 48 },
        { direction: 'SENT', status: 'SPAM', count: 24 },
        { direction: 'RECEIVED', status: 'SPAM', count: 48 },
      ],
    });
    const sent = await read(`${THREE_DAYS}, direction: SENT`);
    expect(sent.buckets.map(({ total }) => total)).toEqual([48, 48, 48]);
  });

  it('are days of the time zone, also the one of 23 hours', async () => {
    const { buckets } = await read(
      'from: "2026-03-27T23:00:00Z", to: "2026-03-29T22:00:00Z", timeZone: "Europe/Zurich"',
    );
    expect(buckets.map(({ start, end, total }) => [start, end, total])).toEqual([
      ['2026-03-27T23:00:00.000Z', '2026-03-28T23:00:00.000Z', 23 * 6],
      ['2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z', 23 * 6],
    ]);
  });

  it('are there where nothing happened', async () => {
    const { buckets } = await read(
      'from: "2026-03-30T22:00:00Z", to: "2026-03-31T02:00:00Z", interval: HOUR',
    );
    expect(buckets.map(({ total }) => total)).toEqual([6, 6, 0, 0]);
    expect(buckets[3]).toMatchObject({ end: '2026-03-31T02:00:00.000Z', counts: [] });
  });

  it('count what lies between from and to, also within the first and the last', async () => {
    const { buckets } = await read('from: "2026-03-28T10:25:00Z", to: "2026-03-29T01:11:00Z"');
    expect(buckets.map(({ start, total }) => [start, total])).toEqual([
      ['2026-03-28T00:00:00.000Z', 13 * 6 + 3],
      ['2026-03-29T00:00:00.000Z', 6 + 2],
    ]);
  });

  it('are refused if they are too many, also with the whole of time between them', async () => {
    for (const args of [
      'from: "2026-02-17T08:00:00Z", to: "2026-03-31T00:00:00.001Z", interval: HOUR',
      'to: "9999-12-31T23:59:59Z"',
      'from: "0000-01-01T00:00:00Z", to: "9999-12-31T23:59:59Z", interval: HOUR',
    ]) {
      expect(codes(await ask([mailbox()], args))).toEqual(['BAD_USER_INPUT']);
    }
    const { buckets } = await read(
      'from: "2026-02-17T08:00:00Z", to: "2026-03-31T00:00:00Z", interval: HOUR',
    );
    expect(buckets).toHaveLength(1000);
  });
});

describe('a summary', () => {
  it('counts nothing of whoever had the address before, also within the hour in which it changed hands', async () => {
    const later = mailbox({
      addresses: [{ address: 'anna@example.test', assignedAt: '2026-03-29T12:31:00.000Z' }],
    });
    const { buckets } = await read(`${THREE_DAYS}, interval: HOUR`, later);
    expect(buckets.slice(34, 39).map(({ total }) => total)).toEqual([0, 0, 2, 6, 6]);
    expect(buckets.slice(0, 36).every(({ total }) => total === 0)).toBe(true);
  });

  it('counts what the plan covers, and says what it does not', async () => {
    const free = mailbox({ mailService: { id: 'msv_free' } });
    const { buckets, notCovered } = await read(THREE_DAYS, free);
    expect(buckets).toEqual([]);
    expect(notCovered).toEqual({ from: '2026-03-28T00:00:00.000Z', to: '2026-03-31T00:00:00.000Z' });
    // Twenty times 24 hours begin in the middle of a day.
    expect((await read('interval: DAY', free)).buckets).toHaveLength(21);
    expect((await read('interval: DAY', free)).notCovered).toBeNull();
  });

  it.each([
    ['an unknown time zone', 'timeZone: "Europe/Zurich\' OR true --"'],
    ['an empty time zone', 'timeZone: ""'],
    ['an empty span', 'from: "2026-03-28T00:00:00Z", to: "2026-03-28T01:00:00+01:00"'],
  ])('with %s is refused', async (_name, args) => {
    const answer = await ask([mailbox()], args);
    expect(answer.data).toEqual({ _entities: [{ activitySummary: null }] });
    expect(codes(answer)).toEqual(['BAD_USER_INPUT']);
    expect(subgraph.statements).toEqual([]);
  });

  it('is for whoever may read the log', async () => {
    for (const [owner, principal, code] of [
      [mailbox({ viewerMayViewLogs: false }), reader, 'FORBIDDEN'],
      [mailbox({ viewerMayViewLogs: 'true' }), reader, 'FORBIDDEN'],
      [mailbox(), { ...reader, kind: 'API_KEY', scopes: ['mail:read'] }, 'FORBIDDEN'],
      [mailbox(), { ...reader, kind: 'ANONYMOUS' }, 'UNAUTHENTICATED'],
    ] as const) {
      expect(codes(await ask([owner], THREE_DAYS, principal))).toEqual([code]);
      expect(subgraph.statements).toEqual([]);
    }
  });

  it('of 100 mailboxes is counted with one statement, after one for their plans, and recorded with one more', async () => {
    const owners = Array.from({ length: 100 }, (_, i) =>
      mailbox({ id: `mbx_${i}`, ...(i % 2 === 1 && { addresses: [] }) }),
    );
    const { data } = await ask(owners, `${THREE_DAYS}, direction: SENT`);
    expect(subgraph.statements).toHaveLength(3);
    expect(data!._entities.map((one) => one!.activitySummary!.buckets.map(({ total }) => total))).toEqual(
      owners.map((_, i) => (i % 2 === 1 ? [0, 0, 0] : [48, 48, 48])),
    );
    const { data: told } = await subgraph.askEntities(
      reader,
      '... on Mailbox { logSearches { nodes { reading from to direction statuses correspondent rowCount } } }',
      [mailbox({ id: 'mbx_2' })],
    );
    expect(told!._entities).toEqual([
      {
        logSearches: {
          nodes: [
            {
              reading: 'SUMMARY',
              from: '2026-03-28T00:00:00.000Z',
              to: '2026-03-31T00:00:00.000Z',
              direction: 'SENT',
              statuses: null,
              correspondent: null,
              rowCount: 144,
            },
          ],
        },
      },
    ]);
  });
});

import type { Principal } from '@hostgraph/principal';
import {
  type Entities,
  type Representation,
  startTestSubgraph,
  type TestAnswer,
  type TestSubgraph,
} from '@hostgraph/subgraph-testing';
import type { QueryRunner } from 'typeorm';
import { mergeWeeks } from '../partitions/merge-week';
import { refreshDirty } from './refresh-dirty';
import { markDirty } from './mark-dirty';
import { rollUpClosedHours } from './roll-up';
import { logsSubgraph } from '../../subgraph';

/**
 * Filtered pages and summaries are answered with the help of what has been rolled up. Whatever has been, and whatever has
 * come late, they say what the events say.
 */
const MAILBOXES = 3;
const DAYS = 11;
const EVENTS = 600;

const reader: Principal = { kind: 'PERSON', id: 'usr_1', scopes: ['logs:read', 'mail:read'], roles: {} };
const HOUR_MS = 60 * 60 * 1000;
const LONG_AGO = '2020-01-01T00:00:00.000Z';

let subgraph: TestSubgraph;
let connection: QueryRunner;

beforeAll(async () => {
  subgraph = await startTestSubgraph(logsSubgraph);
  connection = subgraph.database.createQueryRunner();
  await connection.query(
    `SELECT logs.make_partitions(array_agg((now() - i * interval '24 hours')::date)) FROM generate_series(0, $1) AS i`,
    [DAYS + 1],
  );
  // One connection, so that the same numbers come each time.
  await connection.query('SELECT setseed(0.4)');
});

afterAll(async () => {
  await connection.release();
  await subgraph.stop();
});

/** Events of random mailboxes and moments, the more the later; some have no correspondent. */
async function addEvents(count: number): Promise<void> {
  const rows = await connection.manager.query<{ domain: string; localPart: string; occurredAt: Date }[]>(
    `INSERT INTO logs.mail_event
       (id, domain, local_part, direction, occurred_at, status, correspondent, updated_at, recipient, host, history)
     SELECT gen_random_uuid(), 'example.test', 'm' || floor(random() * $2),
       (ARRAY['SENT', 'RECEIVED'])[1 + floor(random() * 2)],
       date_trunc('milliseconds', now() - random() ^ 2 * $3 * interval '24 hours'),
       (ARRAY['DELIVERED', 'DELIVERED', 'DELIVERED', 'BOUNCED', 'SPAM', 'EXPIRED'])[1 + floor(random() ^ 2 * 6)],
       CASE WHEN random() < 0.9 THEN format('Partner%s@P%s.test', floor(random() ^ 3 * 20), floor(random() * 3)) END,
       now(), 'x@example.test', 'mx1', '[]'
     FROM generate_series(1, $1)
     RETURNING domain, local_part AS "localPart", occurred_at AS "occurredAt"`,
    [count, MAILBOXES, DAYS],
  );
  await mark(rows);
}

/** What a late line does: an event that is known turns out otherwise. */
async function changeEvents(): Promise<void> {
  const [rows] = await connection.manager.query<
    [{ domain: string; localPart: string; occurredAt: Date }[], number]
  >(
    `UPDATE logs.mail_event SET status = 'REJECTED', correspondent = 'late@changed.test' WHERE random() < 0.02
     RETURNING domain, local_part AS "localPart", occurred_at AS "occurredAt"`,
  );
  await mark(rows);
}

const mark = (rows: readonly { domain: string; localPart: string; occurredAt: Date }[]): Promise<void> =>
  markDirty(connection.manager, rows);

const STAGES: readonly [string, () => Promise<unknown>][] = [
  ['before anything is rolled up', () => addEvents(EVENTS)],
  ['rolled up until some hours ago', () => rollUpClosedHours(connection, Date.now() - 7 * HOUR_MS)],
  ['with hours that are dirty by new events', () => addEvents(30)],
  ['with hours that are dirty by changed events', () => changeEvents()],
  ['refreshed', () => refreshDirty(connection)],
  [
    'with hours that are being closed',
    async () => {
      // The first of the two transactions that close hours; they never close those of two days at once.
      await connection.query(
        `UPDATE logs.rollup SET closing_to = LEAST(rolled_up_to + interval '3 hours',
           date_trunc('day', rolled_up_to, 'UTC') + interval '1 day')`,
      );
      await addEvents(30);
    },
  ],
  ['refreshed before those hours are closed', () => refreshDirty(connection)],
  ['when all hours are closed', () => rollUpClosedHours(connection, Date.now())],
  ['merged into weeks', () => mergeWeeks(connection, Date.now())],
];

const owner = (i: number): Representation => ({
  __typename: 'Mailbox',
  id: `mbx_${i}`,
  addresses: [
    { address: `m${i}@example.test`, assignedAt: i === 0 ? daysAgo(1.43) : LONG_AGO },
    { address: `m${(i + 1) % MAILBOXES}@example.test`, assignedAt: i === 1 ? daysAgo(2.61) : LONG_AGO },
  ],
  viewerMayViewLogs: true,
});
const OWNERS = Array.from({ length: MAILBOXES }, (_, i) => owner(i));

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString();
}

const HELD = `
  jsonb_to_recordset($1::jsonb) AS owner (id text, addresses jsonb)
  CROSS JOIN LATERAL jsonb_to_recordset(owner.addresses) AS held (address text, "assignedAt" timestamptz)
  JOIN logs.mail_event AS event
    ON event.domain || '' = split_part(held.address, '@', 2) AND event.local_part || '' = split_part(held.address, '@', 1)
    AND event.occurred_at >= held."assignedAt"`;

const FILTERS: readonly [string, string][] = [
  ['direction: SENT', `direction = 'SENT'`],
  ['status: [EXPIRED]', `status = 'EXPIRED'`],
  ['status: [REJECTED]', `status = 'REJECTED'`],
  ['status: [GREYLISTED]', 'false'],
  [
    'direction: RECEIVED, status: [SPAM, BOUNCED]',
    `direction = 'RECEIVED' AND status IN ('SPAM', 'BOUNCED')`,
  ],
  ['correspondent: "nER1@"', `correspondent ILIKE '%ner1@%'`],
  ['correspondent: "@changed"', `correspondent LIKE '%@changed%'`],
  ['correspondent: "nobody"', 'false'],
  ['status: [SPAM], correspondent: "p2"', `status = 'SPAM' AND correspondent ILIKE '%p2%'`],
];

interface Log {
  readonly nodes: { id: string }[];
  readonly pageInfo: { endCursor: string | null; hasNextPage: boolean };
}

/** All pages of all mailboxes, each turned on its own. */
async function readAll(filter: string): Promise<Record<string, string[]>> {
  const seen: Record<string, string[]> = {};
  for (const one of OWNERS) {
    const ids: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const answer: TestAnswer<Entities<{ activityLog: Log }>> = await subgraph.askEntities(
        reader,
        `... on Mailbox { activityLog(first: 60, after: ${JSON.stringify(after)}, ${filter}) {
           nodes { id } pageInfo { endCursor hasNextPage } } }`,
        [one],
      );
      expect(answer.errors).toBeUndefined();
      const { nodes, pageInfo }: Log = answer.data!._entities[0]!.activityLog;
      ids.push(...nodes.map(({ id }) => id));
      ({ endCursor: after, hasNextPage: more } = pageInfo);
    }
    seen[one.id] = ids;
  }
  return seen;
}

async function expectFilteredPages(filter: string, condition: string): Promise<void> {
  const rows: { id: string; ids: string[] }[] = await subgraph.database.query(
    `SELECT owner.id, array_agg('evt_' || replace(event.id::text, '-', '') ORDER BY occurred_at DESC, event.id DESC) AS ids
     FROM ${HELD} AND (${condition}) GROUP BY owner.id`,
    [JSON.stringify(OWNERS)],
  );
  const expected = Object.fromEntries(OWNERS.map(({ id }) => [id, [] as string[]]));
  for (const { id, ids } of rows) expected[id] = ids;
  expect(await readAll(filter)).toEqual(expected);
}

interface Bucket {
  readonly start: string;
  readonly counts: { direction: string; status: string; count: number }[];
}

async function expectSummary(args: string, bucket: string, condition: string): Promise<void> {
  const { data, errors } = await subgraph.askEntities<{ activitySummary: { buckets: Bucket[] } }>(
    reader,
    `... on Mailbox { activitySummary(${args}) { buckets { start counts { direction status count } } } }`,
    OWNERS,
  );
  expect(errors).toBeUndefined();
  const said = data!._entities.map((one) =>
    one!.activitySummary.buckets
      .flatMap(({ start, counts }) => counts.map((count) => JSON.stringify({ start, ...count })))
      .toSorted(),
  );
  const rows: { id: string; start: Date; direction: string; status: string; count: number }[] =
    await subgraph.database.query(
      `SELECT owner.id, ${bucket} AS start, direction, status, count(*)::integer AS count
       FROM ${HELD} AND (${condition}) GROUP BY 1, 2, 3, 4`,
      [JSON.stringify(OWNERS)],
    );
  const counted = OWNERS.map(({ id }) =>
    rows
      .filter((row) => row.id === id)
      .map(({ start, direction, status, count }) =>
        JSON.stringify({ start: start.toISOString(), direction, status, count }),
      )
      .toSorted(),
  );
  expect(counted.flat().length).toBeGreaterThan(0);
  expect(said).toEqual(counted);
}

describe.each(STAGES)('%s', (_stage, reach) => {
  beforeAll(async () => {
    await reach();
  });

  it.each(FILTERS)('a log filtered by %s is the events that match, each once', expectFilteredPages);

  it('a filtered log from and to moments within hours is the events between', async () => {
    const [from, to] = [daysAgo(4.217), daysAgo(0.013)];
    await expectFilteredPages(
      `direction: SENT, from: "${from}", to: "${to}"`,
      `direction = 'SENT' AND occurred_at >= '${from}' AND occurred_at < '${to}'`,
    );
  });

  it.each([
    ['interval: HOUR', `date_trunc('hour', occurred_at, 'UTC')`],
    ['timeZone: "Europe/Zurich"', `date_trunc('day', occurred_at, 'Europe/Zurich')`],
    ['timeZone: "Asia/Kathmandu"', `date_trunc('day', occurred_at, 'Asia/Kathmandu')`],
  ])('a summary by %s counts each event once', (args, bucket) => expectSummary(args, bucket, 'true'));

  it('a summary of one direction from and to moments within hours counts the events between', async () => {
    const [from, to] = [daysAgo(4.217), daysAgo(0.013)];
    await expectSummary(
      `interval: HOUR, direction: RECEIVED, from: "${from}", to: "${to}"`,
      `date_trunc('hour', occurred_at, 'UTC')`,
      `direction = 'RECEIVED' AND occurred_at >= '${from}' AND occurred_at < '${to}'`,
    );
  });
});

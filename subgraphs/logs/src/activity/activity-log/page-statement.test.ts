import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { MailStatus } from '../../mail-event/mail-status';
import { rollUpClosedHours } from '../../storage/rollup/roll-up';
import { logsSubgraph } from '../../subgraph';
import { LogScope } from '../../mail-event/log-scope';
import { type LogOwner, type LogPage } from '../../mail-event/log-filter';
import { pageStatement } from './page-statement';

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Actual Loops': number;
  readonly Plans?: readonly PlanNode[];
}

const FIRST = 20;
const PAGE: LogPage = {
  first: FIRST,
  after: null,
  direction: null,
  from: null,
  to: null,
  status: null,
  correspondent: null,
  subject: null,
  addresses: null,
};

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await startTestSubgraph(logsSubgraph);
  await subgraph.database.query(
    `SELECT logs.make_partitions(ARRAY['2026-11-21', '2026-11-22', '2026-11-23']::date[])`,
  );
  await subgraph.database.query(
    `INSERT INTO logs.mail_event
       (id, domain, local_part, direction, occurred_at, status, updated_at, recipient, host, history)
     SELECT lpad((i + 20000)::text, 32, '0')::uuid, 'example.test', format('a%s', (i + 20000) % 50), 'SENT',
       timestamptz '2026-11-23Z' + i * interval '1 second', 'DELIVERED', now(), 'x@example.test', 'mx1', '[]'
     FROM generate_series(-19999, 20000) AS i`,
  );
  await subgraph.database.query('ANALYZE logs.mail_event');
});

afterAll(() => subgraph.stop());

const SINCE = new Date('2026-11-22T12:00:00.000Z');
const MAILBOX: LogOwner = {
  scope: LogScope.MAILBOX,
  id: 'mbx_1',
  addresses: Array.from({ length: 10 }, (_, i) => ({
    domain: 'example.test',
    localPart: `a${i}`,
    since: SINCE,
  })),
};
const MAIL_SERVICE: LogOwner = {
  scope: LogScope.MAIL_SERVICE,
  id: 'msv_1',
  addresses: ['example.test', 'example.org', 'example.com'].map((domain) => ({
    domain,
    localPart: null,
    since: SINCE,
  })),
};

async function explain(owner: LogOwner, page: LogPage): Promise<PlanNode[]> {
  const { sql, parameters } = pageStatement([owner], page);
  const [row]: { 'QUERY PLAN': [{ Plan: PlanNode }] }[] = await subgraph.database.query(
    `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
    parameters,
  );
  return flatten(row!['QUERY PLAN'][0].Plan);
}

const flatten = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(flatten)];

const PAGES: readonly [string, LogPage][] = [
  ['the first page', PAGE],
  ['a page of one status', { ...PAGE, status: [MailStatus.DELIVERED] }],
  [
    'a page deep down',
    { ...PAGE, after: cursor('2026-11-23T02:46:40.000Z', '00000000-0000-0000-0000-000000030000') },
  ],
];

it.each(PAGES.filter(([, { status }]) => status === null))(
  'reads %s from the index, one page per address, and sorts no more than that',
  async (_name, page) => {
    const nodes = await explain(MAILBOX, page);
    const reads = nodes.filter((node) => node['Relation Name']?.startsWith('mail_event'));
    // Newest first, and the day before only where the newest does not fill the page; the day before that is not open.
    expect(reads).toMatchObject([
      { 'Node Type': 'Index Scan', 'Index Name': 'mail_event_20261123_pkey', 'Actual Loops': 10 },
      { 'Node Type': 'Index Scan', 'Index Name': 'mail_event_20261122_pkey', 'Actual Loops': 0 },
    ]);
    expect(reads[0]!['Actual Rows']).toBeLessThanOrEqual(FIRST + 1);
    expect(mostSorted(nodes)).toBeLessThanOrEqual(10 * (FIRST + 1));
  },
);

it.each(PAGES)(
  'reads %s of a whole service by domain and time, one page per domain, and sorts no more than that',
  async (_name, page) => {
    const nodes = await explain(MAIL_SERVICE, page);
    const reads = nodes.filter((node) => node['Relation Name']?.startsWith('mail_event'));
    // The two domains without events look into the day before, too.
    expect(reads).toMatchObject([
      { 'Index Name': 'mail_event_20261123_expr_occurred_at_id_idx', 'Actual Loops': 3 },
      { 'Index Name': 'mail_event_20261122_expr_occurred_at_id_idx', 'Actual Loops': 2 },
    ]);
    expect(reads[0]!['Actual Rows'] * 3).toBeLessThanOrEqual(FIRST + 1);
    expect(mostSorted(nodes)).toBeLessThanOrEqual(FIRST + 1);
  },
);

it('reads a filtered page from the index, day by day until it is full', async () => {
  const connection = subgraph.database.createQueryRunner();
  await rollUpClosedHours(connection, Date.parse('2026-11-24T12:00:00Z'));
  await connection.release();
  const read = async (status: MailStatus[]) =>
    (await explain(MAILBOX, { ...PAGE, status })).filter(
      (node) => node['Relation Name']?.startsWith('mail_event') === true && node['Actual Loops'] > 0,
    );
  const reads = await read([MailStatus.DELIVERED]);
  // The newest day has enough; PostgreSQL's incremental sort takes up to 32 rows before it gives any, so one page more.
  expect(reads.map((node) => node['Index Name'])).toEqual([
    'mail_event_20261123_pkey',
    'mail_event_20261122_pkey',
  ]);
  expect(Math.max(...reads.map((node) => node['Actual Rows']))).toBeLessThanOrEqual(FIRST + 1);
  const nothing = await read([MailStatus.SPAM]);
  expect(nothing.map((node) => node['Actual Rows'])).toEqual(nothing.map(() => 0));
  expect(nothing.flatMap((node) => node['Rows Removed by Filter'] ?? [])).toEqual(nothing.map(() => 0));
});

it('reads nothing of an address that stands among whole domains, rather than all of its domain', async () => {
  const mixed = { ...MAIL_SERVICE, addresses: [...MAILBOX.addresses, MAIL_SERVICE.addresses[1]!] };
  const { sql, parameters } = pageStatement([mixed], PAGE);
  expect(await subgraph.database.query(sql, parameters)).toEqual([]);
});

function mostSorted(nodes: readonly PlanNode[]): number {
  const sorted = nodes
    .filter((node) => node['Node Type'].includes('Sort'))
    .map((node) => Math.max(...node.Plans!.map((input) => input['Actual Rows'] * input['Actual Loops'])));
  return Math.max(...sorted);
}

function cursor(...values: string[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

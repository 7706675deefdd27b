import type { Principal } from '@hostgraph/principal';
import {
  codes,
  type Representation,
  startTestSubgraph,
  type TestSubgraph,
} from '@hostgraph/subgraph-testing';
import { logsSubgraph } from '../src';

interface Page<Node> {
  readonly nodes: Node[];
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null };
}
interface Source {
  readonly name: string;
  readonly byteOffset: number | null;
  readonly lines: number;
  readonly unparsable: number;
  readonly lastReadAt: string;
  readonly deadLetters: { text: string | null; byteLength: number; byteOffset: number | null }[];
}
interface Event {
  readonly id: string;
  readonly address: string;
  readonly status: string;
}

const operator: Principal = { kind: 'PERSON', id: 'usr_olga', scopes: ['logs:operate'], roles: {} };
const member: Principal = { kind: 'PERSON', id: 'usr_anna', scopes: ['logs:read', 'mail:read'], roles: {} };
const customers: readonly Principal[] = [
  member,
  {
    ...member,
    kind: 'API_KEY',
    scopes: ['logs:read', 'mail:read', 'logs:order', 'billing:write', 'logs:ingest'],
  },
];

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await startTestSubgraph(logsSubgraph);
  await subgraph.database.query(`SELECT logs.make_partitions('{2026-11-21,2026-11-22}')`);
  // In turn for two addresses of a domain, one of another, and a login that is no address; four at each moment.
  await subgraph.database.query(`
    INSERT INTO logs.mail_event
      (id, domain, local_part, direction, occurred_at, status, correspondent, updated_at, recipient, host, history)
    SELECT lpad(i::text, 32, '0')::uuid, (ARRAY['example.test', 'example.test', 'nobody.test', ''])[i % 4 + 1],
      (ARRAY['anna', 'bert', 'ghost', 'root'])[i % 4 + 1], CASE WHEN i < 100 THEN 'SENT' ELSE 'RECEIVED' END,
      timestamptz '2026-11-21T06:00:00Z' + (i / 4) * interval '30 minutes',
      CASE WHEN i % 3 = 0 THEN 'BOUNCED' ELSE 'DELIVERED' END, format('p%s@partner.test', i), now(),
      'x@example.test', 'mx1', '[]'
    FROM generate_series(0, 199) AS i`);
  await subgraph.database.query(`
    INSERT INTO logs.ingest_source
      (path, file_id, head_digest, byte_offset, modified_at, time_zone, lines, unparsable, read_at)
    SELECT format('/var/log/%s.log', chr(97 + i)), 'f', 'd', 9007199254740991 - i, now(), 'UTC', 5000000000 + i, i,
      '2026-11-21T06:00:00Z'
    FROM generate_series(0, 4) AS i`);
  await subgraph.database.query(`
    INSERT INTO logs.ingest_dead_letter (path, file_id, byte_offset, byte_length, text)
    SELECT '/var/log/' || name || '.log', 'f', i, 10, CASE WHEN i <> 29 THEN format('%s %s', name, i) END
    FROM unnest('{a,b}'::text[]) AS name, generate_series(0, 29) AS i ORDER BY name, i`);
});

afterAll(() => subgraph.stop());

async function sources(args: string, letters = ''): Promise<Page<Source>> {
  const { data, errors } = await subgraph.ask<{ logSources: Page<Source> }>(
    operator,
    `{ logSources${args} { pageInfo { hasNextPage endCursor } nodes {
       name byteOffset lines unparsable lastReadAt deadLetters${letters} { text byteLength byteOffset } } } }`,
  );
  expect(errors).toBeUndefined();
  return data!.logSources;
}

async function log(args: string): Promise<Page<Event>> {
  const { data, errors } = await subgraph.ask<{ operatorActivityLog: Page<Event> }>(
    operator,
    `{ operatorActivityLog(${args}) { nodes { id address status } pageInfo { hasNextPage endCursor } } }`,
  );
  expect(errors).toBeUndefined();
  return data!.operatorActivityLog;
}

const numbers = ({ nodes }: Page<Event>) => nodes.map(({ id }) => Number(id.slice('evt_'.length)));
/** The numbers of events, the newest first. */
const expected = (belongs: (i: number) => boolean) =>
  Array.from({ length: 200 }, (_, i) => 199 - i).filter(belongs);

describe('logSources', () => {
  it('tells how far each source has been read, in whole numbers of any size', async () => {
    const { nodes } = await sources('(first: 1)', '(first: 2)');
    expect(nodes).toEqual([
      {
        name: '/var/log/a.log',
        byteOffset: 9_007_199_254_740_991,
        lines: 5_000_000_000,
        unparsable: 0,
        lastReadAt: '2026-11-21T06:00:00.000Z',
        deadLetters: [
          { text: null, byteLength: 10, byteOffset: 29 },
          { text: 'a 28', byteLength: 10, byteOffset: 28 },
        ],
      },
    ]);
  });

  it('goes on at the cursor, and reads the dead letters of a page with one statement', async () => {
    const first = await sources('(first: 3)');
    expect(first.nodes.map(({ deadLetters }) => deadLetters.length)).toEqual([10, 10, 0]);
    expect(subgraph.statements).toHaveLength(2);
    const rest = await sources(`(first: 3, after: "${first.pageInfo.endCursor!}")`);
    expect(rest.nodes.map(({ name }) => name)).toEqual(['/var/log/d.log', '/var/log/e.log']);
    expect(rest.pageInfo.hasNextPage).toBe(false);
  });

  it('refuses more dead letters than are kept', async () => {
    for (const first of [0, 101]) {
      const answer = await subgraph.ask(
        operator,
        `{ logSources { nodes { deadLetters(first: ${first}) { text } } } }`,
      );
      expect(codes(answer)).toContain('BAD_USER_INPUT');
    }
  });
});

describe('operatorActivityLog', () => {
  it('answers an address, a domain and a login that is no address, whoever owns them', async () => {
    expect(numbers(await log('address: "Ghost@Nobody.test", first: 100'))).toEqual(
      expected((i) => i % 4 === 2),
    );
    expect(numbers(await log('address: "ghost+shop@nobody.test", first: 100'))).toEqual(
      expected((i) => i % 4 === 2),
    );
    expect(numbers(await log('domain: "EXAMPLE.test", first: 100'))).toEqual(expected((i) => i % 4 < 2));
    expect(numbers(await log('address: "root", first: 100'))).toEqual(expected((i) => i % 4 === 3));
    expect(numbers(await log('address: "@nobody.test"'))).toEqual([]);
    expect(numbers(await log('domain: "%"'))).toEqual([]);
  });

  it.each([
    ['direction: SENT', (i: number) => i < 100],
    ['status: [BOUNCED]', (i: number) => i % 3 === 0],
    ['correspondent: "P19"', (i: number) => i === 19 || i >= 190],
    ['from: "2026-11-21T12:00:00Z", to: "2026-11-21T18:00:00Z"', (i: number) => i >= 48 && i < 96],
  ])('takes the filters of a mailbox’s log: %s', async (filter, belongs) => {
    const ofDomain = expected((i) => i % 4 < 2 && belongs(i));
    expect(numbers(await log(`domain: "example.test", first: 100, ${filter}`))).toEqual(
      ofDomain.slice(0, 100),
    );
    const ofAddress = expected((i) => i % 4 === 1 && belongs(i));
    expect(numbers(await log(`address: "bert@example.test", first: 100, ${filter}`))).toEqual(ofAddress);
  });

  it('comes in pages without gaps or doubles, across days', async () => {
    const seen: number[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page = await log(`domain: "example.test", first: 7, after: ${JSON.stringify(after)}`);
      seen.push(...numbers(page));
      ({ endCursor: after, hasNextPage: more } = page.pageInfo);
    }
    expect(seen).toEqual(expected((i) => i % 4 < 2));
  });

  it.each([
    ['neither', 'first: 1', 'Give either address or domain'],
    ['both', 'address: "a@example.test", domain: "example.test"', 'Give either address or domain'],
    ['nothing as a domain', 'domain: ""', 'domain must have 1 to 253 characters'],
    ['NUL', String.raw`address: "a\u0000@example.test"`, 'address must not contain U+0000'],
    [
      'a period that ends before it begins',
      'domain: "a.test", from: "2026-01-02T00:00:00Z", to: "2026-01-01T00:00:00Z"',
      'from must be earlier than to',
    ],
    ['a foreign cursor', 'domain: "a.test", after: "x"', 'after is not a cursor of this list'],
  ])('refuses %s, and records nothing', async (_hazard, args, message) => {
    const count = () => subgraph.database.query<unknown>('SELECT count(*) FROM logs.operator_search');
    const before = await count();
    const answer = await subgraph.ask(operator, `{ operatorActivityLog(${args}) { nodes { id } } }`);
    expect(answer.errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(await count()).toEqual(before);
  });

  it('that cannot be recorded is not answered', async () => {
    await subgraph.database.query(
      'ALTER TABLE logs.operator_search ADD CONSTRAINT no_more CHECK (false) NOT VALID',
    );
    const answer = await subgraph
      .ask(operator, '{ operatorActivityLog(domain: "example.test") { nodes { id } } }')
      .finally(() => subgraph.database.query('ALTER TABLE logs.operator_search DROP CONSTRAINT no_more'));
    expect(answer.data).toEqual({ operatorActivityLog: null });
    expect(codes(answer)).toEqual(['INTERNAL_SERVER_ERROR']);
  });
});

it('shows nothing of this to customers, whatever other scopes they have', async () => {
  for (const caller of customers) {
    for (const query of [
      '{ logSources { nodes { name } } }',
      '{ operatorActivityLog(address: "anna@example.test") { nodes { id } } }',
    ]) {
      expect(codes(await subgraph.ask(caller, query))).toEqual(['FORBIDDEN']);
    }
  }
});

describe('the users of a mailbox', () => {
  interface Search {
    readonly searched: string;
    readonly from: string | null;
  }
  const mailbox = (
    id: string,
    addresses: Record<string, string>,
    isMember: unknown = true,
  ): Representation => ({
    __typename: 'Mailbox',
    id,
    addresses: Object.entries(addresses).map(([address, assignedAt]) => ({ address, assignedAt })),
    viewerIsMember: isMember,
    viewerMayViewLogs: false,
  });
  const LONG_AGO = '2020-01-01T00:00:00.000Z';

  const ask = (owners: readonly Representation[], args = '', caller = member) =>
    subgraph.askEntities<{ operatorLogSearches: Page<Search> | null }>(
      caller,
      `... on Mailbox { operatorLogSearches${args} { nodes { searched from } pageInfo { hasNextPage endCursor } } }`,
      owners,
    );

  beforeEach(() => subgraph.database.query('TRUNCATE logs.operator_search'));

  it('are told what the operator read of its addresses and their domains, and nothing of others', async () => {
    await log('address: "Anna@example.test", from: "2026-11-21T12:00:00Z"');
    await log('address: "bert@example.test"');
    await log('domain: "example.test"');
    await log('domain: "nobody.test"');
    await log('address: "root"');
    const { data } = await ask([
      mailbox('mbx_anna', { 'anna@example.test': LONG_AGO, 'info@example.test': LONG_AGO }),
      mailbox('mbx_bert', { 'bert@example.test': LONG_AGO }),
      mailbox('mbx_other', { 'anna@other.test': LONG_AGO }),
    ]);
    expect(data!._entities.map((owner) => owner!.operatorLogSearches!.nodes)).toEqual([
      [
        { searched: 'example.test', from: null },
        { searched: 'anna@example.test', from: '2026-11-21T12:00:00.000Z' },
      ],
      [
        { searched: 'example.test', from: null },
        { searched: 'bert@example.test', from: null },
      ],
      [],
    ]);
    expect(subgraph.statements).toHaveLength(1);
  });

  it('are told nothing from before the address was theirs', async () => {
    await log('address: "anna@example.test"');
    const { data } = await ask([
      mailbox('mbx_new', { 'anna@example.test': new Date(Date.now() + 60_000).toISOString() }),
      mailbox('mbx_odd', { 'anna@example.test': 'no time' }),
    ]);
    expect(data!._entities.map((owner) => owner!.operatorLogSearches!.nodes)).toEqual([[], []]);
  });

  it('read them page by page', async () => {
    for (let hour = 0; hour < 5; hour++)
      await log(`domain: "example.test", from: "2026-11-21T0${hour}:00:00Z"`);
    const owner = mailbox('mbx_anna', { 'anna@example.test': LONG_AGO });
    const page = async (args: string) => (await ask([owner], args)).data!._entities[0]!.operatorLogSearches!;
    const first = await page('(first: 2)');
    const rest = await page(`(first: 9, after: "${first.pageInfo.endCursor!}")`);
    expect([...first.nodes, ...rest.nodes].map(({ from }) => from)).toEqual(
      [4, 3, 2, 1, 0].map((hour) => `2026-11-21T0${hour}:00:00.000Z`),
    );
  });

  it('are those whom mail calls so, and nobody else', async () => {
    for (const [isMember, caller, code] of [
      [false, member, 'FORBIDDEN'],
      ['true', member, 'FORBIDDEN'],
      [true, { ...member, scopes: ['logs:read'] }, 'FORBIDDEN'],
      [true, { ...member, kind: 'ANONYMOUS' }, 'UNAUTHENTICATED'],
    ] as const) {
      const answer = await ask([mailbox('mbx_anna', {}, isMember)], '', caller);
      expect(codes(answer)).toEqual([code]);
    }
  });
});

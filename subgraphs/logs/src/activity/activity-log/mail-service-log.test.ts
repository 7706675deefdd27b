import type { Principal } from '@hostgraph/principal';
import {
  codes,
  type Representation,
  startTestSubgraph,
  type TestSubgraph,
} from '@hostgraph/subgraph-testing';
import { logsSubgraph } from '../../subgraph';

interface Page {
  readonly nodes: { id: string; address: string; status: string }[];
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null };
  readonly notCovered: { from: string; to: string; plans: { code: string }[] } | null;
}
interface Owner {
  readonly id: string;
  readonly activityLog: Page | null;
}

const LONG_AGO = '2020-01-01T00:00:00.000Z';
const reader: Principal = { kind: 'PERSON', id: 'usr_1', scopes: ['logs:read', 'mail:read'], roles: {} };

/** What the gateway sends: the service with what the mail subgraph said of it for this caller. */
function mailService(
  id: string,
  domains: Record<string, string | null>,
  viewerMayViewLogs: unknown = true,
): Representation {
  const held = Object.entries(domains).map(([name, assignedAt]) => ({ name, assignedAt }));
  return { __typename: 'MailService', id, domains: held, viewerMayViewLogs };
}

const example = mailService('msv_1', { 'example.test': LONG_AGO, 'example.org': LONG_AGO });

/** In turn: a mailbox, one that is deleted, an address that nobody has, another domain, and another customer's. */
const ADDRESSES = [
  'anna@example.test',
  'gone@example.test',
  'nobody@example.test',
  'anna@example.org',
  'eve@other.test',
];
/** The numbers of the events of the service, newest first: by time, then by id. */
const ALL = Array.from({ length: 120 }, (_, i) => 119 - i).filter((i) => i % 5 !== 4);
const addressOf = (i: number): string => ADDRESSES[i % 5]!;

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await startTestSubgraph(logsSubgraph);
  // The test's events grow old; a hundred years go by before they are out of sight.
  await subgraph.database.query(
    `INSERT INTO logs.retention SELECT id, 'LONG', 36500, 0 FROM unnest(ARRAY['msv_1', 'msv_2']) AS id`,
  );
  await subgraph.database.query(`SELECT logs.make_partitions('{2026-11-22,2026-11-23}')`);
  // Over two days, three at each moment.
  await subgraph.database.query(
    `INSERT INTO logs.mail_event
       (id, domain, local_part, direction, occurred_at, status, correspondent, updated_at, recipient, host, history)
     SELECT lpad(i::text, 32, '0')::uuid, split_part(address, '@', 2), split_part(address, '@', 1),
       CASE WHEN i < 60 THEN 'SENT' ELSE 'RECEIVED' END,
       timestamptz '2026-11-22T14:00:00.000Z' + (i / 3) * interval '30 minutes',
       CASE WHEN address LIKE 'nobody@%' THEN 'REJECTED' ELSE 'DELIVERED' END,
       format('partner%s@partner.test', i), now(), 'x@example.test', 'mx1', '[]'
     FROM generate_series(0, 119) AS i, LATERAL (SELECT ($1::text[])[i % 5 + 1] AS address) AS turn`,
    [ADDRESSES],
  );
});

afterAll(() => subgraph.stop());

const ask = (principal: Principal, owners: readonly Representation[], args = '(first: 100)') =>
  subgraph.askEntities<Owner>(
    principal,
    `... on MailService { id activityLog${args} {
       nodes { id address status } pageInfo { hasNextPage endCursor } notCovered { from to plans { code } } } }`,
    owners,
  );

async function read(owner: Representation, args?: string): Promise<Page> {
  const { data, errors } = await ask(reader, [owner], args);
  expect(errors).toBeUndefined();
  return data!._entities[0]!.activityLog!;
}

const ids = ({ nodes }: Page): string[] => nodes.map(({ id }) => id);
const event = (i: number): string => `evt_${String(i).padStart(32, '0')}`;

describe('who may read the log of a whole service', () => {
  it.each([
    ['the role', { ...example, viewerMayViewLogs: false }],
    ['the role, but with something like it', { ...example, viewerMayViewLogs: 'true' }],
    ['word about it', { __typename: 'MailService', id: 'msv_1' }],
  ])('is not one without %s, whom the log alone is refused', async (_name, refused) => {
    const { data, errors } = await ask(reader, [refused, example], '(first: 1)');
    expect(data!._entities).toMatchObject([
      { id: 'msv_1', activityLog: null },
      { activityLog: { nodes: [{ id: event(118) }] } },
    ]);
    expect(errors).toMatchObject([
      {
        message: 'Reading the log of a whole service needs the role ADMINISTRATOR or LEGAL_RESPONSIBLE',
        path: ['_entities', 0, 'activityLog'],
        extensions: { code: 'FORBIDDEN' },
      },
    ]);
  });

  it.each([
    ['a key without the scope logs:read', { ...reader, kind: 'API_KEY', scopes: ['mail:read'] }, 'FORBIDDEN'],
    ['a key without the scope mail:read', { ...reader, kind: 'API_KEY', scopes: ['logs:read'] }, 'FORBIDDEN'],
    ['nobody', { ...reader, kind: 'ANONYMOUS' }, 'UNAUTHENTICATED'],
  ] as const)('is not %s', async (_name, principal, code) => {
    const answer = await ask(principal, [example]);
    expect(answer.data!._entities).toEqual([{ id: 'msv_1', activityLog: null }]);
    expect(codes(answer)).toEqual([code]);
    expect(subgraph.statements).toEqual([]);
  });
});

describe('whose events', () => {
  it('are those of all addresses in its domains, mailboxes or not, merged newest first', async () => {
    const page = await read(example);
    expect(page.nodes.map(({ id, address }) => [id, address])).toEqual(
      ALL.map((i) => [event(i), addressOf(i)]),
    );
    expect(page.nodes.find(({ address }) => address === 'nobody@example.test')!.status).toBe('REJECTED');
    expect(page.pageInfo.hasNextPage).toBe(false);
  });

  it('count from the moment at which the domain became the service’s', async () => {
    const later = mailService('msv_1', {
      'example.test': '2026-11-23T09:00:00.000Z',
      'other.test': '2026-11-23T09:00:00.001Z',
    });
    expect(ids(await read(later))).toEqual([119, 117, 116, 115].map(event));
    const named = '(addresses: ["anna@example.test", "eve@other.test"])';
    expect(ids(await read(later, named))).toEqual([119, 115].map(event));
  });

  it('are none of a service without domains, or whose domain has no such moment', async () => {
    for (const service of [
      mailService('msv_1', {}),
      { __typename: 'MailService', id: 'msv_1', viewerMayViewLogs: true },
      mailService('msv_1', { 'example.test': null }),
    ]) {
      expect(await read(service)).toMatchObject({ nodes: [], notCovered: null });
      expect(await read(service, '(addresses: ["anna@example.test"])')).toMatchObject({ nodes: [] });
    }
  });

  it('do not become a mailbox’s where both are asked for at once', async () => {
    const { data } = await subgraph.askEntities<Owner>(
      reader,
      '... on Mailbox { activityLog(first: 100) { nodes { id } } } ... on MailService { activityLog(first: 100) { nodes { id } } }',
      [
        {
          __typename: 'Mailbox',
          id: 'mbx_anna',
          addresses: [{ address: 'anna@example.test', assignedAt: LONG_AGO }],
          mailService: { id: 'msv_1' },
          viewerMayViewLogs: true,
        },
        example,
      ],
    );
    expect(data!._entities.map((owner) => owner!.activityLog!.nodes.map(({ id }) => id))).toEqual([
      ALL.filter((i) => i % 5 === 0).map(event),
      ALL.map(event),
    ]);
  });
});

describe('pages', () => {
  it.each([1, 7, 40])('of %i have neither gaps nor doubles', async (first) => {
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page: Page = await read(example, `(first: ${first}, after: ${JSON.stringify(after)})`);
      seen.push(...ids(page));
      ({ endCursor: after, hasNextPage: more } = page.pageInfo);
    }
    expect(seen).toEqual(ALL.map(event));
  });

  it('of 100 services are read with one statement, each its own, after one for their plans, and recorded with one more', async () => {
    const owners = Array.from({ length: 100 }, (_, i) =>
      mailService(`msv_many${i}`, { [i % 2 === 0 ? 'example.org' : 'other.test']: LONG_AGO }),
    );
    await subgraph.database.query(
      `INSERT INTO logs.retention SELECT format('msv_many%s', i), 'LONG', 36500, 0 FROM generate_series(0, 99) AS i`,
    );
    const { data } = await ask(reader, owners, '(first: 2)');
    expect(subgraph.statements).toHaveLength(3);
    expect(data!._entities.map((owner) => ids(owner!.activityLog!).join())).toEqual(
      owners.map((_, i) => (i % 2 === 0 ? [118, 113] : [119, 114]).map(event).join()),
    );
  });
});

describe('filters', () => {
  it.each<[string, (i: number) => boolean]>([
    ['status: [REJECTED]', (i) => i % 5 === 2],
    ['direction: SENT, correspondent: "9@PARTNER"', (i) => i < 60 && i % 10 === 9],
    ['from: "2026-11-23T00:00:00Z", to: "2026-11-23T01:00:00Z"', (i) => i >= 60 && i < 66],
    ['addresses: null', () => true],
    ['addresses: ["Anna@EXAMPLE.test"]', (i) => i % 5 === 0],
    ['addresses: ["anna+shop@example.test", "anna@example.test"]', (i) => i % 5 === 0],
    [
      'addresses: ["anna@example.org", "nobody@example.test"], direction: RECEIVED',
      (i) => i >= 60 && [2, 3].includes(i % 5),
    ],
    ['addresses: ["nobody@example.test"], status: [DELIVERED]', () => false],
    ['addresses: ["eve@other.test"]', () => false],
    ['addresses: ["eve@other.test", "gone@example.test"]', (i) => i % 5 === 1],
  ])('%s', async (filter, isMeant) => {
    expect(ids(await read(example, `(first: 100, ${filter})`))).toEqual(ALL.filter(isMeant).map(event));
  });

  it.each([
    ['no address', '[]', 'addresses must name at least one address, or be left out'],
    [
      'an address twice',
      '["anna@example.test", "ANNA@example.test"]',
      'addresses must name each address once',
    ],
  ])('refuses %s', async (_name, addresses, message) => {
    const { data, errors } = await ask(reader, [example], `(addresses: ${addresses})`);
    expect(data!._entities).toMatchObject([{ activityLog: null }]);
    expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(subgraph.statements).toEqual([]);
  });

  it('refuses an empty span', async () => {
    const answer = await ask(reader, [example], '(from: "2026-11-23T00:00:00Z", to: "2026-11-23T00:00:00Z")');
    expect(codes(answer)).toEqual(['BAD_USER_INPUT']);
  });
});

it('reaches as far back as the plan of the service, and says what is missing', async () => {
  const [clock]: { now: Date }[] = await subgraph.database.query(`SELECT date_trunc('second', now()) AS now`);
  const daysAgo = (days: number): string =>
    new Date(clock!.now.getTime() - days * 24 * 60 * 60 * 1000).toISOString();
  await subgraph.database.query(`INSERT INTO logs.retention VALUES ('msv_90', 'DAYS_90', 90, 250)`);
  await subgraph.database.query(
    `SELECT logs.make_partitions(array_agg((now() - days * interval '24 hours')::date)) FROM unnest($1::int[]) AS days`,
    [[19, 21, 89, 91]],
  );
  await subgraph.database.query(
    `INSERT INTO logs.mail_event
       (id, domain, local_part, direction, occurred_at, status, updated_at, recipient, host, history)
     SELECT lpad(days::text, 32, '0')::uuid, 'plans.test', 'nobody', 'RECEIVED', $2::timestamptz - days * interval '24 hours',
       'REJECTED', now(), 'x@plans.test', 'mx1', '[]'
     FROM unnest($1::int[]) AS days`,
    [[19, 21, 89, 91], clock!.now],
  );
  const named = '(addresses: ["nobody@plans.test"])';
  for (const args of ['(first: 50)', named]) {
    const free = await read(mailService('msv_free', { 'plans.test': daysAgo(200) }), args);
    expect(ids(free)).toEqual([19].map(event));
    expect(free.notCovered).toMatchObject({
      from: daysAgo(200),
      plans: [{ code: 'DAYS_90' }, { code: 'DAYS_365' }],
    });
    const paid = await read(mailService('msv_90', { 'plans.test': daysAgo(200) }), args);
    expect(ids(paid)).toEqual([19, 21, 89].map(event));
    expect(paid.notCovered).toMatchObject({ plans: [{ code: 'DAYS_365' }] });
  }
  // Before the service had its first domain there is nothing to miss.
  const young = await read(mailService('msv_free', { 'plans.test': daysAgo(3) }));
  expect(young).toMatchObject({ nodes: [], notCovered: null });
});

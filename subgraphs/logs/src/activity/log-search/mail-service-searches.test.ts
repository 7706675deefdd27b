import type { Principal } from '@hostgraph/principal';
import {
  codes,
  type Representation,
  startTestSubgraph,
  type TestSubgraph,
} from '@hostgraph/subgraph-testing';
import { logsSubgraph } from '../../subgraph';

interface Searches {
  readonly nodes: {
    id: string;
    scope: string;
    searchedBy: { id: string } | null;
    correspondent: string | null;
    addresses: string[] | null;
    rowCount: number;
  }[];
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

const LONG_AGO = '2020-01-01T00:00:00.000Z';
const administrator: Principal = {
  kind: 'PERSON',
  id: 'usr_1',
  scopes: ['logs:read', 'mail:read'],
  roles: {},
};

const mailbox = (id: string, addresses: Record<string, string>): Representation => ({
  __typename: 'Mailbox',
  id,
  addresses: Object.entries(addresses).map(([address, assignedAt]) => ({ address, assignedAt })),
  mailService: { id: 'msv_1' },
  viewerMayViewLogs: false,
  viewerIsMember: true,
});

/** Each test has a service of its own, with the one domain. */
let domain = '';
let service: Representation;
let services = 0;
/** By the database's clock, to the minute, of the newest event; each event is a minute older than the one before. */
let newest: Date;
const minutesBefore = (minutes: number): string =>
  new Date(newest.getTime() - minutes * 60_000).toISOString();

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await startTestSubgraph(logsSubgraph);
  const [clock]: { now: Date }[] = await subgraph.database.query(
    `SELECT date_trunc('minute', now()) - interval '5 minutes' AS now`,
  );
  newest = clock!.now;
  await subgraph.database.query(
    `SELECT logs.make_partitions(ARRAY[now() - interval '1 day', now()]::date[])`,
  );
});

afterAll(() => subgraph.stop());

/** A service in which these local parts have an event each, in this order, the first the newest. */
beforeEach(async () => {
  services += 1;
  domain = `d${services}.test`;
  service = {
    __typename: 'MailService',
    id: `msv_${services}`,
    domains: [{ name: domain, assignedAt: LONG_AGO }],
    viewerMayViewLogs: true,
  };
  await subgraph.database.query(
    `INSERT INTO logs.mail_event
       (id, domain, local_part, direction, occurred_at, status, correspondent, updated_at, recipient, host, history)
     SELECT md5($1 || place)::uuid, $1, local_part, 'RECEIVED', $2::timestamptz - (place - 1) * interval '1 minute',
       'DELIVERED', local_part || '@partner.test', now(), 'x@example.test', 'mx1', '[]'
     FROM unnest(ARRAY['anna', 'bert', 'anna', 'info', 'nobody', 'anna']) WITH ORDINALITY AS event (local_part, place)`,
    [domain, newest],
  );
});

async function search(args = '', owner = service): Promise<void> {
  const { errors } = await subgraph.askEntities(
    administrator,
    `... on ${owner.__typename} { activityLog${args} { nodes { id } } }`,
    [owner],
  );
  expect(errors).toBeUndefined();
}

async function searchesOf(owner: Representation, args = ''): Promise<Searches> {
  const list = `logSearches${args} { nodes { id scope searchedBy { id } correspondent addresses rowCount }
    pageInfo { hasNextPage endCursor } }`;
  const { data, errors } = await subgraph.askEntities<{ logSearches: Searches }>(
    administrator,
    `... on Mailbox { ${list} } ... on MailService { ${list} }`,
    [owner],
  );
  expect(errors).toBeUndefined();
  return data!._entities[0]!.logSearches;
}

const at = (...localParts: string[]): Record<string, string> =>
  Object.fromEntries(localParts.map((localPart) => [`${localPart}@${domain}`, LONG_AGO]));

describe('the users of a mailbox', () => {
  it('learn of a page of the whole service’s log that showed its events, and how many were its own', async () => {
    await search();
    expect((await searchesOf(mailbox('mbx_anna', at('anna')))).nodes).toMatchObject([
      { scope: 'MAIL_SERVICE', searchedBy: { id: 'usr_1' }, addresses: null, rowCount: 3 },
    ]);
    expect((await searchesOf(mailbox('mbx_bert', at('bert')))).nodes).toMatchObject([{ rowCount: 1 }]);
    expect((await searchesOf(mailbox('mbx_none', at('dirk')))).nodes).toEqual([]);
  });

  it('learn of it once, though it showed events of several of its addresses', async () => {
    await search();
    const { nodes } = await searchesOf(mailbox('mbx_anna', at('anna', 'info', 'dirk')));
    expect(nodes).toMatchObject([{ rowCount: 4 }]);
  });

  it('do not learn what was looked for and found elsewhere', async () => {
    await search('(correspondent: "bert@partner")');
    await search('(first: 1)');
    expect((await searchesOf(mailbox('mbx_bert', at('bert')))).nodes).toMatchObject([
      { correspondent: 'bert@partner', rowCount: 1 },
    ]);
    expect((await searchesOf(mailbox('mbx_anna', at('anna')))).nodes).toMatchObject([
      { correspondent: null, rowCount: 1 },
    ]);
  });

  it('learn that their address was asked for, also where nothing was found, and no other address', async () => {
    await search(`(addresses: ["anna@${domain}", "dirk@${domain}", "bert@${domain}"], direction: SENT)`);
    await search(`(addresses: ["anna@${domain}", "info@${domain}"])`);
    for (const [localParts, expected] of [
      [
        ['anna'],
        [
          { addresses: [`anna@${domain}`], rowCount: 3 },
          { addresses: [`anna@${domain}`], rowCount: 0 },
        ],
      ],
      [['dirk'], [{ addresses: [`dirk@${domain}`], rowCount: 0 }]],
      [['cora'], []],
      [
        ['info', 'anna'],
        [
          { addresses: [`anna@${domain}`, `info@${domain}`], rowCount: 4 },
          { addresses: [`anna@${domain}`], rowCount: 0 },
        ],
      ],
    ] as const) {
      expect((await searchesOf(mailbox('mbx_any', at(...localParts)))).nodes).toMatchObject(expected);
    }
  });

  it('learn nothing of a search by somebody else’s administrators, who name their address', async () => {
    await search('(addresses: ["victim@victim.test"])');
    const victim = mailbox('mbx_victim', { 'victim@victim.test': LONG_AGO });
    expect((await searchesOf(victim)).nodes).toEqual([]);
    expect((await searchesOf(service)).nodes).toMatchObject([
      { addresses: ['victim@victim.test'], rowCount: 0 },
    ]);
  });

  it('learn of searches since the address is theirs, and of nothing that it had before', async () => {
    await search();
    const held = async (localPart: string, since: string) =>
      (await searchesOf(mailbox('mbx_new', { [`${localPart}@${domain}`]: since }))).nodes.map(
        ({ rowCount }) => rowCount,
      );
    expect(await held('anna', minutesBefore(5))).toEqual([3]);
    // All of the events that it showed are its former holder's.
    expect(await held('bert', minutesBefore(0.5))).toEqual([]);
    // Of three, one and two are the new holder's; the others' number is not told.
    expect(await held('anna', minutesBefore(0))).toEqual([1]);
    expect(await held('anna', minutesBefore(3))).toEqual([1]);
    expect(await held('anna', '2999-01-01T00:00:00.000Z')).toEqual([]);
  });

  it('find them among those of their own log, newest first, in pages without gaps or doubles', async () => {
    const anna = mailbox(`mbx_${domain}`, at('anna', 'info'));
    await subgraph.database.query(
      `WITH search AS (
         INSERT INTO logs.search (id, mailbox_id, mail_service_id, searched_at, principal_kind, principal_id, request_id,
           row_count)
         SELECT format('lse_%s', lpad(i::text, 2, '0')), CASE WHEN i % 3 = 0 THEN $1 END,
           CASE WHEN i % 3 > 0 THEN $2 END, timestamptz '2026-11-23Z' + (i / 5) * interval '1 hour', 'PERSON', 'usr_2', 'r', 9
         FROM generate_series(0, 35) AS i
         RETURNING *
       )
       INSERT INTO logs.search_address
       SELECT $3, local_part, searched_at, id, false, 1, '2026-11-22Z', '2026-11-22Z'
       FROM search, unnest(ARRAY['anna', 'info', 'bert']) AS local_part WHERE mail_service_id IS NOT NULL`,
      [anna.id, service.id, domain],
    );
    const seen: Searches['nodes'] = [];
    for (let after: string | null = null, more = true; more;) {
      const page = await searchesOf(anna, `(first: 4, after: ${JSON.stringify(after)})`);
      seen.push(...page.nodes);
      ({ endCursor: after, hasNextPage: more } = page.pageInfo);
    }
    expect(seen.map(({ id, scope, rowCount }) => [id, scope, rowCount])).toEqual(
      Array.from({ length: 36 }, (_, i) => 35 - i).map((i) => [
        `lse_${String(i).padStart(2, '0')}`,
        i % 3 === 0 ? 'MAILBOX' : 'MAIL_SERVICE',
        i % 3 === 0 ? 9 : 2,
      ]),
    );
  });

  it('of 100 mailboxes learn it with one statement, whatever their addresses', async () => {
    await search();
    const owners = Array.from({ length: 100 }, (_, i) => mailbox(`mbx_${i}`, at('anna', `a${i}`)));
    const { data } = await subgraph.askEntities<{ logSearches: Searches }>(
      administrator,
      '... on Mailbox { logSearches { nodes { rowCount } } }',
      owners,
    );
    expect(subgraph.statements).toHaveLength(1);
    expect(data!._entities.every((owner) => owner!.logSearches.nodes[0]!.rowCount === 3)).toBe(true);
  });
});

describe('the administrators of a service', () => {
  it('see who read the log of the whole, what was asked for and how much was answered, but no mailbox’s', async () => {
    await search(`(addresses: ["bert@${domain}", "anna@${domain}"], first: 2)`);
    await search();
    await search('', { ...mailbox('mbx_anna', at('anna')), viewerMayViewLogs: true });
    expect((await searchesOf(service)).nodes).toMatchObject([
      { scope: 'MAIL_SERVICE', addresses: null, rowCount: 6 },
      { scope: 'MAIL_SERVICE', addresses: [`bert@${domain}`, `anna@${domain}`], rowCount: 2 },
    ]);
  });

  it('are the only ones who do', async () => {
    const ask = (principal: Principal, viewerMayViewLogs: unknown) =>
      subgraph.askEntities(principal, '... on MailService { logSearches { nodes { id } } }', [
        { ...service, viewerMayViewLogs },
      ]);
    for (const [principal, mayViewLogs, code] of [
      [administrator, false, 'FORBIDDEN'],
      [administrator, 'true', 'FORBIDDEN'],
      [{ ...administrator, kind: 'API_KEY', scopes: ['mail:read'] }, true, 'FORBIDDEN'],
      [{ ...administrator, kind: 'API_KEY', scopes: ['logs:read'] }, true, 'FORBIDDEN'],
      [{ ...administrator, kind: 'ANONYMOUS' }, true, 'UNAUTHENTICATED'],
    ] as const) {
      const answer = await ask(principal, mayViewLogs);
      expect(answer.data!._entities).toEqual([{ logSearches: null }]);
      expect(codes(answer)).toEqual([code]);
      expect(subgraph.statements).toEqual([]);
    }
  });

  it('read those of 100 services with one statement', async () => {
    const owners = Array.from({ length: 100 }, (_, i) => ({ ...service, id: `msv_${i}` }));
    await subgraph.askEntities(administrator, '... on MailService { logSearches { nodes { id } } }', owners);
    expect(subgraph.statements).toHaveLength(1);
  });
});

it('keeps no trace of a search in its addresses once it is deleted', async () => {
  await search();
  await subgraph.database.query('DELETE FROM logs.search WHERE mail_service_id = $1', [service.id]);
  const traces: unknown[] = await subgraph.database.query(
    'SELECT FROM logs.search_address WHERE domain = $1',
    [domain],
  );
  expect(traces).toEqual([]);
});

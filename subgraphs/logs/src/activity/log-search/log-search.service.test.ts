import type { Principal } from '@hostgraph/principal';
import { type Representation, startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { logsSubgraph } from '../../subgraph';

interface Search {
  readonly id: string;
  readonly time: string;
  readonly searchedBy: { id: string } | null;
  readonly apiKeyId: string | null;
  readonly correspondent: string | null;
  readonly subject: string | null;
  readonly rowCount: number;
}
interface Mailbox {
  readonly activityLog: { nodes: { id: string }[] } | null;
  readonly logSearches: {
    nodes: Search[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  } | null;
}

const person: Principal = { kind: 'PERSON', id: 'usr_1', scopes: ['logs:read', 'mail:read'], roles: {} };
const program: Principal = { ...person, kind: 'API_KEY', id: 'key_1' };

/** What the gateway sends of a mailbox, by what the caller is to it. */
const mailbox = (id: string, viewer: { mayViewLogs?: unknown; isMember?: unknown } = {}): Representation => ({
  __typename: 'Mailbox',
  id,
  addresses: [{ address: 'anna@example.test', assignedAt: '2020-01-01T00:00:00.000Z' }],
  viewerMayViewLogs: viewer.mayViewLogs ?? true,
  viewerIsMember: viewer.isMember ?? false,
});

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await startTestSubgraph(logsSubgraph);
  await subgraph.database.query(
    `SELECT logs.make_partitions(ARRAY[now() - interval '1 day', now()]::date[])`,
  );
  await subgraph.database.query(
    `INSERT INTO logs.mail_event
       (id, domain, local_part, direction, occurred_at, status, updated_at, recipient, host, history)
     SELECT lpad(i::text, 32, '0')::uuid, 'example.test', 'anna', 'SENT', date_trunc('milliseconds', now()) - i * interval '1 minute',
       'DELIVERED', now(), 'x@example.test', 'mx1', '[]'
     FROM generate_series(1, 5) AS i`,
  );
});

afterAll(() => subgraph.stop());

const search = (principal: Principal, owners: readonly Representation[], args = '') =>
  subgraph.askEntities<Mailbox>(principal, `... on Mailbox { activityLog${args} { nodes { id } } }`, owners);

async function searchesOf(id: string, args = ''): Promise<NonNullable<Mailbox['logSearches']>> {
  const { data, errors } = await subgraph.askEntities<Mailbox>(
    person,
    `... on Mailbox { logSearches${args} {
       nodes { id time searchedBy { id } apiKeyId direction from to statuses correspondent subject rowCount }
       pageInfo { hasNextPage endCursor } } }`,
    [mailbox(id)],
  );
  expect(errors).toBeUndefined();
  return data!._entities[0]!.logSearches!;
}

describe('a search', () => {
  it('is read and recorded once where one request asks for it many times', async () => {
    const aliased = Array.from({ length: 40 }, (_, i) => `a${i}: activityLog(first: 3) { nodes { id } }`);
    const { data } = await subgraph.askEntities<Record<string, { nodes: { id: string }[] }>>(
      person,
      `... on Mailbox { ${aliased.join(' ')} }`,
      [mailbox('mbx_aliased')],
    );
    const answers = Object.values(data!._entities[0]!);
    expect(answers.map(({ nodes }) => nodes.length)).toEqual(aliased.map(() => 3));
    expect((await searchesOf('mbx_aliased')).nodes).toHaveLength(1);
  });

  it('is told with who, when, what was asked for and how much was answered', async () => {
    await search(
      person,
      [mailbox('mbx_told')],
      '(first: 2, direction: SENT, from: "2020-02-01T00:00:00Z", to: "2999-01-01T00:00:00+01:00", status: [SPAM, DELIVERED])',
    );
    await search(program, [mailbox('mbx_told')], '(correspondent: "a,\\"{}\\\\b", subject: "Grüße, a")');
    const [second, first] = (await searchesOf('mbx_told')).nodes;
    expect(first).toEqual({
      id: expect.stringMatching(/^lse_/) as string,
      time: expect.any(String) as string,
      searchedBy: { id: 'usr_1' },
      apiKeyId: null,
      direction: 'SENT',
      from: '2020-02-01T00:00:00.000Z',
      to: '2998-12-31T23:00:00.000Z',
      statuses: ['SPAM', 'DELIVERED'],
      correspondent: null,
      subject: null,
      rowCount: 2,
    });
    expect(second).toMatchObject({
      searchedBy: null,
      apiKeyId: 'key_1',
      from: null,
      to: null,
      statuses: null,
      correspondent: 'a,"{}\\b',
      subject: 'Grüße, a',
      rowCount: 0,
    });
    const [clock]: { age: number }[] = await subgraph.database.query(
      'SELECT extract(epoch FROM now() - $1::timestamptz)::float8 AS age',
      [second!.time],
    );
    expect(clock!.age).toBeGreaterThanOrEqual(0);
    const requests: { request_id: string }[] = await subgraph.database.query(
      `SELECT DISTINCT request_id FROM logs.search WHERE mailbox_id = 'mbx_told'`,
    );
    expect(requests.map(({ request_id }) => request_id)).toEqual([
      expect.stringMatching(/^[0-9a-z]{20}$/),
      expect.stringMatching(/^[0-9a-z]{20}$/),
    ]);
  });

  it('is told also where it asked for what JSON cannot say', async () => {
    const { errors } = await subgraph.ask(
      person,
      `query ($owners: [_Any!]!, $text: String) { _entities(representations: $owners) { ... on Mailbox {
         activityLog(from: "0000-01-01T00:00:00Z", correspondent: $text) { nodes { id } } } } }`,
      { owners: [mailbox('mbx_odd')], text: '\ud800' },
    );
    expect(errors).toBeUndefined();
    expect((await searchesOf('mbx_odd')).nodes).toMatchObject([
      { from: '0000-01-01T00:00:00.000Z', correspondent: '\ufffd' },
    ]);
  });

  it('of 100 mailboxes in one question, with two filters, is recorded with one statement', async () => {
    const owners = Array.from({ length: 100 }, (_, i) => mailbox(`mbx_hundred${i}`));
    await subgraph.askEntities<Mailbox>(
      person,
      '... on Mailbox { activityLog { nodes { id } } sent: activityLog(direction: SENT) { nodes { id } } }',
      owners,
    );
    const writes = subgraph.statements.filter((sql) => sql.includes('INSERT'));
    expect(writes).toHaveLength(1);
    const [count]: { rows: number; boxes: number }[] = await subgraph.database.query(
      `SELECT count(*)::int AS rows, count(DISTINCT mailbox_id)::int AS boxes FROM logs.search
       WHERE mailbox_id LIKE 'mbx_hundred%'`,
    );
    expect(count).toEqual({ rows: 200, boxes: 100 });
  });

  it('that is refused, or that asks for nonsense, reads nothing and is not recorded', async () => {
    const refused = mailbox('mbx_refused', { mayViewLogs: false });
    await search(person, [refused, mailbox('mbx_answered')]);
    await search({ ...person, scopes: ['mail:read'] }, [mailbox('mbx_refused')]);
    await search(person, [mailbox('mbx_refused')], '(after: "nonsense")');
    expect((await searchesOf('mbx_refused')).nodes).toEqual([]);
    expect((await searchesOf('mbx_answered')).nodes).toHaveLength(1);
  });

  it('that cannot be recorded is not answered', async () => {
    await subgraph.database.query('ALTER TABLE logs.search ADD CONSTRAINT no_more CHECK (false) NOT VALID');
    const { data, errors } = await search(person, [mailbox('mbx_unrecorded')]).finally(() =>
      subgraph.database.query('ALTER TABLE logs.search DROP CONSTRAINT no_more'),
    );
    expect(data!._entities).toEqual([{ activityLog: null }]);
    expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
  });
});

describe('the searches of a mailbox', () => {
  it('come newest first, in pages without gaps or doubles, though many share a moment', async () => {
    await subgraph.database.query(
      `INSERT INTO logs.search
         (id, mailbox_id, searched_at, principal_kind, principal_id, request_id, row_count)
       SELECT format('lse_%s', lpad(i::text, 2, '0')), 'mbx_pages', timestamptz '2026-11-23Z' + (i / 5) * interval '1 hour',
         'PERSON', 'usr_2', 'r', 0
       FROM generate_series(0, 22) AS i`,
    );
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page = await searchesOf('mbx_pages', `(first: 4, after: ${JSON.stringify(after)})`);
      seen.push(...page.nodes.map(({ id }) => id));
      ({ endCursor: after, hasNextPage: more } = page.pageInfo);
    }
    expect(seen).toEqual(Array.from({ length: 23 }, (_, i) => `lse_${String(22 - i).padStart(2, '0')}`));
  });

  it('are told to its users and to readers of its log, and to nobody else', async () => {
    await search(person, [mailbox('mbx_watched')]);
    const ask = (principal: Principal, viewer: { mayViewLogs: unknown; isMember: unknown }) =>
      subgraph.askEntities<Mailbox>(principal, '... on Mailbox { logSearches { nodes { rowCount } } }', [
        mailbox('mbx_watched', viewer),
      ]);
    for (const viewer of [
      { mayViewLogs: true, isMember: false },
      { mayViewLogs: false, isMember: true },
    ]) {
      const { data } = await ask(person, viewer);
      expect(data!._entities).toEqual([{ logSearches: { nodes: [{ rowCount: 5 }] } }]);
    }
    const neither = { mayViewLogs: false, isMember: false };
    for (const [principal, viewer, code] of [
      [person, neither, 'FORBIDDEN'],
      [person, { mayViewLogs: 'true', isMember: 1 }, 'FORBIDDEN'],
      [{ ...program, scopes: ['mail:read'] }, { mayViewLogs: true, isMember: false }, 'FORBIDDEN'],
      [{ ...person, kind: 'ANONYMOUS' }, { mayViewLogs: true, isMember: true }, 'UNAUTHENTICATED'],
    ] as const) {
      const { data, errors } = await ask(principal, viewer);
      expect(data!._entities).toEqual([{ logSearches: null }]);
      expect(errors).toMatchObject([{ extensions: { code } }]);
    }
  });

  it('of 100 mailboxes are read with one statement', async () => {
    const owners = Array.from({ length: 100 }, (_, i) => mailbox(`mbx_hundred${i}`));
    await subgraph.askEntities<Mailbox>(person, '... on Mailbox { logSearches { nodes { id } } }', owners);
    expect(subgraph.statements).toHaveLength(1);
  });
});

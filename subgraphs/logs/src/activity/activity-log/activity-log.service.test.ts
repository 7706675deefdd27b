import type { Principal } from '@hostgraph/principal';
import { type Representation, startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { logsSubgraph } from '../../subgraph';

interface Page {
  readonly nodes: { id: string; address: string }[];
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null };
}
interface Mailbox {
  readonly id: string;
  readonly activityLog: Page | null;
}

const LONG_AGO = '2020-01-01T00:00:00.000Z';
const reader: Principal = { kind: 'PERSON', id: 'usr_1', scopes: ['logs:read', 'mail:read'], roles: {} };

/** What the gateway sends: the mailbox with what the mail subgraph said of it for this caller. */
function mailbox(id: string, addresses: Record<string, string>, viewerMayViewLogs = true): Representation {
  const held = Object.entries(addresses).map(([address, assignedAt]) => ({ address, assignedAt }));
  return { __typename: 'Mailbox', id, addresses: held, mailService: { id: 'msv_1' }, viewerMayViewLogs };
}

const anna = mailbox('mbx_anna', { 'anna@example.test': LONG_AGO, 'info@example.test': LONG_AGO });

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await startTestSubgraph(logsSubgraph);
  // The test's events grow old; a hundred years go by before they are out of sight.
  await subgraph.database.query(`INSERT INTO logs.retention VALUES ('msv_1', 'LONG', 36500, 0)`);
  // Twelve events an hour in turn for Anna's two addresses and Bert's, three at each moment.
  await addEvents(`
    SELECT lpad(i::text, 32, '0')::uuid, 'example.test', (ARRAY['anna', 'info', 'bert'])[i % 3 + 1],
      CASE WHEN i < 60 THEN 'SENT' ELSE 'RECEIVED' END,
      timestamptz '2026-11-23T00:00:00.000Z' + (i / 3) * interval '15 minutes',
      CASE WHEN i % 2 = 0 THEN 'DELIVERED' ELSE 'BOUNCED' END,
      format('Partner_%s@100%%.partner.test', i)
    FROM generate_series(0, 119) AS i`);
});

afterAll(() => subgraph.stop());

/** @param select id, domain, local part, direction, time, status, correspondent */
async function addEvents(select: string): Promise<void> {
  await subgraph.database.query(`SELECT logs.make_partitions('{2026-11-23}')`);
  await subgraph.database.query(
    `INSERT INTO logs.mail_event
       (id, domain, local_part, direction, occurred_at, status, correspondent, updated_at, recipient, host, history)
     SELECT *, now(), 'x@example.test', 'mx1', '[]' FROM (${select}) AS event`,
  );
}

const FRAGMENT = (args: string) =>
  `... on Mailbox { id activityLog${args} { nodes { id address } pageInfo { hasNextPage endCursor } } }`;

async function read(owner: Representation, args = '(first: 100)'): Promise<Page> {
  const { data, errors } = await subgraph.askEntities<Mailbox>(reader, FRAGMENT(args), [owner]);
  expect(errors).toBeUndefined();
  return data!._entities[0]!.activityLog!;
}

const ids = ({ nodes }: Page): string[] => nodes.map(({ id }) => id);
const event = (i: number): string => `evt_${String(i).padStart(32, '0')}`;
/** The numbers of Anna's events, newest first: by time, then by id. */
const ANNA = Array.from({ length: 120 }, (_, i) => 119 - i).filter((i) => i % 3 !== 2);

describe('who may read a log', () => {
  it.each([
    ['the right', mailbox('mbx_1', { 'anna@example.test': LONG_AGO }, false)],
    ['word about it', { __typename: 'Mailbox', id: 'mbx_1' }],
  ])('is not one without %s, whom the log alone is refused', async (_name, refused) => {
    const { data, errors } = await subgraph.askEntities<Mailbox>(reader, FRAGMENT('(first: 1)'), [
      refused,
      anna,
    ]);
    expect(data!._entities).toMatchObject([
      { id: 'mbx_1', activityLog: null },
      { activityLog: { nodes: [{ id: event(118) }] } },
    ]);
    expect(errors).toMatchObject([
      {
        message: 'You lack the right VIEW_LOGS on this mailbox',
        path: ['_entities', 0, 'activityLog'],
        extensions: { code: 'FORBIDDEN' },
      },
    ]);
  });

  it.each([
    ['a key without the scope', { ...reader, kind: 'API_KEY', scopes: ['mail:read'] }, 'FORBIDDEN'],
    ['nobody', { ...reader, kind: 'ANONYMOUS' }, 'UNAUTHENTICATED'],
  ] as const)('is not %s', async (_name, principal, code) => {
    const { data, errors } = await subgraph.askEntities<Mailbox>(principal, FRAGMENT(''), [anna]);
    expect(data!._entities).toEqual([{ id: 'mbx_anna', activityLog: null }]);
    expect(errors).toMatchObject([{ extensions: { code } }]);
  });
});

describe('whose events', () => {
  it('are those of the mailbox’s addresses, merged newest first', async () => {
    const page = await read(anna);
    expect(ids(page)).toEqual(ANNA.map(event));
    expect(page.pageInfo.hasNextPage).toBe(false);
  });

  it('count from the moment at which the address became the mailbox’s', async () => {
    const later = mailbox('mbx_later', {
      'anna@example.test': '2026-11-23T09:15:00.000Z',
      'info@example.test': '2026-11-23T09:30:00.001Z',
    });
    expect(ids(await read(later))).toEqual([118, 117, 114, 111].map(event));
  });

  it('are none for a mailbox without addresses, or whose address has no such moment', async () => {
    const unsaid = { __typename: 'Mailbox', id: 'mbx_unsaid', viewerMayViewLogs: true };
    const timeless = { ...anna, addresses: [{ address: 'anna@example.test', assignedAt: null }] };
    for (const owner of [mailbox('mbx_none', {}), unsaid, timeless]) {
      expect(ids(await read(owner))).toEqual([]);
    }
  });
});

describe('pages', () => {
  it.each([1, 7, 40])('of %i have neither gaps nor doubles', async (first) => {
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page: Page = await read(anna, `(first: ${first}, after: ${JSON.stringify(after)})`);
      seen.push(...ids(page));
      ({ endCursor: after, hasNextPage: more } = page.pageInfo);
    }
    expect(seen).toEqual(ANNA.map(event));
  });

  it('of 100 mailboxes are read with one statement, each its own, after one for their plans, and recorded with one more', async () => {
    const owners = Array.from({ length: 100 }, (_, i) =>
      mailbox(
        `mbx_${i}`,
        i % 2 === 0 ? { 'anna@example.test': LONG_AGO } : { 'bert@example.test': LONG_AGO },
      ),
    );
    const { data } = await subgraph.askEntities<Mailbox>(reader, FRAGMENT('(first: 2)'), owners);
    expect(subgraph.statements).toHaveLength(3);
    expect(data!._entities.map((owner) => ids(owner!.activityLog!).join())).toEqual(
      owners.map((_, i) => (i % 2 === 0 ? [117, 114] : [119, 116]).map(event).join()),
    );
  });
});

describe('filters', () => {
  beforeAll(() =>
    subgraph.database.query(
      `UPDATE logs.mail_event SET subject = 'Grüße 100%: ' || correspondent WHERE direction = 'SENT'`,
    ),
  );

  it.each<[string, (i: number) => boolean]>([
    ['direction: SENT', (i) => i < 60],
    ['direction: RECEIVED', (i) => i >= 60],
    ['status: [BOUNCED]', (i) => i % 2 === 1],
    ['status: [BOUNCED, DELIVERED]', () => true],
    ['status: [SPAM]', () => false],
    ['from: "2026-11-23T09:00:00Z"', (i) => i >= 108],
    ['to: "2026-11-23T01:00:00+01:00"', () => false],
    ['to: "2026-11-23T00:15:00Z"', (i) => i < 3],
    ['from: "2026-11-23T00:15:00Z", to: "2026-11-23T00:30:00Z"', (i) => i >= 3 && i < 6],
    ['from: "0000-01-01T00:00:00Z", to: "9999-12-31T23:59:59.999Z"', () => true],
    ['correspondent: "pARTNER_7@"', (i) => i === 7],
    ['correspondent: "100%.partner"', () => true],
    ['direction: SENT, status: [BOUNCED], correspondent: "9@"', (i) => i < 60 && i % 10 === 9],
    ['subject: "GRÜSSE"', () => false],
    ['subject: "grÜße 100%: PARTNER_7@"', (i) => i === 7],
    ['subject: "ß 1", correspondent: "7@"', () => false],
    ['subject: "_"', (i) => i < 60],
    ['direction: null, from: null, to: null, status: null, correspondent: null, subject: null', () => true],
  ])('%s', async (filter, isMeant) => {
    expect(ids(await read(anna, `(first: 100, ${filter})`))).toEqual(ANNA.filter(isMeant).map(event));
  });

  it.each(['%', '_%_', '100_.partner', '\\', "' OR true --", '\u{1f600}', '\ud800', 'a'.repeat(254)])(
    'takes %p as it stands',
    async (correspondent) => {
      const { data, errors } = await ask({ correspondent });
      expect(errors).toBeUndefined();
      const found = ANNA.filter((i) => `Partner_${i}@100%.partner.test`.includes(correspondent));
      expect(ids(data!._entities[0]!.activityLog!)).toEqual(found.map(event));
    },
  );

  it.each([
    ['a NUL', { correspondent: 'a\u0000' }, 'correspondent must not contain U+0000'],
    ['no text', { correspondent: '' }, 'correspondent must have 1 to 254 characters'],
    ['a subject with NUL', { subject: 'a\u0000' }, 'subject must not contain U+0000'],
    ['no status', { status: [] }, 'status must name at least one status, or be left out'],
    ['a status twice', { status: ['SPAM', 'SPAM'] }, 'status must name each status once'],
    [
      'an empty span',
      { from: '2026-11-23T00:00:00Z', to: '2026-11-23T01:00:00+01:00' },
      'from must be earlier than to',
    ],
    [
      'a cursor of another list',
      { after: Buffer.from('["anna@example.test","mbx_1"]').toString('base64url') },
      'after is not a cursor of this list',
    ],
  ])('refuses %s', async (_name, variables, message) => {
    const { data, errors } = await ask(variables);
    expect(data).toEqual({ _entities: [{ activityLog: null }] });
    expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(subgraph.statements.filter((sql) => sql.includes('logs.mail_event'))).toEqual([]);
  });

  /** Asks for Anna's log with variables, as clients do. */
  function ask(variables: Record<string, unknown>) {
    return subgraph.ask<{ _entities: Mailbox[] }>(
      reader,
      `query ($owners: [_Any!]!, $correspondent: String, $status: [MailStatus!], $from: DateTime, $to: DateTime,
         $after: String, $subject: String) {
        _entities(representations: $owners) { ... on Mailbox {
          activityLog(first: 100, correspondent: $correspondent, subject: $subject, status: $status, from: $from,
            to: $to, after: $after) {
            nodes { id }
          }
        } }
      }`,
      { owners: [anna], ...variables },
    );
  }
});

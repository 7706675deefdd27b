import type { Principal } from '@hostgraph/principal';
import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { logsSubgraph } from '../subgraph';
import { loadDemonstration } from './load-demonstration';

interface Event {
  readonly time: string;
  readonly address: string;
  readonly direction: string;
  readonly status: string;
  readonly authenticatedUser: string | null;
  readonly explanation: string;
  readonly history: { time: string; status: string }[];
}

const reader: Principal = { kind: 'PERSON', id: 'usr_1', scopes: ['logs:read', 'mail:read'], roles: {} };
const anna = {
  __typename: 'Mailbox',
  id: 'mbx_anna',
  addresses: [{ address: 'anna@example.test', assignedAt: '2026-01-01T00:00:00.000Z' }],
  viewerMayViewLogs: true,
};

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await startTestSubgraph(logsSubgraph);
  await loadDemonstration(subgraph.database);
});

afterAll(() => subgraph.stop());

it('changes nothing when it is loaded again', async () => {
  const contents = (): Promise<unknown> =>
    subgraph.database.query('SELECT e.*, e.xmin FROM logs.mail_event e ORDER BY id');
  const before = await contents();
  await loadDemonstration(subgraph.database);
  expect(before).toHaveLength(232);
  expect(await contents()).toEqual(before);
});

describe('however late it is loaded, the last event', () => {
  interface Times {
    readonly oldest: number;
    readonly newest: number;
    readonly attempts: number;
  }
  /** Hours before now; of the attempts, how many do not lie between their event's first and last moment. */
  const times = async (): Promise<Times> => {
    const [row]: Times[] = await subgraph.database.query(
      `SELECT extract(epoch FROM now() - min(occurred_at))::float8 / 3600 AS oldest,
         extract(epoch FROM now() - max(updated_at))::float8 / 3600 AS newest,
         (SELECT count(*)::int FROM logs.mail_event, jsonb_array_elements(history) AS attempt
          WHERE (attempt->>'time')::timestamptz NOT BETWEEN occurred_at - interval '1 hour' AND updated_at + interval '1 hour'
         ) AS attempts
       FROM logs.mail_event`,
    );
    return row!;
  };

  it.each([0, 30, 400, -30])('lies within the last day, %i days after it was loaded before', async (days) => {
    await subgraph.database.query(
      `SELECT logs.make_partitions(array_agg(DISTINCT (occurred_at - $1 * interval '24 hours')::date))
       FROM logs.mail_event`,
      [days],
    );
    await subgraph.database.query(
      `UPDATE logs.mail_event SET occurred_at = occurred_at - $1 * interval '24 hours',
         updated_at = updated_at - $1 * interval '24 hours',
         history = (SELECT jsonb_agg(attempt || jsonb_build_object('time',
           (attempt->>'time')::timestamptz - $1 * interval '24 hours')) FROM jsonb_array_elements(history) AS attempt)`,
      [days],
    );
    await loadDemonstration(subgraph.database);
    const { oldest, newest, attempts } = await times();
    expect(newest).toBeGreaterThanOrEqual(0);
    expect(newest).toBeLessThan(24);
    expect(oldest - newest).toBeLessThan(24);
    expect(attempts).toBe(0);
  });

  it('moves without the events of anybody else', async () => {
    await subgraph.database.query(`SELECT logs.make_partitions('{2026-01-01}')`);
    await subgraph.database.query(
      `INSERT INTO logs.mail_event
         (id, domain, local_part, direction, occurred_at, status, updated_at, recipient, host, history)
       SELECT md5(host)::uuid, domain, 'anna', 'SENT', '2026-01-01Z', 'DELIVERED', '2026-01-01Z', 'x', host, '[]'
       FROM (VALUES ('mx1', 'example.org'), ('mail', 'example.test')) AS event (host, domain)`,
    );
    await loadDemonstration(subgraph.database);
    const others: unknown[] = await subgraph.database.query(
      `DELETE FROM logs.mail_event WHERE occurred_at = '2026-01-01Z' RETURNING id`,
    );
    expect(others[1]).toBe(2);
    expect((await times()).newest).toBeLessThan(24);
  });
});

it('shows the newest twenty events of Anna with what they mean', async () => {
  const { data, errors } = await subgraph.askEntities<{ activityLog: { nodes: Event[] } }>(
    reader,
    `... on Mailbox { activityLog { nodes {
      id time address direction correspondent envelopeSender recipient originalRecipient messageId sizeBytes
      delaySeconds relay tls status enhancedStatusCode reply explanation authenticatedUser clientAddress folder
      history { time status enhancedStatusCode reply }
    } } }`,
    [anna],
  );
  expect(errors).toBeUndefined();
  const events = data!._entities[0]!.activityLog.nodes;
  expect(events).toHaveLength(20);
  expect(events.map(({ time }) => time)).toEqual(
    events
      .map(({ time }) => time)
      .toSorted()
      .reverse(),
  );
  for (const event of events) {
    expect(event.address).toBe('anna@example.test');
    expect(event.explanation).toMatch(/^The .*\.$/);
    if (event.direction === 'RECEIVED') expect(event.authenticatedUser).toBeNull();
    expect(event.history[0]?.time).toMatch(/T2\d:\d\d:\d\d\.000Z$/);
  }
  expect(events[0]).toMatchObject({
    time: expect.stringMatching(/T22:26:59\.000Z$/) as string,
    correspondent: null,
    status: 'DELIVERED',
    folder: 'INBOX',
    explanation: 'The message was delivered and is in the folder “INBOX”.',
    history: [{ time: events[0]!.time, status: 'DELIVERED', enhancedStatusCode: '2.0.0' }],
  });
  expect(events.find(({ status }) => status === 'BOUNCED')).toMatchObject({
    direction: 'SENT',
    authenticatedUser: 'anna@example.test',
    explanation: expect.stringContaining(
      'The message could not be delivered, and you were sent a notification.',
    ) as string,
  });
});

it('explains in the language that is asked for, and in English unasked', async () => {
  const { data, errors } = await subgraph.askEntities<{ activityLog: { nodes: Record<string, string>[] } }>(
    reader,
    `... on Mailbox { activityLog(first: 1) { nodes {
      explanation en: explanation(language: EN) fr: explanation(language: FR)
      de: explanation(language: DE) it: explanation(language: IT)
    } } }`,
    [anna],
  );
  expect(errors).toBeUndefined();
  expect(data!._entities[0]!.activityLog.nodes).toEqual([
    {
      explanation: 'The message was delivered and is in the folder “INBOX”.',
      en: 'The message was delivered and is in the folder “INBOX”.',
      fr: 'Le message a été remis et se trouve dans le dossier «\u202fINBOX\u202f».',
      de: 'Die Nachricht wurde zugestellt und liegt im Ordner «INBOX».',
      it: 'Il messaggio è stato recapitato e si trova nella cartella «INBOX».',
    },
  ]);
});

it.each(['null', 'RM', '"FR"'])('refuses %s as a language', async (language) => {
  const { data, errors } = await subgraph.askEntities(
    reader,
    `... on Mailbox { activityLog(first: 1) { nodes { explanation(language: ${language}) } } }`,
    [anna],
  );
  expect(data).toBeUndefined();
  expect(errors?.[0]?.message).toContain('Language');
});

import type { Principal } from '@hostgraph/principal';
import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { logsSubgraph } from '../subgraph';
import { loadDemonstration } from './load-demonstration';

interface Event {
  time: string;
  address: string;
  direction: string;
  status: string;
  authenticatedUser: string | null;
  explanation: string;
  history: { time: string; status: string }[];
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
}, 60_000);

afterAll(() => subgraph.stop());

it('changes nothing when it is loaded again', async () => {
  const contents = (): Promise<unknown> =>
    subgraph.database.query('SELECT e.*, e.xmin FROM logs.mail_event e ORDER BY id');
  const before = await contents();
  await loadDemonstration(subgraph.database);
  expect(before).toHaveLength(232);
  expect(await contents()).toEqual(before);
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
    expect(event.history.at(-1)?.time).toMatch(/^2026-11-23T2\d:\d\d:\d\d\.000Z$/);
  }
  expect(events[0]).toMatchObject({
    time: '2026-11-23T22:26:59.000Z',
    correspondent: null,
    status: 'DELIVERED',
    folder: 'INBOX',
    explanation: 'The message was delivered and is in the folder “INBOX”.',
    history: [{ time: '2026-11-23T22:26:59.000Z', status: 'DELIVERED', enhancedStatusCode: '2.0.0' }],
  });
  expect(events.find(({ status }) => status === 'BOUNCED')).toMatchObject({
    direction: 'SENT',
    authenticatedUser: 'anna@example.test',
    explanation: expect.stringContaining(
      'The message could not be delivered, and you were sent a notification.',
    ) as string,
  });
});

import { DEMO_PEOPLE, EXAMPLE_MAIL_SERVICE } from '@hostgraph/demo-data';
import type { TestSubgraph } from '@hostgraph/subgraph-testing';
import { addMailboxes, administrator, collaborator, startMail } from './mail-world';

interface Mailbox {
  readonly addresses: { address: string }[];
  readonly viewerMayViewLogs: boolean;
}

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await startMail({ jobWorkers: 0 });
  await addMailboxes(subgraph.database, EXAMPLE_MAIL_SERVICE.id, 100, DEMO_PEOPLE.collaborator.userId);
});

afterAll(() => subgraph.stop());

const hundred = Array.from({ length: 100 }, (_, i) => ({ __typename: 'Mailbox', id: `mbx_many${i}` }));

it('resolves 100 mailboxes with one statement, and their rights with one more', async () => {
  await subgraph.askEntities(administrator, '... on Mailbox { id displayName }', hundred);
  expect(subgraph.statements).toHaveLength(1);
  await subgraph.askEntities(administrator, '... on Mailbox { viewerRights viewerMayViewLogs }', hundred);
  expect(subgraph.statements).toHaveLength(2);
});

it('answers what the logs require of 100 mailboxes with five statements, and only of those in sight', async () => {
  const { data } = await subgraph.askEntities<Mailbox>(
    collaborator,
    '... on Mailbox { addresses { address assignedAt } mailService { id } viewerMayViewLogs viewerIsMember }',
    hundred,
  );
  expect(subgraph.statements).toHaveLength(5);
  expect(data!._entities.filter((mailbox) => mailbox !== null)).toHaveLength(50);
  expect(data!._entities[42]).toMatchObject({
    addresses: [{ address: 'many42@example.test' }, { address: 'alias42@example.test' }],
    viewerMayViewLogs: false,
    viewerIsMember: true,
  });
});

it.each([1, 10, 100])('answers a page of %i mailboxes with the same seven statements', async (first) => {
  const { data } = await subgraph.ask<{ mailService: { mailboxes: { nodes: Mailbox[] } } }>(
    administrator,
    `query ($id: ID!, $first: Int!) { mailService(id: $id) { domains { name } mailboxes(first: $first) { nodes {
       address addresses { address } viewerRights viewerMayViewLogs viewerIsMember members { id } mailService { name } } } } }`,
    { id: EXAMPLE_MAIL_SERVICE.id, first },
  );
  expect(data!.mailService.mailboxes.nodes).toHaveLength(first);
  // Service, domains, page, addresses, rights, membership, members.
  expect(subgraph.statements).toHaveLength(7);
});

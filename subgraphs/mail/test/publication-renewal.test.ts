import { DEMO_MAILBOXES } from '@hostgraph/demo-data';
import { mutateBy, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { administrator, startMail } from './mail-world';

const { bert, cora } = DEMO_MAILBOXES;
let subgraph: TestSubgraph;
const mutate = mutateBy(() => subgraph);

beforeAll(async () => {
  subgraph = await startMail();
  await subgraph.database.query(
    `INSERT INTO mail.sieve_publication (mailbox_id, state, published_at) VALUES ($1, 'PUBLISHED', now())`,
    [bert.id],
  );
});
afterAll(() => subgraph.stop());

async function requests(id: string): Promise<number | undefined> {
  const [row]: { requested: number }[] = await subgraph.database.query(
    'SELECT requested FROM mail.sieve_publication WHERE mailbox_id = $1',
    [id],
  );
  return row?.requested;
}

it.each([
  ['addMailboxAlias', { address: 'bertrand@example.test' }],
  ['removeMailboxAlias', { address: 'bertrand@example.test' }],
  ['renameMailbox', { displayName: 'Bertrand' }],
  ['renameMailbox', { address: 'b@example.test' }],
  ['suspendMailbox', {}],
  ['resumeMailbox', {}],
])('%s brings the script to the mail server anew, where there is one', async (name, input) => {
  const before = (await requests(bert.id))!;
  const change = async (mailboxId: string) =>
    (await mutate(administrator, name, { mailboxId, ...input }, '__typename')).answer.errors;
  expect(await change(bert.id)).toBeUndefined();
  expect(await requests(bert.id)).toBe(before + 1);
  await change(cora.id);
  expect(await requests(cora.id)).toBeUndefined();
});

it('a mailbox that is restored gets its script again', async () => {
  const before = (await requests(bert.id))!;
  await mutate(administrator, 'deleteMailbox', { mailboxId: bert.id }, '__typename');
  await mutate(administrator, 'restoreMailbox', { mailboxId: bert.id }, '__typename');
  expect(await requests(bert.id)).toBe(before + 1);
});

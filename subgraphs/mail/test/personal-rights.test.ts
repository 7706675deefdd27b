import { randomUUID } from 'node:crypto';
import { DEMO_MAILBOXES, DEMO_PEOPLE, EXAMPLE_MAIL_SERVICE } from '@hostgraph/demo-data';
import type { Principal } from '@hostgraph/principal';
import { mutateBy, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { loadDemonstration } from '../src/demonstration/load-demonstration';
import {
  administrator,
  apiKey,
  codes,
  collaborator,
  collaboratorWithoutLogs,
  legalResponsible,
  startMail,
} from './mail-world';

const { anna, bert } = DEMO_MAILBOXES;
const key = apiKey('mail:read', 'mail:write');

let subgraph: TestSubgraph;
const mutate = mutateBy(() => subgraph);

beforeAll(async () => {
  subgraph = await startMail({ jobWorkers: 0 });
});
afterAll(() => subgraph.stop());
beforeEach(async () => {
  for (const table of ['mailbox_member', 'mailbox_grant', 'right_change']) {
    await subgraph.database.query(`DELETE FROM mail.${table}`);
  }
  await loadDemonstration(subgraph.database);
  await subgraph.database.query('DELETE FROM mail.right_change');
});

/** Calls a mutation about somebody on a mailbox. @returns what it refuses */
async function change(who: Principal, name: string, userId: string, more: object = {}, mailboxId = bert.id) {
  const { outcome, answer } = await mutate(who, name, { mailboxId, userId, ...more }, '__typename');
  return outcome?.userErrors.map(({ code }) => code) ?? codes(answer);
}
const grant = (who: Principal, to: Principal, rights = ['SORTING_RULES'], mailboxId = bert.id) =>
  change(who, 'grantMailboxRights', to.id, { rights }, mailboxId);
const withdraw = (who: Principal, from: Principal, rights = ['SORTING_RULES']) =>
  change(who, 'withdrawMailboxRights', from.id, { rights });
const add = (who: Principal, user: Principal) => change(who, 'addMailboxMember', user.id);
const remove = (who: Principal, user: Principal) => change(who, 'removeMailboxMember', user.id);

const readRules = async (who: Principal, mailboxId = bert.id) =>
  codes(await subgraph.ask(who, `{ mailbox(id: "${mailboxId}") { sortingRules { nodes { name } } } }`));

describe('a right that is personal', () => {
  it.each([['SORTING_RULES'], ['FOLDERS']])('%s is granted by nobody to themselves', async (right) => {
    expect(await grant(administrator, administrator, [right])).toEqual(['RIGHT_IS_PERSONAL']);
    expect(await grant(administrator, administrator, ['ALIASES', right])).toEqual(['RIGHT_IS_PERSONAL']);
    expect(await grant(administrator, administrator, [right], anna.id)).toEqual(['RIGHT_IS_PERSONAL']);
    expect(await grant(collaborator, collaborator, [right])).toEqual(['RIGHT_IS_PERSONAL']);
    await add(administrator, administrator);
    expect(await grant(administrator, administrator, [right])).toEqual(['RIGHT_IS_PERSONAL']);
    expect(
      await subgraph.database.query(
        `SELECT FROM mail.mailbox_grant WHERE user_id = $1 AND "right" IN ('SORTING_RULES', 'FOLDERS')`,
        [administrator.id],
      ),
    ).toEqual([]);
  });

  it('is granted neither by two administrators to each other nor to whom they let in', async () => {
    for (const accomplice of [administrator, collaboratorWithoutLogs]) {
      await add(administrator, accomplice);
      for (const who of [administrator, legalResponsible, key]) {
        expect(await grant(who, accomplice)).toEqual(['RIGHT_IS_PERSONAL']);
      }
      expect(await readRules(accomplice)).toEqual(['FORBIDDEN']);
    }
    await remove(administrator, administrator);
    await add(legalResponsible, administrator);
    expect(await grant(legalResponsible, administrator)).toEqual(['RIGHT_IS_PERSONAL']);
  });

  it('is granted by no API key, and by an administrator to the user whose own the mailbox is', async () => {
    await withdraw(administrator, collaborator);
    expect(await readRules(collaborator)).toEqual(['FORBIDDEN']);
    expect(await grant(key, collaborator)).toEqual(['RIGHT_IS_PERSONAL']);
    expect(await grant(administrator, collaborator)).toEqual([]);
    expect(await readRules(collaborator)).toEqual([]);
  });

  it('is given by the user to somebody else, and taken back', async () => {
    expect(await grant(collaborator, collaboratorWithoutLogs)).toEqual([]);
    expect(await readRules(collaboratorWithoutLogs)).toEqual([]);
    // Who was let in does not let in others.
    await add(administrator, collaboratorWithoutLogs);
    expect(await grant(collaboratorWithoutLogs, legalResponsible)).toEqual(['FORBIDDEN']);
    expect(await withdraw(collaborator, collaboratorWithoutLogs)).toEqual([]);
    expect(await readRules(collaboratorWithoutLogs)).toEqual(['FORBIDDEN']);
  });

  it('is all that the user gives and takes', async () => {
    expect(await grant(collaborator, collaboratorWithoutLogs, ['ALIASES'])).toEqual([
      'RIGHT_IS_ADMINISTRATORS',
    ]);
    expect(await grant(administrator, collaboratorWithoutLogs, ['ALIASES'])).toEqual([]);
    const both = ['ALIASES', 'SORTING_RULES'];
    expect(await withdraw(collaborator, collaboratorWithoutLogs, both)).toEqual(['RIGHT_IS_ADMINISTRATORS']);
    expect(await add(collaborator, collaboratorWithoutLogs)).toEqual(['FORBIDDEN']);
  });

  it('comes by general rights with a new mailbox, to those it is created for, and with no other', async () => {
    const { id: mailServiceId } = EXAMPLE_MAIL_SERVICE;
    await mutate(
      administrator,
      'updateGeneralRights',
      { mailServiceId, rights: ['SORTING_RULES'] },
      '__typename',
    );
    const created = await mutate<{ mailbox: { id: string } }>(
      administrator,
      'createMailbox',
      {
        ...{ mailServiceId, address: 'new@example.test', displayName: 'New' },
        ...{ memberIds: [administrator.id], idempotencyKey: randomUUID() },
      },
      'mailbox { id }',
    );
    expect(await readRules(administrator, created.outcome!.mailbox.id)).toEqual([]);
    await add(administrator, administrator);
    expect(await readRules(administrator)).toEqual(['FORBIDDEN']);
  });

  it('goes to a successor with the mailbox, once it is nobody’s, and not by one administrator to herself', async () => {
    await remove(administrator, collaborator);
    await add(administrator, administrator);
    expect(await grant(administrator, administrator)).toEqual(['RIGHT_IS_PERSONAL']);
    await remove(administrator, administrator);
    await add(administrator, collaboratorWithoutLogs);
    expect(await grant(administrator, collaboratorWithoutLogs)).toEqual([]);
    expect(await readRules(collaboratorWithoutLogs)).toEqual([]);
  });
});

it('shows those who use a mailbox who may act on it and who could', async () => {
  await add(administrator, collaboratorWithoutLogs);
  await grant(administrator, legalResponsible, ['ALIASES']);
  await remove(key, collaboratorWithoutLogs);
  const query = `{ mailbox(id: "${bert.id}") { members { id } grants { nodes { right user { id } } }
    rightChanges { nodes { kind rights changedById user { id } } } } }`;
  const { data } = await subgraph.ask(collaborator, query);
  const { userId } = DEMO_PEOPLE.collaboratorWithoutLogs;
  expect(data).toEqual({
    mailbox: {
      members: [{ id: collaborator.id }],
      grants: {
        nodes: [
          { right: 'SORTING_RULES', user: { id: collaborator.id } },
          { right: 'ALIASES', user: { id: legalResponsible.id } },
        ],
      },
      rightChanges: {
        nodes: [
          { kind: 'USER_REMOVED', rights: [], changedById: key.id, user: { id: userId } },
          {
            kind: 'GRANTED',
            rights: ['ALIASES'],
            changedById: administrator.id,
            user: { id: legalResponsible.id },
          },
          { kind: 'USER_ADDED', rights: [], changedById: administrator.id, user: { id: userId } },
        ],
      },
    },
  });
});

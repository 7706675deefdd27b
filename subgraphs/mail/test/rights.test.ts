import { DEMO_MAILBOXES, DEMO_PEOPLE, EXAMPLE_ORGANIZATION, OTHER_ORGANIZATION } from '@hostgraph/demo-data';
import type { Principal } from '@hostgraph/principal';
import type { TestSubgraph } from '@hostgraph/subgraph-testing';
import type { RequestContext } from '@hostgraph/subgraph-kit';
import { MailboxRight } from '../src/access/mailbox-right';
import { rightsByMailbox } from '../src/access/mailbox-right.service';
import {
  administrator,
  apiKey,
  codes,
  collaborator,
  collaboratorWithoutLogs,
  legalResponsible,
  startMail,
  stranger,
} from './mail-world';

interface Rights {
  readonly viewerRights: string[];
  readonly viewerMayViewLogs: boolean;
}

const { anna, bert, cora, dirk, victim } = DEMO_MAILBOXES;
const mailboxes = Object.values(DEMO_MAILBOXES);
const ofAdministration = [
  'DEVICES',
  'AUTO_REPLIES',
  'SIGNATURES',
  'REDIRECTIONS',
  'ALIASES',
  'VIEW_LOGS',
  'RESTORATIONS',
  'FILTERS',
  'SECURITY',
];

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await startMail({ jobWorkers: 0 });
});

afterAll(() => subgraph.stop());

/** The rights of a caller by mailbox; those of mailboxes that are not there for them are left out. */
async function rightsOf(principal: Principal): Promise<Record<string, string[]>> {
  const answer = await subgraph.askEntities<Rights>(
    principal,
    '... on Mailbox { viewerRights viewerMayViewLogs }',
    mailboxes.map(({ id }) => ({ __typename: 'Mailbox', id })),
  );
  expect(answer.errors).toBeUndefined();
  return Object.fromEntries(
    answer.data!._entities.flatMap((rights, index) => {
      if (!rights) return [];
      expect(rights.viewerMayViewLogs).toBe(rights.viewerRights.includes('VIEW_LOGS'));
      return [[mailboxes[index]!.displayName, rights.viewerRights]];
    }),
  );
}

it('tells users of a mailbox that they are, whatever their role, and nobody else', async () => {
  const ask = async (principal: Principal) => {
    const { data } = await subgraph.askEntities<{ viewerIsMember: boolean }>(
      principal,
      '... on Mailbox { viewerIsMember }',
      [anna, bert, cora].map(({ id }) => ({ __typename: 'Mailbox', id })),
    );
    return data!._entities.map((mailbox) => mailbox?.viewerIsMember);
  };
  expect(await ask(legalResponsible)).toEqual([false, false, true]);
  expect(await ask(administrator)).toEqual([true, false, false]);
  expect(await ask(collaborator)).toEqual([false, true, undefined]);
  expect(await ask(apiKey('mail:read'))).toEqual([false, false, false]);
  expect(await ask({ ...administrator, roles: {} })).toEqual([undefined, undefined, undefined]);
});

const grant = (mailboxId: string, userId: string, right: string) =>
  subgraph.database.query(
    `INSERT INTO mail.mailbox_grant (mailbox_id, user_id, "right", granted_by) VALUES ($1, $2, $3, 'usr_test')`,
    [mailboxId, userId, right],
  );

const withdraw = (mailboxId: string, userId: string, right: string) =>
  subgraph.database.query(
    `DELETE FROM mail.mailbox_grant WHERE mailbox_id = $1 AND user_id = $2 AND "right" = $3`,
    [mailboxId, userId, right],
  );

const example = (rights: string[]) => ({ Anna: rights, Bert: rights, Cora: rights, Dirk: rights });

describe('the matrix of role, right and mailbox', () => {
  it.each<[string, Principal, Record<string, string[]>]>([
    ['the legal responsible', legalResponsible, example(ofAdministration)],
    ['an administrator', administrator, example(ofAdministration)],
    ['an API key', apiKey('mail:read'), example(ofAdministration)],
    ['a collaborator', collaborator, { Anna: ['SIGNATURES', 'VIEW_LOGS'], Bert: ['SORTING_RULES'] }],
    ['a collaborator without logs', collaboratorWithoutLogs, { Anna: ['SIGNATURES'], Dirk: [] }],
    ['a stranger', stranger, { Victim: ofAdministration }],
    ['nobody', { kind: 'ANONYMOUS', id: 'anonymous', scopes: [], roles: {} }, {}],
    ['a role unknown here', { ...administrator, roles: { [EXAMPLE_ORGANIZATION.id]: 'OWNER' } }, {}],
  ])('holds for %s', async (_name, principal, expected) => {
    expect(await rightsOf(principal)).toEqual(expected);
  });

  it.each(Object.values(MailboxRight))(
    'gives a collaborator %s where it was granted, and nowhere else',
    async (right) => {
      const { userId } = DEMO_PEOPLE.collaboratorWithoutLogs;
      await grant(cora.id, userId, right);
      expect(await rightsOf(collaboratorWithoutLogs)).toEqual({
        Anna: ['SIGNATURES'],
        Cora: [right],
        Dirk: [],
      });
      await withdraw(cora.id, userId, right);
      expect(await rightsOf(collaboratorWithoutLogs)).toEqual({ Anna: ['SIGNATURES'], Dirk: [] });
    },
  );
});

it('holds each role in its own organization only', async () => {
  const both: Principal = {
    ...collaborator,
    roles: { ...collaborator.roles, [OTHER_ORGANIZATION.id]: 'ADMINISTRATOR' },
  };
  expect(await rightsOf(both)).toEqual({
    Anna: ['SIGNATURES', 'VIEW_LOGS'],
    Bert: ['SORTING_RULES'],
    Victim: ofAdministration,
  });
});

it('withdraws a right at once, and with the last one the mailbox', async () => {
  const { userId } = DEMO_PEOPLE.collaborator;
  await withdraw(anna.id, userId, 'VIEW_LOGS');
  expect(await rightsOf(collaborator)).toEqual({ Anna: ['SIGNATURES'], Bert: ['SORTING_RULES'] });
  await withdraw(anna.id, userId, 'SIGNATURES');
  expect(await rightsOf(collaborator)).toEqual({ Bert: ['SORTING_RULES'] });
  await grant(anna.id, userId, 'SIGNATURES');
  await grant(anna.id, userId, 'VIEW_LOGS');
});

it('leaves nothing to a collaborator who was removed from the organization, though grants are stored', async () => {
  const removed: Principal = { ...collaborator, roles: {} };
  expect(await rightsOf(removed)).toEqual({});
  const read = await subgraph.ask(removed, `{ mailbox(id: "${anna.id}") { id } }`);
  expect(codes(read)).toEqual(['NOT_FOUND']);
  // Asked directly too, as changes do that never read the mailbox first; he is a member of this one.
  await grant(bert.id, collaborator.id, 'SECURITY');
  const held = async (principal: Principal) => {
    const ctx = { principal, database: subgraph.database } as RequestContext;
    return Object.fromEntries(await rightsByMailbox(ctx, [anna.id, bert.id]));
  };
  expect((await held(collaborator))[bert.id]).toEqual(new Set(['SECURITY', 'SORTING_RULES']));
  expect(await held(removed)).toEqual({});
  await withdraw(bert.id, collaborator.id, 'SECURITY');
  const elsewhere: Principal = { ...collaborator, roles: { [OTHER_ORGANIZATION.id]: 'COLLABORATOR' } };
  expect(await rightsOf(elsewhere)).toEqual({});
});

it('leaves rules and folders to the users of a mailbox, also where an administrator holds an old grant', async () => {
  const { userId } = DEMO_PEOPLE.administrator;
  await grant(bert.id, userId, 'SORTING_RULES');
  await grant(anna.id, userId, 'SORTING_RULES');
  expect(await rightsOf(administrator)).toMatchObject({
    // Her own mailbox, which she uses like any other user.
    Anna: expect.arrayContaining(['SORTING_RULES']) as unknown,
    Bert: ofAdministration,
  });
  await withdraw(bert.id, userId, 'SORTING_RULES');
  await withdraw(anna.id, userId, 'SORTING_RULES');
});

it('does not take the id of an API key for a user', async () => {
  const key: Principal = { ...apiKey('mail:read'), roles: {} };
  await grant(anna.id, key.id, 'VIEW_LOGS');
  expect(await rightsOf(key)).toEqual({});
  await withdraw(anna.id, key.id, 'VIEW_LOGS');
});

it('stores the eleven rights and no other', async () => {
  await expect(grant(dirk.id, 'usr_test', 'READ_MESSAGES')).rejects.toThrow(/mailbox_grant_right_check/);
  await expect(grant(victim.id, 'usr_test', 'view_logs')).rejects.toThrow(/mailbox_grant_right_check/);
});

it('names the members to administrators and to themselves', async () => {
  const query = `{ mailbox(id: "${bert.id}") { id members { id } } }`;
  for (const who of [administrator, collaborator]) {
    expect((await subgraph.ask(who, query)).data).toEqual({
      mailbox: { id: bert.id, members: [{ id: DEMO_PEOPLE.collaborator.userId }] },
    });
  }
  // He holds a right on it, and does not use it.
  const refused = await subgraph.ask(collaborator, `{ mailbox(id: "${anna.id}") { id members { id } } }`);
  expect(codes(refused)).toEqual(['FORBIDDEN']);
  expect(refused.data).toEqual({ mailbox: { id: anna.id, members: null } });
});

it('asks API keys for a scope, also through references', async () => {
  const read = (selection: string, ...scopes: string[]) =>
    subgraph.askEntities<Record<string, unknown>>(apiKey(...scopes), `... on Mailbox { ${selection} }`, [
      { __typename: 'Mailbox', id: anna.id },
    ]);
  expect(codes(await subgraph.ask(apiKey('logs:read'), `{ mailbox(id: "${anna.id}") { id } }`))).toEqual([
    'FORBIDDEN',
  ]);
  expect(codes(await subgraph.ask(apiKey('logs:read'), `{ mailService(id: "x") { id } }`))).toEqual([
    'FORBIDDEN',
  ]);
  const joined = await read('addresses { address assignedAt } viewerMayViewLogs viewerIsMember', 'mail:read');
  expect(joined).toMatchObject({ data: { _entities: [{ viewerMayViewLogs: true, viewerIsMember: false }] } });
  for (const field of [
    'address',
    'displayName',
    'state',
    'createdAt',
    'viewerRights',
    'members { id }',
    'addresses { address }',
    'viewerMayViewLogs',
    'viewerIsMember',
  ]) {
    expect([field, codes(await read(field, 'logs:read'))]).toEqual([field, ['FORBIDDEN']]);
  }
});

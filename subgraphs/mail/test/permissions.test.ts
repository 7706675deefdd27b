import { DEMO_MAILBOXES, DEMO_PEOPLE, EXAMPLE_MAIL_SERVICE } from '@hostgraph/demo-data';
import { mutateBy, refused, type TestSubgraph } from '@hostgraph/subgraph-testing';
import {
  addMailboxes,
  administrator,
  apiKey,
  codes,
  collaborator,
  collaboratorWithoutLogs,
  legalResponsible,
  startMail,
} from './mail-world';

const { anna, bert, cora } = DEMO_MAILBOXES;
const userId = DEMO_PEOPLE.collaboratorWithoutLogs.userId;

let subgraph: TestSubgraph;

const mutate = mutateBy(() => subgraph);
const rows = <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> =>
  subgraph.database.query<Row[]>(sql, parameters);

beforeAll(async () => {
  subgraph = await startMail({ jobWorkers: 0 });
});

afterAll(() => subgraph.stop());

const change = (name: string, input: Record<string, unknown>, who = administrator) =>
  mutate<Record<string, unknown>>(who, name, { mailboxId: cora.id, userId, ...input }, 'mailbox { id }');

const rightsOn = async (mailboxId: string, who = collaboratorWithoutLogs): Promise<string[] | null> =>
  (
    await subgraph.ask<{ mailbox: { viewerRights: string[] } | null }>(
      who,
      `{ mailbox(id: "${mailboxId}") { viewerRights viewerMayViewLogs } }`,
    )
  ).data?.mailbox?.viewerRights ?? null;

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

describe('rights', () => {
  afterEach(() => rows('DELETE FROM mail.mailbox_grant WHERE mailbox_id = $1', [cora.id]));

  it('act on the next request, when granted and when withdrawn, and with them the sight of the mailbox', async () => {
    expect(await rightsOn(cora.id)).toBeNull();
    await change('grantMailboxRights', { rights: ['VIEW_LOGS', 'ALIASES'], reason: 'Cora is away' });
    expect(await rightsOn(cora.id)).toEqual(['ALIASES', 'VIEW_LOGS']);
    await change('withdrawMailboxRights', { rights: ['VIEW_LOGS', 'SECURITY'] });
    expect(await rightsOn(cora.id)).toEqual(['ALIASES']);
    await change('withdrawMailboxRights', { rights: ['ALIASES'] });
    expect(await rightsOn(cora.id)).toBeNull();
  });

  it('end by the clock, everywhere at once', async () => {
    await change('grantMailboxRights', { rights: ['VIEW_LOGS', 'ALIASES'], expiresAt: inSeconds(2) });
    const alias = () =>
      mutate(
        collaboratorWithoutLogs,
        'addMailboxAlias',
        { mailboxId: cora.id, address: 'soon@example.test' },
        'mailbox { id }',
      );
    expect(await rightsOn(cora.id)).toEqual(['ALIASES', 'VIEW_LOGS']);
    expect((await alias()).outcome!.userErrors).toEqual([]);
    const grants = async () =>
      (
        await subgraph.ask<{ mailbox: { grants: { nodes: object[] } } }>(
          administrator,
          `{ mailbox(id: "${cora.id}") { grants { nodes { right reason expiresAt user { id } } } } }`,
        )
      ).data!.mailbox.grants.nodes;
    expect(await grants()).toEqual([
      { right: 'ALIASES', reason: null, expiresAt: expect.any(String) as unknown, user: { id: userId } },
      { right: 'VIEW_LOGS', reason: null, expiresAt: expect.any(String) as unknown, user: { id: userId } },
    ]);
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect(await rightsOn(cora.id)).toBeNull();
    expect(codes((await alias()).answer)).toEqual(['NOT_FOUND']);
    expect(await grants()).toEqual([]);
    // Granted anew without an end, they count again.
    await change('grantMailboxRights', { rights: ['VIEW_LOGS'] });
    expect(await rightsOn(cora.id)).toEqual(['VIEW_LOGS']);
  });

  it('have a history, which tells who and why, and outlives them', async () => {
    await rows('DELETE FROM mail.right_change');
    await change('grantMailboxRights', { rights: ['SECURITY', 'ALIASES'], reason: 'Holidays' });
    await change('withdrawMailboxRights', { rights: ['SECURITY'] }, apiKey('mail:read', 'mail:write'));
    await change('withdrawMailboxRights', { rights: ['SECURITY'] });
    const query = `{ mailbox(id: "${cora.id}") { rightChanges {
      nodes { kind rights reason changedByKind changedById user { id } } } } }`;
    expect((await subgraph.ask(administrator, query)).data).toEqual({
      mailbox: {
        rightChanges: {
          nodes: [
            {
              kind: 'WITHDRAWN',
              rights: ['SECURITY'],
              reason: null,
              changedByKind: 'API_KEY',
              changedById: 'key_demo',
              user: { id: userId },
            },
            {
              kind: 'GRANTED',
              rights: ['ALIASES', 'SECURITY'],
              reason: 'Holidays',
              changedByKind: 'PERSON',
              changedById: administrator.id,
              user: { id: userId },
            },
          ],
        },
      },
    });
    for (const field of ['rightChanges { nodes { id } }', 'grants { nodes { right } }']) {
      const told = await subgraph.ask(collaborator, `{ mailbox(id: "${bert.id}") { ${field} } }`);
      expect(codes(told)).toEqual([]);
      // He holds a right on it, and does not use it.
      const refusal = await subgraph.ask(collaborator, `{ mailbox(id: "${anna.id}") { ${field} } }`);
      expect(codes(refusal)).toEqual(['FORBIDDEN']);
    }
  });

  it.each([
    ['past', -60, false],
    ['soon', 60, true],
    ['in more than ten years', 11 * 366 * 86_400, false],
  ])('take an end that is %s or not', async (_name, seconds, isAccepted) => {
    const { outcome } = await change('grantMailboxRights', {
      rights: ['ALIASES'],
      expiresAt: inSeconds(seconds),
    });
    expect(outcome!.userErrors).toEqual(isAccepted ? [] : refused('EXPIRY_NOT_ACCEPTED', 'expiresAt'));
  });

  it.each([
    ['none', { rights: [] }],
    ['one that there is not', { rights: ['READ_MESSAGES'] }],
    ['one twice', { rights: ['ALIASES', 'ALIASES'] }],
    ['somebody who is no user', { userId: 'key_demo', rights: ['ALIASES'] }],
    ['SQL', { userId: `usr_'; DROP TABLE mail.mailbox; --`, rights: ['ALIASES'] }],
    ['a reason of spaces', { rights: ['ALIASES'], reason: '  ' }],
    ['a reason with NUL', { rights: ['ALIASES'], reason: 'a\u0000' }],
    ['a reason of 501 characters', { rights: ['ALIASES'], reason: 'x'.repeat(501) }],
  ])('are not granted to or for: %s', async (_name, input) => {
    expect(codes((await change('grantMailboxRights', input)).answer)).toEqual(['BAD_USER_INPUT']);
  });

  it('are granted by administrators only, and never by who holds them', async () => {
    await change('grantMailboxRights', { rights: ['ALIASES', 'SECURITY'] });
    for (const name of ['grantMailboxRights', 'withdrawMailboxRights']) {
      const attempt = await change(name, { rights: ['ALIASES'] }, collaboratorWithoutLogs);
      expect(codes(attempt.answer)).toEqual(['FORBIDDEN']);
    }
  });
});

describe('users of a mailbox', () => {
  const membersOf = async () =>
    (
      await subgraph.ask<{ mailbox: { members: { id: string }[] } }>(
        administrator,
        `{ mailbox(id: "${cora.id}") { members { id } } }`,
      )
    ).data!.mailbox.members.map(({ id }) => id);

  it('are added without rights, and lose them with the membership', async () => {
    await change('addMailboxMember', {});
    await change('addMailboxMember', {});
    expect(await membersOf()).toEqual([DEMO_PEOPLE.legalResponsible.userId, userId].sort());
    expect(await rightsOn(cora.id)).toEqual([]);
    await change('grantMailboxRights', { rights: ['SORTING_RULES', 'FOLDERS'] }, legalResponsible);
    expect(await rightsOn(cora.id)).toEqual(['SORTING_RULES', 'FOLDERS']);
    await change('removeMailboxMember', {});
    expect(await membersOf()).toEqual([DEMO_PEOPLE.legalResponsible.userId]);
    expect(await rightsOn(cora.id)).toBeNull();
    expect(await rows('SELECT FROM mail.mailbox_grant WHERE mailbox_id = $1', [cora.id])).toEqual([]);
    expect((await change('removeMailboxMember', {})).outcome!.userErrors).toEqual([]);
  });
});

describe('general rights', () => {
  const FIELDS =
    'mailService { generalRights } impact { added removed differences { right lackedBy heldBy } }';
  const update = (input: object, who = administrator) =>
    mutate<Record<string, unknown>>(
      who,
      'updateGeneralRights',
      { mailServiceId: EXAMPLE_MAIL_SERVICE.id, ...input },
      FIELDS,
    );

  it('tell before they change where present users differ, and change nobody', async () => {
    const first = await update({ rights: [] });
    expect(first.outcome!['impact']).toMatchObject({
      added: [],
      removed: expect.arrayContaining(['FOLDERS']) as unknown,
    });
    await change('grantMailboxRights', {
      mailboxId: bert.id,
      userId: collaborator.id,
      rights: ['ALIASES', 'FILTERS'],
    });
    const impact = {
      added: ['SIGNATURES', 'ALIASES'],
      removed: [],
      // Anna, Bert, Cora and Dirk use a mailbox each.
      differences: [
        { right: 'SIGNATURES', lackedBy: 4, heldBy: 0 },
        { right: 'ALIASES', lackedBy: 3, heldBy: 0 },
        { right: 'FILTERS', lackedBy: 0, heldBy: 1 },
        { right: 'SORTING_RULES', lackedBy: 0, heldBy: 1 },
      ],
    };
    const rights = ['ALIASES', 'SIGNATURES'];
    const tried = await update({ rights, dryRun: true });
    expect(tried.outcome).toEqual({ mailService: { generalRights: [] }, impact, userErrors: [] });
    const done = await update({ rights });
    expect(done.outcome).toEqual({
      mailService: { generalRights: ['SIGNATURES', 'ALIASES'] },
      impact,
      userErrors: [],
    });
    expect(await rightsOn(bert.id, collaborator)).toEqual(['ALIASES', 'FILTERS', 'SORTING_RULES']);
    const emptied = await update({ rights: [] });
    expect(emptied.outcome!['impact']).toMatchObject({ added: [], removed: ['SIGNATURES', 'ALIASES'] });
  });

  it('are for administrators', async () => {
    expect(codes((await update({ rights: [] }, collaborator)).answer)).toEqual(['FORBIDDEN']);
    const read = await subgraph.ask(
      collaborator,
      `{ mailService(id: "${EXAMPLE_MAIL_SERVICE.id}") { generalRights } }`,
    );
    expect(codes(read)).toEqual(['FORBIDDEN']);
  });
});

describe('viewerCan', () => {
  it('answers what is asked for, in that order', async () => {
    const { data } = await subgraph.ask(
      collaborator,
      `{ mailbox(id: "${anna.id}") { viewerCan(actions: [SET_MAILBOX_QUOTA, ADD_REDIRECTION]) { action reason } }
         mailService(id: "${EXAMPLE_MAIL_SERVICE.id}") { viewerCan(actions: [CREATE_MAILBOX]) { action allowed reason } } }`,
    );
    expect(data).toEqual({
      mailbox: {
        viewerCan: [
          { action: 'SET_MAILBOX_QUOTA', reason: 'NOT_ADMINISTRATOR' },
          { action: 'ADD_REDIRECTION', reason: 'MISSING_RIGHT' },
        ],
      },
      mailService: { viewerCan: [{ action: 'CREATE_MAILBOX', allowed: false, reason: 'NOT_ADMINISTRATOR' }] },
    });
  });

  it.each([1, 10, 100])('of %i mailboxes takes four statements', async (first) => {
    if (first === 1) await addMailboxes(subgraph.database, EXAMPLE_MAIL_SERVICE.id, 100, collaborator.id);
    const { data } = await subgraph.ask<{ mailService: { mailboxes: { nodes: object[] } } }>(
      administrator,
      `{ mailService(id: "${EXAMPLE_MAIL_SERVICE.id}") { viewerCan { action } mailboxes(first: ${first}) {
         nodes { viewerCan { action allowed reason } } } } }`,
    );
    expect(data!.mailService.mailboxes.nodes).toHaveLength(first);
    // Service, page, situations, rights.
    expect(subgraph.statements).toHaveLength(4);
  });

  it('and grants, redirections and history of 100 mailboxes take one statement each', async () => {
    await subgraph.ask(
      administrator,
      `{ mailService(id: "${EXAMPLE_MAIL_SERVICE.id}") { mailboxes(first: 100) { nodes {
         grants { nodes { right } } rightChanges { nodes { id } } redirections { target } } } } }`,
    );
    // Service, page, situations, rights for them and for redirections, grants, history, redirections.
    expect(subgraph.statements).toHaveLength(8);
  });
});

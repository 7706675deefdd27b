import {
  DEMO_MAILBOXES,
  DEMO_PEOPLE,
  EXAMPLE_MAIL_SERVICE,
  EXAMPLE_ORGANIZATION,
  OTHER_MAIL_SERVICE,
  OTHER_ORGANIZATION,
} from '@hostgraph/demo-data';
import type { Principal } from '@hostgraph/principal';
import type { TestAnswer, TestSubgraph } from '@hostgraph/subgraph-testing';
import {
  addMailboxes,
  administrator,
  apiKey,
  codes,
  collaborator,
  collaboratorWithoutLogs,
  startMail,
  stranger,
} from './mail-world';

interface MailboxPage {
  readonly nodes: { id: string; displayName: string }[];
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

const { anna, bert, victim } = DEMO_MAILBOXES;
const MANY = 61;

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await startMail();
  await addMailboxes(subgraph.database, EXAMPLE_MAIL_SERVICE.id, MANY, DEMO_PEOPLE.collaborator.userId);
});

afterAll(() => subgraph.stop());

/** Reads all pages of a service's mailboxes. */
async function pagesOf(principal: Principal, first: number): Promise<string[][]> {
  const pages: string[][] = [];
  let after: string | null = null;
  do {
    const answer: TestAnswer<{ mailService: { mailboxes: MailboxPage } }> = await subgraph.ask(
      principal,
      `query ($id: ID!, $first: Int, $after: String) { mailService(id: $id) {
         mailboxes(first: $first, after: $after) {
           nodes { id displayName } pageInfo { hasNextPage endCursor } } } }`,
      { id: EXAMPLE_MAIL_SERVICE.id, first, after },
    );
    const { nodes, pageInfo } = answer.data!.mailService.mailboxes;
    pages.push(nodes.map(({ id }) => id));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return pages;
}

async function mailServicesOf(principal: Principal, organizationId: string) {
  const { data } = await subgraph.askEntities<{ mailServices: { nodes: { id: string }[] } }>(
    principal,
    '... on Organization { mailServices { nodes { id } } }',
    [{ __typename: 'Organization', id: organizationId }],
  );
  return data!._entities[0]?.mailServices.nodes.map(({ id }) => id) ?? null;
}

describe('a stranger', () => {
  it.each([
    ['mailbox', anna.id, 'mbx_none'],
    ['mailService', EXAMPLE_MAIL_SERVICE.id, 'msv_none'],
  ])('is told of a foreign %s exactly what is told of an absent one', async (field, foreign, absent) => {
    const query = `query ($id: ID!) { ${field}(id: $id) { id } }`;
    const answer = await subgraph.ask(stranger, query, { id: foreign });
    expect(codes(answer)).toEqual(['NOT_FOUND']);
    expect(answer).toEqual(await subgraph.ask(stranger, query, { id: absent }));
  });

  it('gets null for foreign references, and its own among them', async () => {
    const representations = [
      ['Mailbox', anna.id],
      ['Mailbox', victim.id],
      ['MailService', EXAMPLE_MAIL_SERVICE.id],
      ['MailService', OTHER_MAIL_SERVICE.id],
      ['Organization', EXAMPLE_ORGANIZATION.id],
      ['Organization', OTHER_ORGANIZATION.id],
      ['Organization', '__proto__'],
    ].map(([__typename = '', id = '']) => ({ __typename, id }));
    const { data } = await subgraph.askEntities(
      stranger,
      '... on Mailbox { id } ... on MailService { id } ... on Organization { id }',
      representations,
    );
    expect(data?._entities).toEqual([
      null,
      { id: victim.id },
      null,
      { id: OTHER_MAIL_SERVICE.id },
      null,
      { id: OTHER_ORGANIZATION.id },
      null,
    ]);
  });

  it.each([
    ['LogRetentionOrder', 'mailService', EXAMPLE_MAIL_SERVICE.id, OTHER_MAIL_SERVICE.id],
    ['ActivityLogExport', 'mailbox', anna.id, victim.id],
  ])('is led by no %s to a foreign %s', async (type, field, foreign, own) => {
    const { data } = await subgraph.askEntities<Record<string, { id: string } | null>>(
      stranger,
      `... on ${type} { ${field} { id } }`,
      [foreign, own, 'absent'].map((id) => ({ __typename: type, id: 'x', [`${field}Id`]: id })),
    );
    expect(data?._entities.map((found) => found?.[field]?.id)).toEqual([undefined, own, undefined]);
  });

  it('reaches nothing foreign by any edge, also with a cursor of somebody else', async () => {
    expect(await mailServicesOf(stranger, OTHER_ORGANIZATION.id)).toEqual([OTHER_MAIL_SERVICE.id]);
    expect(await mailServicesOf(stranger, EXAMPLE_ORGANIZATION.id)).toBeNull();
    const after = Buffer.from(JSON.stringify(['', ''])).toString('base64url');
    const answer = await subgraph.ask(
      stranger,
      `{ mailbox(id: "${victim.id}") { mailService { organization { id mailServices { nodes {
         mailboxes(first: 100, after: "${after}") { nodes { id } } } } } } } }`,
    );
    expect(answer.data).toEqual({
      mailbox: {
        mailService: {
          organization: {
            id: OTHER_ORGANIZATION.id,
            mailServices: { nodes: [{ mailboxes: { nodes: [{ id: victim.id }] } }] },
          },
        },
      },
    });
  });
});

describe('an administrator', () => {
  it.each([
    ['a person', administrator],
    ['an API key', apiKey('mail:read')],
  ])('who is %s sees all mailboxes of the organization, in pages without gaps', async (_name, principal) => {
    const pages = await pagesOf(principal, 7);
    expect(pages.slice(0, -1).every((page) => page.length === 7)).toBe(true);
    expect(pages.flat()).toHaveLength(MANY + 4);
    expect(new Set(pages.flat()).size).toBe(MANY + 4);
    expect(await mailServicesOf(principal, EXAMPLE_ORGANIZATION.id)).toEqual([EXAMPLE_MAIL_SERVICE.id]);
  });
});

describe('a collaborator', () => {
  it('sees the mailboxes they use or hold a right on, in pages without gaps', async () => {
    const pages = await pagesOf(collaborator, 5);
    const expected = [anna.id, bert.id];
    for (let i = 0; i < MANY; i += 2) expected.push(`mbx_many${i}`);
    expect(pages.slice(0, -1).every((page) => page.length === 5)).toBe(true);
    expect(pages.flat().sort()).toEqual(expected.sort());
  });

  it('is told of another mailbox of the organization what is told of an absent one', async () => {
    const query = 'query ($id: ID!) { mailbox(id: $id) { id } }';
    expect(codes(await subgraph.ask(collaboratorWithoutLogs, query, { id: bert.id }))).toEqual(['NOT_FOUND']);
  });

  it('sees a mail service only as long as they see one of its mailboxes', async () => {
    const { userId } = DEMO_PEOPLE.collaboratorWithoutLogs;
    const query = `{ mailService(id: "${EXAMPLE_MAIL_SERVICE.id}") { name domains { name } } }`;
    expect((await subgraph.ask(collaboratorWithoutLogs, query)).data).toEqual({
      mailService: {
        name: EXAMPLE_MAIL_SERVICE.name,
        domains: [{ name: 'example.test' }, { name: 'firma.test' }],
      },
    });
    const newcomer: Principal = { ...collaboratorWithoutLogs, id: 'usr_newcomer' };
    expect(codes(await subgraph.ask(newcomer, query))).toEqual(['NOT_FOUND']);
    expect(await mailServicesOf(newcomer, EXAMPLE_ORGANIZATION.id)).toEqual([]);

    await subgraph.database.query('DELETE FROM mail.mailbox_member WHERE user_id = $1', [userId]);
    expect(await mailServicesOf(collaboratorWithoutLogs, EXAMPLE_ORGANIZATION.id)).toHaveLength(1);
    await subgraph.database.query('DELETE FROM mail.mailbox_grant WHERE user_id = $1', [userId]);
    expect(await mailServicesOf(collaboratorWithoutLogs, EXAMPLE_ORGANIZATION.id)).toEqual([]);
    expect(codes(await subgraph.ask(collaboratorWithoutLogs, query))).toEqual(['NOT_FOUND']);
  });
});

describe('hostile ids', () => {
  it.each([
    ['a NUL byte', `${anna.id}\u0000`],
    ['as many characters as an id may have', 'm'.repeat(100)],
    ['SQL', `' OR 1=1 --`],
    ['an array literal of PostgreSQL', `{${anna.id}}`],
    ['half a character', '\ud800'],
    ['nothing', ''],
  ])('find nothing: %s', async (_name, id) => {
    for (const field of ['mailbox', 'mailService']) {
      const answer = await subgraph.ask(administrator, `query ($id: ID!) { ${field}(id: $id) { id } }`, {
        id,
      });
      expect(codes(answer)).toEqual(['NOT_FOUND']);
    }
    const { data } = await subgraph.askEntities(administrator, '... on Mailbox { id }', [
      { __typename: 'Mailbox', id },
      { __typename: 'Mailbox', id: anna.id },
    ]);
    expect(data?._entities).toEqual([null, { id: anna.id }]);
  });
});

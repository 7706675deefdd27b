import { DEMO_MAILBOXES, EXAMPLE_MAIL_SERVICE } from '@hostgraph/demo-data';
import type { Principal } from '@hostgraph/principal';
import { mutateBy, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { MailboxAction } from '../src/permission/mailbox-action/mailbox-action';
import { MailboxRight } from '../src/access/mailbox-right';
import {
  administrator,
  apiKey,
  codes,
  collaborator,
  collaboratorWithoutLogs,
  legalResponsible,
  startMail,
} from './mail-world';
import { NEWSLETTER, TO_NEWS } from './sorting-world';

const { bert } = DEMO_MAILBOXES;
const RULE_ID = 'srl_viewerCan';
const SIGNATURE_ID = 'sig_viewerCan';

let subgraph: TestSubgraph;
const mutate = mutateBy(() => subgraph);
const rows = <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> =>
  subgraph.database.query<Row[]>(sql, parameters);

beforeAll(async () => {
  subgraph = await startMail({ jobWorkers: 0 });
  await rows('DELETE FROM mail.mailbox_grant WHERE mailbox_id = $1', [bert.id]);
});
afterAll(() => subgraph.stop());

const ofMailbox = (input: Record<string, unknown> = {}) => ({ mailboxId: bert.id, ...input });
const content = { text: { subject: 'Away', body: 'I am away.' } };

/** What each mutation is told; it would change little. */
const INPUTS: Readonly<Record<MailboxAction, Record<string, unknown>>> = {
  RENAME_MAILBOX: ofMailbox({ displayName: 'Bert' }),
  SUSPEND_MAILBOX: ofMailbox(),
  RESUME_MAILBOX: ofMailbox(),
  DELETE_MAILBOX: ofMailbox({ dryRun: true }),
  SET_MAILBOX_PASSWORD: ofMailbox({ password: 'short' }),
  SET_MAILBOX_QUOTA: ofMailbox({ quotaBytes: 10_737_418_240 }),
  SET_MAILBOX_FILTERS: ofMailbox(),
  SET_MAILBOX_TIME_ZONE: ofMailbox({ timeZone: 'Europe/Zurich' }),
  ADD_MAILBOX_ALIAS: ofMailbox({ address: 'bert@nowhere.test' }),
  REMOVE_MAILBOX_ALIAS: ofMailbox({ address: 'bert@nowhere.test' }),
  ADD_REDIRECTION: ofMailbox({ target: 'bert@example.test' }),
  REMOVE_REDIRECTION: ofMailbox({ target: 'bert@nowhere.test' }),
  SET_REDIRECTION_COPY: ofMailbox({ keepsCopy: true }),
  STOP_RULE_FORWARDING: ofMailbox(),
  ADD_MAILBOX_MEMBER: ofMailbox({ userId: collaborator.id }),
  REMOVE_MAILBOX_MEMBER: ofMailbox({ userId: 'usr_nobody' }),
  GRANT_MAILBOX_RIGHTS: ofMailbox({
    userId: 'usr_nobody',
    rights: ['ALIASES'],
    expiresAt: '2020-01-01T00:00:00Z',
  }),
  WITHDRAW_MAILBOX_RIGHTS: ofMailbox({ userId: 'usr_nobody', rights: ['ALIASES'] }),
  CREATE_SORTING_RULE: ofMailbox({
    name: 'To news',
    match: 'ALL',
    conditions: [NEWSLETTER],
    actions: [TO_NEWS],
  }),
  UPDATE_SORTING_RULE: { id: RULE_ID, name: 'To the news' },
  UPGRADE_SORTING_RULE: { id: RULE_ID },
  DELETE_SORTING_RULE: { id: RULE_ID },
  REORDER_SORTING_RULES: ofMailbox({ ruleIds: [RULE_ID] }),
  TEST_SORTING_RULE: ofMailbox({ message: 'Subject: x\r\n\r\n', ruleIds: ['srl_nothing'] }),
  ACTIVATE_AUTO_REPLY: ofMailbox({ content }),
  UPDATE_AUTO_REPLY: ofMailbox({ content }),
  REAPPLY_AUTO_REPLY_TEMPLATE: ofMailbox(),
  DEACTIVATE_AUTO_REPLY: ofMailbox(),
  RESET_AUTO_REPLY_HISTORY: ofMailbox(),
  CREATE_SIGNATURE: ofMailbox({ name: 'Mine', text: { plain: 'Bert' } }),
  UPDATE_SIGNATURE: { id: SIGNATURE_ID, name: 'Mine' },
  DELETE_SIGNATURE: { id: SIGNATURE_ID },
};

const mutationOf = (action: string) =>
  action.toLowerCase().replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());

/** As it is before each mutation, whatever the one before has done. */
async function prepare(state: 'ACTIVE' | 'SUSPENDED'): Promise<void> {
  await rows('DELETE FROM mail.auto_reply WHERE mailbox_id = $1', [bert.id]);
  await rows('DELETE FROM mail.sorting_rule WHERE mailbox_id = $1', [bert.id]);
  await rows('DELETE FROM mail.signature WHERE mailbox_id = $1', [bert.id]);
  await rows('UPDATE mail.mailbox SET state = $2 WHERE id = $1', [bert.id, state]);
  await rows(
    `INSERT INTO mail.sorting_rule (id, mailbox_id, "position", name, match, conditions, actions)
     VALUES ($1, $2, 1, 'To news', 'ALL', $3, $4)`,
    [RULE_ID, bert.id, JSON.stringify([NEWSLETTER]), JSON.stringify([TO_NEWS])],
  );
  await rows(
    `INSERT INTO mail.signature (id, mailbox_id, name, source_plain, plain, state, given_values, missing_variables)
     VALUES ($1, $2, 'Mine', 'Bert', 'Bert', 'DRAFT', '{}', '{}')`,
    [SIGNATURE_ID, bert.id],
  );
}

interface Permission {
  readonly action: MailboxAction;
  readonly allowed: boolean;
  readonly reason: string | null;
}

async function permissions(who: Principal): Promise<Map<string, string | null>> {
  const { data } = await subgraph.ask<{ mailbox: { viewerCan: Permission[] } }>(
    who,
    `{ mailbox(id: "${bert.id}") { viewerCan { action allowed reason } } }`,
  );
  return new Map(
    data!.mailbox.viewerCan.map(({ action, allowed, reason }) => {
      expect(allowed).toBe(reason === null);
      return [action, reason];
    }),
  );
}

/** What a mutation answered, in the words of `viewerCan`. */
async function tried(who: Principal, action: MailboxAction): Promise<string> {
  const { outcome, answer } = await mutate(who, mutationOf(action), INPUTS[action], '__typename');
  const refusals = outcome?.userErrors.map(({ code }) => code) ?? [];
  const known = refusals.filter((code) => ['MAILBOX_SUSPENDED', 'LIMIT_REACHED'].includes(code));
  return [...known, ...codes(answer)].join() || 'ALLOWED';
}

/** Whoever may not read what belongs to a mailbox hears that it is not there. */
const isHidden = (action: MailboxAction, reason: string) =>
  reason === 'MISSING_RIGHT' && 'id' in INPUTS[action];

function expected(action: MailboxAction, reason: string | null): string {
  if (reason === null) return 'ALLOWED';
  if (['MAILBOX_SUSPENDED', 'LIMIT_REACHED'].includes(reason)) return reason;
  return isHidden(action, reason) ? 'NOT_FOUND' : 'FORBIDDEN';
}

type Holder = [name: string, who: Principal, rights: readonly MailboxRight[]];

const HOLDERS: readonly Holder[] = [
  ['a legal responsible', legalResponsible, []],
  ['an administrator', administrator, []],
  ['an administrator with a right that is personal', administrator, [MailboxRight.SORTING_RULES]],
  ['an administrator who only reads', { ...administrator, scopes: ['mail:read'] }, []],
  ['an API key', apiKey('mail:read', 'mail:write'), []],
  ['an API key that only reads', apiKey('mail:read'), []],
  ['a collaborator with every right', collaborator, Object.values(MailboxRight)],
  ...Object.values(MailboxRight).map((right): Holder => [
    `a collaborator with ${right}`,
    collaboratorWithoutLogs,
    [right],
  ]),
];

describe.each(HOLDERS)('viewerCan and every mutation agree for %s', (_name, who, rights) => {
  beforeAll(() =>
    rows(
      `INSERT INTO mail.mailbox_grant (mailbox_id, user_id, "right", granted_by)
       SELECT $1, $2, unnest($3::text[]), $2`,
      [bert.id, who.id, rights],
    ),
  );
  afterAll(async () => {
    await rows('DELETE FROM mail.mailbox_grant WHERE mailbox_id = $1', [bert.id]);
    await prepare('ACTIVE');
  });

  it.each(['ACTIVE', 'SUSPENDED'] as const)('on a mailbox that is %s', async (state) => {
    await prepare(state);
    const told = await permissions(who);
    expect([...told.keys()]).toEqual(Object.values(MailboxAction));
    for (const action of Object.values(MailboxAction)) {
      await prepare(state);
      expect([action, await tried(who, action)]).toEqual([
        action,
        expected(action, told.get(action) ?? null),
      ]);
    }
    if (state === 'SUSPENDED' && ![administrator.id, legalResponsible.id, 'key_demo'].includes(who.id)) {
      expect([...told.values()]).not.toContain(null);
    }
  });
});

it('viewerCan and every mutation agree on a mailbox that is full', async () => {
  await rows(
    `INSERT INTO mail.mailbox_address (local_part, domain, mailbox_id, mail_service_id, kind)
     SELECT format('n%s', i), 'firma.test', $1, $2, 'ALIAS' FROM generate_series(1, 99) AS i`,
    [bert.id, EXAMPLE_MAIL_SERVICE.id],
  );
  const told = await permissions(legalResponsible);
  expect(told.get(MailboxAction.ADD_MAILBOX_ALIAS)).toBe('LIMIT_REACHED');
  expect(told.get(MailboxAction.REMOVE_MAILBOX_ALIAS)).toBeNull();
  expect(await tried(legalResponsible, MailboxAction.ADD_MAILBOX_ALIAS)).toBe('LIMIT_REACHED');
});

it('on a mailbox that is deleted, nobody does anything', async () => {
  await rows('UPDATE mail.mailbox SET deleted_at = now() WHERE id = $1', [bert.id]);
  for (const action of Object.values(MailboxAction)) {
    expect([action, await tried(administrator, action)]).toEqual([action, 'NOT_FOUND']);
  }
});

/** Decided by the mail service: a catch-all is the domain’s, and a deleted mailbox is not there to be asked. */
const OF_SERVICE = ['setCatchAll', 'restoreMailbox'];

it('knows every mutation that takes a mailbox', async () => {
  const { data } = await subgraph.ask<{ __type: { fields: MutationField[] } }>(
    administrator,
    `{ __type(name: "Mutation") { fields { name args { type { ofType { inputFields { name } } } } } } }`,
  );
  const ofMailboxes = data!.__type.fields.filter(({ args }) =>
    args.some(({ type }) => type.ofType?.inputFields?.some(({ name }) => name === 'mailboxId')),
  );
  const known = Object.values(MailboxAction).map(mutationOf);
  const unknown = ofMailboxes.map(({ name }) => name).filter((name) => !known.includes(name));
  expect(unknown.sort()).toEqual(OF_SERVICE.sort());
});

interface MutationField {
  readonly name: string;
  readonly args: { type: { ofType: { inputFields: { name: string }[] | null } | null } }[];
}

import { DEMO_MAILBOXES, DEMO_PEOPLE, EXAMPLE_MAIL_SERVICE, OTHER_MAIL_SERVICE } from '@hostgraph/demo-data';
import { mutateBy, refused, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { verify } from '@node-rs/argon2';
import { removeMailbox } from '../src/administration/mailbox-deletion/remove-mailbox.job';
import {
  administrator,
  apiKey,
  codes,
  collaborator,
  legalResponsible,
  startMail,
  stranger,
} from './mail-world';

const { anna, bert, dirk } = DEMO_MAILBOXES;
const PASSWORD = 'rivers lantern 7 oblong';

let subgraph: TestSubgraph;

const mutate = mutateBy(() => subgraph);
const rows = <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> =>
  subgraph.database.query<Row[]>(sql, parameters);

beforeAll(async () => {
  subgraph = await startMail();
});

afterAll(() => subgraph.stop());

interface MailboxFields {
  readonly mailbox: { id: string; address: string; [field: string]: unknown } | null;
}

const FIELDS = 'mailbox { id address displayName state members { id } addresses { address kind } }';

const wish = {
  mailServiceId: EXAMPLE_MAIL_SERVICE.id,
  address: 'new@example.test',
  displayName: 'New',
  idempotencyKey: 'creation-1',
  memberIds: [DEMO_PEOPLE.collaborator.userId],
};

describe('a mailbox is created', () => {
  afterEach(() => rows(`DELETE FROM mail.mailbox WHERE id NOT LIKE 'mbx_demo%'`));

  it('with its users, who get the general rights', async () => {
    await rows(`UPDATE mail.mail_service SET general_rights = '{SIGNATURES,ALIASES}' WHERE id = $1`, [
      EXAMPLE_MAIL_SERVICE.id,
    ]);
    const { outcome } = await mutate<MailboxFields>(administrator, 'createMailbox', wish, FIELDS);
    expect(outcome).toMatchObject({
      mailbox: { address: 'new@example.test', displayName: 'New', members: [{ id: wish.memberIds[0] }] },
      userErrors: [],
    });
    const { data } = await subgraph.ask(
      collaborator,
      `{ mailbox(id: "${outcome!.mailbox!.id}") { viewerRights viewerIsMember } }`,
    );
    expect(data).toEqual({ mailbox: { viewerRights: ['SIGNATURES', 'ALIASES'], viewerIsMember: true } });
    const audited = await rows('SELECT action, actor_id, target_id FROM mail.audit_event');
    expect(audited).toContainEqual({
      action: 'CREATE_MAILBOX',
      actor_id: administrator.id,
      target_id: outcome!.mailbox!.id,
    });
  });

  it('once under a key, also when it is asked for five times at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 5 }, () => mutate<MailboxFields>(administrator, 'createMailbox', wish, FIELDS)),
    );
    expect(new Set(all.map(({ outcome }) => outcome?.mailbox?.id)).size).toBe(1);
    expect(all[0]!.outcome!.mailbox!.id).toMatch(/^mbx_/);
    const other = await mutate(administrator, 'createMailbox', { ...wish, displayName: 'Else' }, FIELDS);
    expect(other.outcome!.userErrors).toEqual(refused('IDEMPOTENCY_KEY_REUSED', 'idempotencyKey'));
    // Somebody else's key is another one; the address is taken all the same.
    const others = await mutate(legalResponsible, 'createMailbox', wish, FIELDS);
    expect(others.outcome!.userErrors).toEqual(refused('ADDRESS_TAKEN', 'address'));
  });

  it.each([
    ['a domain of somebody else', { address: 'new@other.test' }, 'DOMAIN_NOT_OF_SERVICE'],
    ['a domain of nobody', { address: 'new@nowhere.test' }, 'DOMAIN_NOT_OF_SERVICE'],
    ['a detail in it', { address: 'new+shop@example.test' }, 'ADDRESS_WITH_DETAIL'],
    ['an alias of another mailbox', { address: 'INFO@example.test' }, 'ADDRESS_TAKEN'],
  ])('not in %s, and nothing remains of the attempt', async (_name, change, code) => {
    const { outcome } = await mutate(administrator, 'createMailbox', { ...wish, ...change }, FIELDS);
    expect(outcome!.userErrors).toEqual(refused(code, 'address'));
    expect(await rows(`SELECT FROM mail.mailbox WHERE display_name = 'New'`)).toEqual([]);
  });

  it.each([
    ['no address', { address: 'nobody' }],
    ['a name with a right-to-left override', { displayName: 'New\u202e' }],
    ['a name with NUL', { displayName: 'New\u0000' }],
    ['201 characters', { displayName: 'x'.repeat(201) }],
    ['an id that is none', { memberIds: [`' OR 1=1 --`] }],
    ['somebody twice', { memberIds: ['usr_a', 'usr_a'] }],
    ['101 users', { memberIds: Array.from({ length: 101 }, (_, i) => `usr_${i}`) }],
    ['a key of spaces', { idempotencyKey: '        ' }],
  ])('not of %s', async (_name, change) => {
    const { answer } = await mutate(administrator, 'createMailbox', { ...wish, ...change }, FIELDS);
    expect(codes(answer)).toEqual(['BAD_USER_INPUT']);
  });

  it('by nobody but administrators with the scope', async () => {
    const asked = async (who: typeof administrator) =>
      codes((await mutate(who, 'createMailbox', wish, FIELDS)).answer);
    expect(await asked(collaborator)).toEqual(['FORBIDDEN']);
    expect(await asked(stranger)).toEqual(['NOT_FOUND']);
    expect(await asked(apiKey('mail:read'))).toEqual(['FORBIDDEN']);
    expect(await asked(apiKey('mail:read', 'mail:write'))).toEqual([]);
  });
});

describe('a password', () => {
  const set = (password: unknown, who = administrator) =>
    mutate<MailboxFields>(who, 'setMailboxPassword', { mailboxId: bert.id, password }, 'mailbox { id }');
  const stored = async () =>
    (
      await rows<{ password_hash: string | null }>(`SELECT password_hash FROM mail.mailbox WHERE id = $1`, [
        bert.id,
      ])
    )[0]!.password_hash;

  it('is stored as a hash that verifies, in the form that Dovecot reads', async () => {
    const { outcome } = await set(PASSWORD);
    expect(outcome).toEqual({ mailbox: { id: bert.id }, userErrors: [] });
    const hash = (await stored())!;
    expect(hash).toMatch(/^\{ARGON2ID\}\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verify(hash.slice('{ARGON2ID}'.length), PASSWORD)).toBe(true);
    // Written with a combining accent it is the same one.
    await set('éclair rivers 7 oblong'.normalize('NFD'));
    expect(await verify((await stored())!.slice(10), 'éclair rivers 7 oblong'.normalize('NFC'))).toBe(true);
  });

  it.each([
    ['rivers7', 'PASSWORD_TOO_SHORT'],
    ['', 'PASSWORD_TOO_SHORT'],
    ['x7#kQz!pLm29'.repeat(20), 'PASSWORD_TOO_LONG'],
    ['rivers lantern\n7 oblong', 'PASSWORD_NOT_TYPABLE'],
    ['rivers lantern\u00007 oblong', 'PASSWORD_NOT_TYPABLE'],
    ['password1234', 'PASSWORD_TOO_WEAK'],
    ['aaaaaaaaaaaaaaaaaaaa', 'PASSWORD_TOO_WEAK'],
    ['bert@example.test', 'PASSWORD_TOO_WEAK'],
  ])('%j is refused, and not repeated', async (password, code) => {
    const before = await stored();
    const { outcome, answer } = await set(password);
    expect(outcome!.userErrors).toEqual(refused(code, 'password'));
    if (password) expect(JSON.stringify(answer)).not.toContain(password);
    expect(await stored()).toBe(before);
  });

  it('is taken as a variable only, and never repeated', async () => {
    const inline = await subgraph.ask(
      administrator,
      `mutation { setMailboxPassword(input: { mailboxId: "${bert.id}", password: "${PASSWORD}" }) { mailbox { id } } }`,
    );
    expect(inline.errors?.[0]?.message).toMatch(/as a variable only/);
    const incomplete = await mutate(
      administrator,
      'setMailboxPassword',
      { password: PASSWORD },
      'mailbox { id }',
    );
    expect(codes(incomplete.answer)).toEqual(['BAD_USER_INPUT']);
    for (const answer of [inline, incomplete.answer, (await set(12345)).answer]) {
      expect(JSON.stringify(answer)).not.toMatch(/rivers|12345/);
    }
  });

  it('is set by holders of SECURITY, until it is withdrawn', async () => {
    expect(codes((await set(PASSWORD, collaborator)).answer)).toEqual(['FORBIDDEN']);
    const terms = { mailboxId: bert.id, userId: collaborator.id, rights: ['SECURITY'] };
    await mutate(administrator, 'grantMailboxRights', terms, 'mailbox { id }');
    expect((await set(PASSWORD, collaborator)).outcome!.userErrors).toEqual([]);
    await mutate(administrator, 'withdrawMailboxRights', terms, 'mailbox { id }');
    expect(codes((await set(PASSWORD, collaborator)).answer)).toEqual(['FORBIDDEN']);
  });
});

describe('settings', () => {
  const change = (name: string, input: object, fields: string, who = administrator) =>
    mutate<MailboxFields>(who, name, { mailboxId: anna.id, ...input }, `mailbox { id address ${fields} }`);

  it('change one at a time', async () => {
    const quota = await change('setMailboxQuota', { quotaBytes: 5_368_709_120 }, 'quotaBytes');
    expect(quota.outcome!.mailbox).toMatchObject({ quotaBytes: 5_368_709_120 });
    for (const quotaBytes of [0, 1_048_575, 17_592_186_044_417, -1]) {
      expect(codes((await change('setMailboxQuota', { quotaBytes }, 'quotaBytes')).answer)).toEqual([
        'BAD_USER_INPUT',
      ]);
    }
    const filters = await change(
      'setMailboxFilters',
      { adFilterEnabled: true },
      'antispamEnabled adFilterEnabled',
    );
    expect(filters.outcome!.mailbox).toMatchObject({ antispamEnabled: true, adFilterEnabled: true });
  });

  it.each([
    ['america/new_york', 'America/New_York'],
    ['UTC', 'UTC'],
    ['+01:00', null],
    ['Mars/Olympus', null],
    ['../../etc/passwd', null],
    ["Europe/Zurich'; --", null],
  ])('take the time zone %s as %s', async (timeZone, expected) => {
    const { outcome } = await change('setMailboxTimeZone', { timeZone }, 'timeZone');
    if (expected === null) expect(outcome!.userErrors).toEqual(refused('TIME_ZONE_UNKNOWN', 'timeZone'));
    else expect(outcome!.mailbox).toMatchObject({ timeZone: expected });
  });

  it('of a suspended mailbox are its administrators’ alone', async () => {
    const terms = { mailboxId: anna.id, userId: collaborator.id, rights: ['FILTERS'] };
    await mutate(administrator, 'grantMailboxRights', terms, 'mailbox { id }');
    const filter = (who: typeof administrator) =>
      change('setMailboxFilters', { antispamEnabled: true }, 'state', who);
    expect((await filter(collaborator)).outcome!.userErrors).toEqual([]);
    const suspended = await change('suspendMailbox', {}, 'state');
    expect(suspended.outcome!.mailbox).toMatchObject({ state: 'SUSPENDED' });
    expect((await filter(collaborator)).outcome!.userErrors).toEqual(
      refused('MAILBOX_SUSPENDED', 'mailboxId'),
    );
    expect((await filter(administrator)).outcome!.userErrors).toEqual([]);
    expect((await change('suspendMailbox', {}, 'state')).outcome!.userErrors).toEqual([]);
    await change('resumeMailbox', {}, 'state');
    expect((await filter(collaborator)).outcome!.userErrors).toEqual([]);
    expect(codes((await change('suspendMailbox', {}, 'state', collaborator)).answer)).toEqual(['FORBIDDEN']);
    await mutate(administrator, 'withdrawMailboxRights', terms, 'mailbox { id }');
  });
});

describe('a deleted mailbox', () => {
  const FIELDS_OF_DELETION =
    'deletedMailbox { id address restorableUntil deletedAt } impact { addresses memberCount redirectionCount redirectedFrom catchAllOf }';
  const remove = (input: object, who = administrator) =>
    mutate<Record<string, unknown>>(
      who,
      'deleteMailbox',
      { mailboxId: dirk.id, ...input },
      FIELDS_OF_DELETION,
    );
  const listed = async (who = administrator) =>
    subgraph.ask<{ mailService: { deletedMailboxes: { nodes: { id: string }[] } } }>(
      who,
      `{ mailService(id: "${EXAMPLE_MAIL_SERVICE.id}") { deletedMailboxes { nodes { id address } } } }`,
    );

  it('is nothing but an announcement in a dry run', async () => {
    await mutate(
      administrator,
      'addRedirection',
      { mailboxId: bert.id, target: dirk.address },
      'mailbox { id }',
    );
    const before = await rows('SELECT FROM mail.audit_event');
    const { outcome } = await remove({ dryRun: true });
    expect(outcome).toEqual({
      deletedMailbox: null,
      impact: {
        addresses: [dirk.address],
        memberCount: 1,
        redirectionCount: 1,
        redirectedFrom: [bert.address],
        catchAllOf: [],
      },
      userErrors: [],
    });
    expect(await rows('SELECT FROM mail.audit_event')).toHaveLength(before.length);
    await mutate(
      administrator,
      'removeRedirection',
      { mailboxId: bert.id, target: dirk.address },
      'mailbox { id }',
    );
  });

  it('is refused as long as it is a catch-all', async () => {
    const domain = { mailServiceId: EXAMPLE_MAIL_SERVICE.id, domain: 'firma.test' };
    await mutate(administrator, 'setCatchAll', { ...domain, mailboxId: dirk.id }, 'mailService { id }');
    const { outcome } = await remove({});
    expect(outcome).toMatchObject({
      deletedMailbox: null,
      userErrors: refused('MAILBOX_IS_CATCH_ALL', 'mailboxId'),
    });
    expect(outcome!['impact']).toMatchObject({ catchAllOf: ['firma.test'] });
    await mutate(administrator, 'removeCatchAll', domain, 'mailService { id }');
  });

  it('is gone for everybody, keeps its address, and comes back as it was', async () => {
    expect(codes((await remove({}, collaborator)).answer)).toEqual(['NOT_FOUND']);
    const { outcome } = await remove({});
    expect(outcome).toMatchObject({ deletedMailbox: { id: dirk.id, address: dirk.address }, userErrors: [] });
    const { deletedAt, restorableUntil } = outcome!['deletedMailbox'] as Record<string, string>;
    expect(Date.parse(restorableUntil!) - Date.parse(deletedAt!)).toBe(30 * 86_400_000);
    expect(codes(await subgraph.ask(administrator, `{ mailbox(id: "${dirk.id}") { id } }`))).toEqual([
      'NOT_FOUND',
    ]);
    expect((await listed()).data!.mailService.deletedMailboxes.nodes).toEqual([
      { id: dirk.id, address: dirk.address },
    ]);
    expect(codes(await listed(collaborator))).toEqual(['FORBIDDEN']);
    const taken = { ...wish, idempotencyKey: 'creation-2', address: dirk.address };
    expect((await mutate(administrator, 'createMailbox', taken, FIELDS)).outcome!.userErrors).toEqual(
      refused('ADDRESS_TAKEN', 'address'),
    );
    const restore = (who: typeof administrator) =>
      mutate<MailboxFields>(who, 'restoreMailbox', { mailboxId: dirk.id }, FIELDS);
    expect(codes((await restore(collaborator)).answer)).toEqual(['NOT_FOUND']);
    expect(codes((await restore(stranger)).answer)).toEqual(['NOT_FOUND']);
    const restored = await restore(administrator);
    expect(restored.outcome!.mailbox).toMatchObject({
      address: dirk.address,
      members: [{ id: DEMO_PEOPLE.collaboratorWithoutLogs.userId }],
    });
    expect(codes((await restore(administrator)).answer)).toEqual(['NOT_FOUND']);
  });

  it('is removed for good when its time is over, and not before', async () => {
    await remove({});
    const enqueued: unknown[][] = [];
    const run = () =>
      removeMailbox.work(
        {
          database: subgraph.database,
          jobs: {
            enqueue: (_manager, _job, id, startAfter) => {
              enqueued.push([id, startAfter]);
              return Promise.resolve();
            },
          },
        } as Parameters<typeof removeMailbox.work>[0],
        dirk.id,
      );
    await run();
    expect(await rows('SELECT FROM mail.mailbox WHERE id = $1', [dirk.id])).toHaveLength(1);
    expect(enqueued).toEqual([[dirk.id, expect.any(Date)]]);
    await rows(`UPDATE mail.mailbox SET deleted_at = now() - interval '31 days' WHERE id = $1`, [dirk.id]);
    expect((await listed()).data!.mailService.deletedMailboxes.nodes).toEqual([]);
    const late = await mutate(administrator, 'restoreMailbox', { mailboxId: dirk.id }, FIELDS);
    expect(codes(late.answer)).toEqual(['NOT_FOUND']);
    await run();
    await run();
    expect(await rows('SELECT FROM mail.mailbox_address WHERE mailbox_id = $1', [dirk.id])).toEqual([]);
  });
});

it('shows a mailbox of another service to nobody by these ways', async () => {
  const input = { mailServiceId: OTHER_MAIL_SERVICE.id, domain: 'other.test', mailboxId: anna.id };
  expect(codes((await mutate(administrator, 'setCatchAll', input, 'mailService { id }')).answer)).toEqual([
    'NOT_FOUND',
  ]);
});

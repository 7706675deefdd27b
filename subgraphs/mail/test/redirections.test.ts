import { DEMO_MAILBOXES, EXAMPLE_MAIL_SERVICE } from '@hostgraph/demo-data';
import type { TestSubgraph } from '@hostgraph/subgraph-testing';
import { administrator, codes, collaborator, startMail, stranger } from './mail-world';
import { mutateBy, refused } from './mutate';

const { anna, bert, cora, victim } = DEMO_MAILBOXES;

let subgraph: TestSubgraph;

const mutate = mutateBy(() => subgraph);
const rows = <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> =>
  subgraph.database.query<Row[]>(sql, parameters);

beforeAll(async () => {
  subgraph = await startMail();
}, 60_000);

afterAll(() => subgraph.stop());

interface MailboxFields {
  mailbox: { addresses: { address: string; kind: string }[]; redirections: { target: string }[] } | null;
}

const change = (name: string, input: Record<string, unknown>, who = administrator) =>
  mutate<MailboxFields>(
    who,
    name,
    input,
    'mailbox { id addresses { address kind } redirections { target } }',
  );

const addressesOf = ({ mailbox }: MailboxFields) => mailbox?.addresses.map(({ address }) => address);

describe('an alias', () => {
  const add = (address: string, mailboxId = bert.id, who = administrator) =>
    change('addMailboxAlias', { mailboxId, address }, who);
  const remove = (address: string, mailboxId = bert.id, who = administrator) =>
    change('removeMailboxAlias', { mailboxId, address }, who);

  it('is added in its one form, twice without harm, and removed', async () => {
    expect(addressesOf((await add('Sales@Firma.TEST')).outcome!)).toEqual([bert.address, 'sales@firma.test']);
    expect((await add('sales@firma.test')).outcome!.userErrors).toEqual([]);
    expect((await add('sales@firma.test', cora.id)).outcome!.userErrors).toEqual(
      refused('ADDRESS_TAKEN', 'address'),
    );
    expect(addressesOf((await remove('sales@firma.test')).outcome!)).toEqual([bert.address]);
    expect((await remove('sales@firma.test')).outcome!.userErrors).toEqual(
      refused('NOT_AN_ALIAS', 'address'),
    );
  });

  it('is told apart from the primary address, and from those of others', async () => {
    for (const attempt of [add, remove]) {
      expect((await attempt(bert.address)).outcome!.userErrors).toEqual(
        refused('ADDRESS_IS_PRIMARY', 'address'),
      );
    }
    expect((await remove('info@example.test')).outcome!.userErrors).toEqual(
      refused('NOT_AN_ALIAS', 'address'),
    );
    expect((await add('bert@other.test')).outcome!.userErrors).toEqual(
      refused('DOMAIN_NOT_OF_SERVICE', 'address'),
    );
    expect(codes((await add('a@example.test', victim.id)).answer)).toEqual(['NOT_FOUND']);
    expect(codes((await add('a@example.test', bert.id, stranger)).answer)).toEqual(['NOT_FOUND']);
    expect(codes((await add('a@example.test', bert.id, collaborator)).answer)).toEqual(['FORBIDDEN']);
  });

  it('is given to one of two who ask at once', async () => {
    const outcomes = await Promise.all([add('race@example.test'), add('race@example.test', cora.id)]);
    const errors = outcomes.flatMap(({ outcome }) => outcome!.userErrors);
    expect(errors).toEqual(refused('ADDRESS_TAKEN', 'address'));
    await rows(`DELETE FROM mail.mailbox_address WHERE address = 'race@example.test'`);
  });

  it('has 99 others at most', async () => {
    await rows(
      `INSERT INTO mail.mailbox_address (local_part, domain, mailbox_id, mail_service_id, kind)
       SELECT format('n%s', i), 'firma.test', $1, $2, 'ALIAS' FROM generate_series(1, 98) AS i`,
      [bert.id, EXAMPLE_MAIL_SERVICE.id],
    );
    const outcomes = await Promise.all(['last1', 'last2', 'last3'].map((name) => add(`${name}@firma.test`)));
    const errors = outcomes.flatMap(({ outcome }) => outcome!.userErrors.map(({ code }) => code));
    expect(errors).toEqual(['LIMIT_REACHED', 'LIMIT_REACHED']);
    const renamed = await change('renameMailbox', { mailboxId: bert.id, address: 'more@firma.test' });
    expect(renamed.outcome!.userErrors).toEqual(refused('LIMIT_REACHED', 'address'));
    await rows(`DELETE FROM mail.mailbox_address WHERE mailbox_id = $1 AND kind = 'ALIAS'`, [bert.id]);
  });

  it('has the script of a mailbox published anew, where there is one', async () => {
    const requested = async () =>
      (
        await rows<{ requested: number }>(
          `SELECT requested FROM mail.sieve_publication WHERE mailbox_id = $1`,
          [anna.id],
        )
      )[0]?.requested;
    await change('addMailboxAlias', { mailboxId: anna.id, address: 'a1@example.test' });
    expect(await requested()).toBeUndefined();
    await rows(`INSERT INTO mail.sieve_publication (mailbox_id, state) VALUES ($1, 'PUBLISHED')`, [anna.id]);
    await change('addMailboxAlias', { mailboxId: anna.id, address: 'a2@example.test' });
    await change('removeMailboxAlias', { mailboxId: anna.id, address: 'a1@example.test' });
    await change('renameMailbox', { mailboxId: anna.id, address: 'a2@example.test' });
    expect(await requested()).toBe(4);
  });
});

it('makes the old primary address an alias, whether the new one is an alias or new', async () => {
  const rename = (input: Record<string, unknown>) =>
    change('renameMailbox', { mailboxId: cora.id, ...input });
  const toNew = await rename({ address: 'cora.new@firma.test', displayName: 'Cora N.' });
  expect(toNew.outcome!.mailbox!.addresses).toEqual([
    { address: 'cora.new@firma.test', kind: 'PRIMARY' },
    { address: cora.address, kind: 'ALIAS' },
  ]);
  const back = await rename({ address: cora.address });
  expect(back.outcome!.mailbox!.addresses[0]).toEqual({ address: cora.address, kind: 'PRIMARY' });
  expect((await rename({ address: cora.address })).outcome!.userErrors).toEqual([]);
  const refusal = await rename({ address: bert.address, displayName: 'Never' });
  expect(refusal.outcome!.userErrors).toEqual(refused('ADDRESS_TAKEN', 'address'));
  // Nothing half done.
  expect(await rows(`SELECT FROM mail.mailbox WHERE display_name = 'Never'`)).toEqual([]);
});

describe('a redirection', () => {
  const add = (mailboxId: string, target: string, who = administrator) =>
    change('addRedirection', { mailboxId, target }, who);
  const loop = refused('REDIRECTION_LOOP', 'target');

  afterEach(() => rows('DELETE FROM mail.redirection'));

  it('is added, seen, and removed by holders of the right', async () => {
    const terms = { mailboxId: bert.id, userId: collaborator.id, rights: ['REDIRECTIONS'] };
    expect(codes((await add(bert.id, 'me@elsewhere.test', collaborator)).answer)).toEqual(['FORBIDDEN']);
    await change('grantMailboxRights', terms);
    const added = await add(bert.id, 'Me@Elsewhere.test', collaborator);
    expect(added.outcome!.mailbox!.redirections).toEqual([{ target: 'me@elsewhere.test' }]);
    const copy = await mutate<Record<string, unknown>>(
      collaborator,
      'setRedirectionCopy',
      { mailboxId: bert.id, keepsCopy: false },
      'mailbox { redirectionKeepsCopy }',
    );
    expect(copy.outcome).toEqual({ mailbox: { redirectionKeepsCopy: false }, userErrors: [] });
    await change('withdrawMailboxRights', terms);
    const hidden = await subgraph.ask(
      collaborator,
      `{ mailbox(id: "${bert.id}") { redirections { target } } }`,
    );
    expect(codes(hidden)).toEqual(['FORBIDDEN']);
    const remove = () => change('removeRedirection', { mailboxId: bert.id, target: 'me@elsewhere.test' });
    expect((await remove()).outcome!.mailbox!.redirections).toEqual([]);
    expect((await remove()).outcome!.userErrors).toEqual(refused('REDIRECTION_NOT_FOUND', 'target'));
  });

  it('does not lead back, by whatever way', async () => {
    expect((await add(bert.id, bert.address)).outcome!.userErrors).toEqual(loop);
    expect((await add(bert.id, cora.address)).outcome!.userErrors).toEqual([]);
    expect((await add(cora.id, 'buero@firma.test')).outcome!.userErrors).toEqual([]);
    expect((await add(anna.id, bert.address)).outcome!.userErrors).toEqual(loop);
    expect(await rows('SELECT FROM mail.redirection WHERE mailbox_id = $1', [anna.id])).toEqual([]);
    // An alias that is the target of a redirection of the mailbox’s own.
    await add(bert.id, 'later@example.test');
    const alias = await change('addMailboxAlias', { mailboxId: bert.id, address: 'later@example.test' });
    expect(alias.outcome!.userErrors).toEqual(refused('REDIRECTION_LOOP', 'address'));
    expect(await rows(`SELECT FROM mail.mailbox_address WHERE address = 'later@example.test'`)).toEqual([]);
  });

  it('does not lead to a domain whose catch-all is the mailbox', async () => {
    const domain = { mailServiceId: EXAMPLE_MAIL_SERVICE.id, domain: 'firma.test' };
    const setCatchAll = (mailboxId: string) =>
      mutate<Record<string, unknown>>(
        administrator,
        'setCatchAll',
        { ...domain, mailboxId },
        'mailService { domains { name catchAll { id } } }',
      );
    expect((await setCatchAll(bert.id)).outcome!['mailService']).toEqual({
      domains: [
        { name: 'example.test', catchAll: null },
        { name: 'firma.test', catchAll: { id: bert.id } },
      ],
    });
    expect((await add(bert.id, 'nobody@firma.test')).outcome!.userErrors).toEqual(loop);
    await add(cora.id, 'nobody@firma.test');
    expect((await setCatchAll(cora.id)).outcome!.userErrors).toEqual(
      refused('REDIRECTION_LOOP', 'mailboxId'),
    );
    const foreign = { ...domain, domain: 'other.test', mailboxId: bert.id };
    const refusal = await mutate(administrator, 'setCatchAll', foreign, 'mailService { id }');
    expect(refusal.outcome!.userErrors).toEqual(refused('DOMAIN_NOT_OF_SERVICE', 'domain'));
    const denied = await mutate(collaborator, 'removeCatchAll', domain, 'mailService { id }');
    expect(codes(denied.answer)).toEqual(['FORBIDDEN']);
    await mutate(administrator, 'removeCatchAll', domain, 'mailService { id }');
    expect(await rows('SELECT FROM mail.mail_domain WHERE catch_all_mailbox_id IS NOT NULL')).toEqual([]);
  });

  it('tells nothing of what strangers do with their mail', async () => {
    await rows(`INSERT INTO mail.redirection (id, mailbox_id, target) VALUES ('rdr_1', $1, $2)`, [
      victim.id,
      bert.address,
    ]);
    expect((await add(bert.id, victim.address)).outcome!.userErrors).toEqual([]);
  });

  it('has 19 others at most, and hostile targets are refused', async () => {
    for (let i = 0; i < 20; i++) await add(cora.id, `t${i}@elsewhere.test`);
    expect((await add(cora.id, 't20@elsewhere.test')).outcome!.userErrors).toEqual(
      refused('LIMIT_REACHED', 'mailboxId'),
    );
    for (const target of ['', 'a@b', 'a@b.test\r\nBcc: c@d.test', '|/bin/sh@b.test ', 'a b@c.test', 7]) {
      expect(codes((await add(bert.id, target as string)).answer)).toEqual(['BAD_USER_INPUT']);
    }
  });
});

import { setTimeout } from 'node:timers/promises';
import { DEMO_MAILBOXES, EXAMPLE_MAIL_SERVICE } from '@hostgraph/demo-data';
import { mutateBy, refused, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { administrator, codes, collaborator, startMail, stranger } from './mail-world';

const { anna, bert, cora, victim } = DEMO_MAILBOXES;

let subgraph: TestSubgraph;

const mutate = mutateBy(() => subgraph);
const rows = <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> =>
  subgraph.database.query<Row[]>(sql, parameters);

beforeAll(async () => {
  subgraph = await startMail();
});

afterAll(() => subgraph.stop());

interface MailboxFields {
  readonly mailbox: {
    addresses: { address: string; kind: string }[];
    redirections: { target: string }[];
  } | null;
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

  it.each([
    ['with a detail behind its own address', 'anna+archive@example.test'],
    ['with a detail, in capitals', 'ANNA+Archive@Example.TEST'],
    ['with several details', 'anna+a+b@example.test'],
    ['with an empty detail', 'anna+@example.test'],
    ['with a detail behind an alias', 'info+x@example.test'],
    ['with a detail behind an alias of another domain', 'buero+x@firma.test'],
  ])('does not lead back %s', async (_how, target) => {
    expect((await add(anna.id, target)).outcome!.userErrors).toEqual(loop);
    expect(await rows('SELECT FROM mail.redirection')).toEqual([]);
  });

  it('leads to somebody else with a detail, and to one’s own name elsewhere', async () => {
    for (const target of ['bert+archive@example.test', 'anna+x@elsewhere.test', 'anna@elsewhere.test'])
      expect((await add(anna.id, target)).outcome!.userErrors).toEqual([]);
    expect((await add(bert.id, 'anna+other@example.test')).outcome!.userErrors).toEqual(loop);
  });

  it('does not lead back by a domain in its own script', async () => {
    await rows(`INSERT INTO mail.mail_domain (name, mail_service_id) VALUES ('xn--bcher-kva.test', $1)`, [
      EXAMPLE_MAIL_SERVICE.id,
    ]);
    await change('addMailboxAlias', { mailboxId: cora.id, address: 'cora@bücher.test' });
    expect((await add(cora.id, 'Cora+x@BÜCHER.test')).outcome!.userErrors).toEqual(loop);
    await change('removeMailboxAlias', { mailboxId: cora.id, address: 'cora@bücher.test' });
  });

  it('does not lead back with a detail by a catch-all, nor to a new alias', async () => {
    const catchAll = (mailboxId: string) =>
      mutate(
        administrator,
        'setCatchAll',
        { mailServiceId: EXAMPLE_MAIL_SERVICE.id, domain: 'firma.test', mailboxId },
        'mailService { id }',
      );
    await add(bert.id, 'nobody+x@firma.test');
    expect((await catchAll(bert.id)).outcome!.userErrors).toEqual(refused('REDIRECTION_LOOP', 'mailboxId'));
    const toOwn = { mailboxId: bert.id, address: 'nobody@firma.test' };
    for (const name of ['addMailboxAlias', 'renameMailbox']) {
      const { outcome } = await change(name, toOwn);
      expect(outcome!.userErrors).toEqual(refused('REDIRECTION_LOOP', 'address'));
    }
  });

  it('does not lead back by a mailbox that is deleted and can be restored', async () => {
    await add(cora.id, bert.address);
    await rows('UPDATE mail.mailbox SET deleted_at = now() WHERE id = $1', [cora.id]);
    expect((await add(bert.id, cora.address)).outcome!.userErrors).toEqual(loop);
    await rows('UPDATE mail.mailbox SET deleted_at = NULL WHERE id = $1', [cora.id]);
  });

  it('does not lead back by strangers, and says nothing of them', async () => {
    const elsewhere = await add(bert.id, 'friend@elsewhere.test');
    expect(elsewhere.outcome!.userErrors).toEqual([]);
    await rows(`INSERT INTO mail.redirection (id, mailbox_id, target) VALUES ('rdr_1', $1, $2)`, [
      victim.id,
      'bert+x@example.test',
    ]);
    const { outcome, answer } = await add(bert.id, victim.address);
    expect(outcome!.userErrors).toEqual(loop);
    expect(JSON.stringify(answer)).not.toMatch(/other\.test|mbx_|victim/);
    // What does not lead back is no business of ours, whatever strangers do with it.
    expect((await add(anna.id, victim.address)).outcome!.userErrors).toEqual([]);
  });

  it('of two that would lead back together, asked for at once, only one is added', async () => {
    const runner = subgraph.database.createQueryRunner();
    await runner.startTransaction();
    try {
      // Neither can commit before the other has looked.
      await runner.query('LOCK TABLE mail.audit_event IN EXCLUSIVE MODE');
      const asked = [add(anna.id, bert.address), add(bert.id, anna.address)];
      await setTimeout(300);
      await runner.commitTransaction();
      const outcomes = await Promise.all(asked);
      expect(outcomes.flatMap(({ outcome }) => outcome!.userErrors)).toEqual(loop);
    } finally {
      await runner.release();
    }
    expect(await rows('SELECT FROM mail.redirection')).toHaveLength(1);
  });

  it('leads to no more than 500 addresses, those that its targets lead to among them', async () => {
    const WIDE = Array.from({ length: 26 }, (_, index) => `mbx_wide${index + 1}`);
    await subgraph.database.transaction(async (manager) => {
      await manager.query(
        `INSERT INTO mail.mailbox (id, mail_service_id, display_name) SELECT unnest($1::text[]), $2, 'Wide'`,
        [WIDE, EXAMPLE_MAIL_SERVICE.id],
      );
      await manager.query(
        `INSERT INTO mail.mailbox_address (local_part, domain, mailbox_id, mail_service_id, kind)
         SELECT replace(id, 'mbx_', ''), 'firma.test', id, $2, 'PRIMARY' FROM unnest($1::text[]) AS id`,
        [WIDE, EXAMPLE_MAIL_SERVICE.id],
      );
      // Each of the first 24 leads to the same 20 elsewhere, the 25th to 20 of them: by 420 ways.
      await manager.query(
        `INSERT INTO mail.redirection (id, mailbox_id, target)
         SELECT format('rdr_%s_%s', i, j), format('mbx_wide%s', i),
           CASE WHEN i < 25 THEN format('to%s@elsewhere.test', j) ELSE format('wide%s@firma.test', j) END
         FROM generate_series(1, 25) AS i CROSS JOIN generate_series(1, 20) AS j`,
      );
    });
    for (const target of ['wide25', 'wide21', 'wide22', 'wide23'])
      expect((await add('mbx_wide26', `${target}@firma.test`)).outcome!.userErrors).toEqual([]);
    expect((await add('mbx_wide26', 'wide24@firma.test')).outcome!.userErrors).toEqual(
      refused('REDIRECTION_TOO_WIDE', 'target'),
    );
    await rows('DELETE FROM mail.mailbox WHERE id = ANY($1)', [WIDE]);
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

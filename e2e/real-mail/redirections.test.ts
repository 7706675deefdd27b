import { DEMO_MAILBOXES } from '@hostgraph/demo-data';
import { mutateBy } from '@hostgraph/subgraph-testing';
import { administrator } from '../../subgraphs/mail/test/mail-world';
import { describeWith } from '../support/debian';
import { eventually } from '../support/eventually';
import { post } from '../support/letter';
import {
  POSTFIX_PROGRAMS,
  REAL_MAIL_PROGRAMS,
  type RealMail,
  startRealMail,
} from '../support/servers/real-mail';

const { anna, bert, cora, dirk, victim } = DEMO_MAILBOXES;
const FROM = 'sender@open.remote.test';
const FRIEND = 'friend@open.remote.test';
const WITH_DETAIL = 'friend+news@open.remote.test';

type Way = readonly [from: { readonly id: string }, target: string];

/** What no mutation would store, but what may be there: what Postfix makes of it. */
describeWith([...REAL_MAIL_PROGRAMS, ...POSTFIX_PROGRAMS], 'redirections, as Postfix follows them', () => {
  let mail: RealMail;
  let letters = 0;
  const mutate = mutateBy(() => mail.subgraph);

  beforeAll(async () => {
    mail = await startRealMail({ withPostfix: true });
  });
  afterEach(async () => {
    await sql('DELETE FROM mail.redirection');
    await sql('UPDATE mail.mailbox SET redirection_keeps_copy = true');
    await sql('UPDATE mail.mail_domain SET catch_all_mailbox_id = NULL');
  });
  afterAll(() => mail.stop());

  const sql = (text: string, ...parameters: unknown[]): Promise<unknown> =>
    mail.subgraph.database.query(text, parameters);

  async function redirect(keepsCopy: boolean, ...ways: readonly Way[]): Promise<void> {
    for (const [{ id }, target] of ways) {
      await sql('UPDATE mail.mailbox SET redirection_keeps_copy = $2 WHERE id = $1', id, keepsCopy);
      await sql(
        'INSERT INTO mail.redirection (id, mailbox_id, target) VALUES ($1, $2, $3)',
        `rdr_${id}_${target}`,
        id,
        target,
      );
    }
  }

  /** Sends a letter, and looks where it has come to, each time it has, when it has come to all that are named. */
  async function arrivals(to: string, ...expected: readonly string[]): Promise<string[]> {
    const subject = `Letter ${++letters}`;
    expect(await post(mail.ports.mx, { from: FROM, to, subject })).toMatch(/^250 /);
    const look = async (): Promise<string[]> => {
      const found: string[] = [];
      for (const { address } of [anna, bert, cora, dirk, victim])
        for (const letter of (await mail.readFolder(address, 'INBOX')) ?? [])
          if (letter.subject === subject) found.push(address);
      for (const { to, text } of mail.remote.taken)
        if (text.includes(`Subject: ${subject}\r\n`)) found.push(...to);
      return found.sort();
    };
    return eventually(look, (found) => expected.every((address) => found.includes(address)));
  }

  describe.each([
    ['with a copy', true],
    ['without a copy', false],
  ])('that lead back, %s, lose no mail:', (_how, keepsCopy) => {
    it('to one’s own address with a detail', async () => {
      await redirect(keepsCopy, [anna, 'anna+archive@example.test']);
      for (const to of [anna.address, 'anna+archive@example.test', 'info+x@example.test'])
        expect(await arrivals(to, anna.address)).toContain(anna.address);
    });

    it('to one another', async () => {
      await redirect(keepsCopy, [anna, bert.address], [bert, anna.address]);
      expect(await arrivals(anna.address, anna.address, bert.address)).toEqual([anna.address, bert.address]);
    });

    it('to one another with details, by others', async () => {
      await redirect(
        keepsCopy,
        [anna, 'bert+x@example.test'],
        [bert, 'cora+y@example.test'],
        [cora, 'buero+z@firma.test'],
      );
      const everybody = [anna.address, bert.address, cora.address];
      expect(await arrivals('bert+shop@example.test', ...everybody)).toEqual(
        expect.arrayContaining(everybody),
      );
    });

    it('across customers', async () => {
      await redirect(keepsCopy, [bert, victim.address], [victim, 'bert+x@example.test']);
      const both = [bert.address, victim.address];
      expect(await arrivals(bert.address, ...both)).toEqual(expect.arrayContaining(both));
    });

    it('by a catch-all, to an alias that is gone', async () => {
      await sql(`UPDATE mail.mail_domain SET catch_all_mailbox_id = $1 WHERE name = 'firma.test'`, dirk.id);
      await redirect(keepsCopy, [dirk, 'gone@firma.test']);
      expect(await arrivals('nobody@firma.test', dirk.address)).toContain(dirk.address);
    });
  });

  it('are followed as far as the API lets them lead', async () => {
    // 500 mailboxes in a row, each redirected to the next, and the last elsewhere.
    await mail.subgraph.database.transaction(async (manager) => {
      const row = `format('row%s', i) AS name FROM generate_series(1, 500) AS i`;
      await manager.query(
        `INSERT INTO mail.mailbox (id, mail_service_id, display_name, redirection_keeps_copy)
         SELECT 'mbx_' || name, $1, name, false FROM (SELECT ${row})`,
        [anna.mailServiceId],
      );
      await manager.query(
        `INSERT INTO mail.mailbox_address (local_part, domain, mailbox_id, mail_service_id, kind)
         SELECT name, 'example.test', 'mbx_' || name, $1, 'PRIMARY' FROM (SELECT ${row})`,
        [anna.mailServiceId],
      );
      await manager.query(
        `INSERT INTO mail.redirection (id, mailbox_id, target)
         SELECT format('rdr_row%s', i), format('mbx_row%s', i),
           CASE WHEN i < 500 THEN format('row%s@example.test', i + 1) ELSE 'friend@open.remote.test' END
         FROM generate_series(2, 500) AS i`,
      );
    });
    const add = (target: string) =>
      mutate(administrator, 'addRedirection', { mailboxId: 'mbx_row1', target }, 'mailbox { id }');
    expect((await add('row2@example.test')).outcome!.userErrors).toEqual([]);
    expect((await add('another@open.remote.test')).outcome!.userErrors).toMatchObject([
      { code: 'REDIRECTION_TOO_WIDE' },
    ]);
    expect(await arrivals('row1@example.test', FRIEND)).toEqual([FRIEND]);
  });

  it('do not carry a detail on to others', async () => {
    await redirect(false, [anna, FRIEND], [bert, WITH_DETAIL]);
    expect(await arrivals('anna+shop@example.test', FRIEND)).toEqual([FRIEND]);
    expect(await arrivals('buero+shop@firma.test', FRIEND)).toEqual([FRIEND]);
    expect(await arrivals('bert+shop@example.test', WITH_DETAIL)).toEqual([WITH_DETAIL]);
  });

  it('leave the mailbox its detail', async () => {
    await redirect(true, [anna, FRIEND]);
    for (const to of ['anna+shop@example.test', 'info+shop@example.test']) {
      expect(await arrivals(to, anna.address, FRIEND)).toEqual([anna.address, FRIEND]);
      const [letter] = (await mail.readFolder(anna.address, 'INBOX'))!.slice(-1);
      expect(letter!.text).toContain(`Delivered-To: ${to}\r\n`);
    }
  });

  it('keep nothing where no copy is wanted and nothing leads back', async () => {
    await redirect(false, [anna, bert.address], [bert, cora.address]);
    expect(await arrivals('anna+shop@example.test', cora.address)).toEqual([cora.address]);
  });
});

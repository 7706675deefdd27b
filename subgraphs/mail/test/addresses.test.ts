import { DEMO_MAILBOXES, EXAMPLE_MAIL_SERVICE, OTHER_MAIL_SERVICE } from '@hostgraph/demo-data';
import type { TestSubgraph } from '@hostgraph/subgraph-testing';
import { administrator, startMail } from './mail-world';

const { anna, bert, cora } = DEMO_MAILBOXES;

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await startMail();
});

afterAll(() => subgraph.stop());

const addDomain = (name: string) =>
  subgraph.database.query('INSERT INTO mail.mail_domain VALUES ($1, $2)', [name, EXAMPLE_MAIL_SERVICE.id]);

const addAlias = (localPart: string, domain: string, mailboxId = anna.id, kind = 'ALIAS') =>
  subgraph.database.query(
    `INSERT INTO mail.mailbox_address (local_part, domain, mailbox_id, mail_service_id, kind)
     VALUES ($1, $2, $3, $4, $5)`,
    [localPart, domain, mailboxId, EXAMPLE_MAIL_SERVICE.id, kind],
  );

it('answers all addresses, the primary one first, and since when they belong to the mailbox', async () => {
  const { data } = await subgraph.ask(
    administrator,
    `{ mailbox(id: "${anna.id}") { address state addresses { address kind assignedAt } } }`,
  );
  const assignedAt = '2026-01-01T00:00:00.000Z';
  expect(data).toEqual({
    mailbox: {
      address: 'anna@example.test',
      state: 'ACTIVE',
      addresses: [
        { address: 'anna@example.test', kind: 'PRIMARY', assignedAt },
        { address: 'buero@firma.test', kind: 'ALIAS', assignedAt },
        { address: 'info@example.test', kind: 'ALIAS', assignedAt },
      ],
    },
  });
});

it('stores domains as A-labels in lower case only', async () => {
  await addDomain('xn--bcher-kva.example');
  for (const name of ['bücher.example', 'Upper.example', 'localhost', '-a.example', 'a..example', '']) {
    await expect(addDomain(name)).rejects.toThrow(/mail_domain_name_is_a_labels/);
  }
});

it('stores addresses in lower case only, in a domain of the mailbox’s own service', async () => {
  await addAlias("o'neil+x", 'example.test');
  for (const localPart of ['Anna', 'a..b', 'a b', 'ä', 'a@b', '', 'a'.repeat(65)]) {
    await expect(addAlias(localPart, 'example.test')).rejects.toThrow(/lower_case_dot_string/);
  }
  await expect(addAlias('anna', 'other.test')).rejects.toThrow(/foreign key/);
  await expect(addAlias('anna', 'nowhere.test')).rejects.toThrow(/foreign key/);
  await expect(
    subgraph.database.query('UPDATE mail.mailbox_address SET mail_service_id = $1 WHERE mailbox_id = $2', [
      OTHER_MAIL_SERVICE.id,
      bert.id,
    ]),
  ).rejects.toThrow(/foreign key/);
});

it('gives an address to one mailbox only', async () => {
  await expect(addAlias('anna', 'example.test', bert.id)).rejects.toThrow(/mailbox_address_pkey/);
});

it('keeps exactly one primary address for each mailbox', async () => {
  await expect(addAlias('second', 'example.test', anna.id, 'PRIMARY')).rejects.toThrow(/one_primary/);
  await expect(
    subgraph.database.query(`UPDATE mail.mailbox_address SET kind = 'ALIAS' WHERE mailbox_id = $1`, [
      anna.id,
    ]),
  ).rejects.toThrow(/needs a primary address/);
  await expect(
    subgraph.database.query('DELETE FROM mail.mailbox_address WHERE mailbox_id = $1', [anna.id]),
  ).rejects.toThrow(/needs a primary address/);
  await expect(
    subgraph.database.query(
      `INSERT INTO mail.mailbox (id, mail_service_id, display_name) VALUES ('mbx_bare', $1, 'Bare')`,
      [EXAMPLE_MAIL_SERVICE.id],
    ),
  ).rejects.toThrow(/needs a primary address/);
});

it('lets a transaction put another address in the place of the primary one, and delete the mailbox', async () => {
  const { database } = subgraph;
  await database.transaction(async (manager) => {
    await manager.query(`UPDATE mail.mailbox_address SET kind = 'ALIAS' WHERE address = $1`, [anna.address]);
    await manager.query(
      `UPDATE mail.mailbox_address SET kind = 'PRIMARY' WHERE address = 'info@example.test'`,
    );
  });
  const { data } = await subgraph.ask(administrator, `{ mailbox(id: "${anna.id}") { address } }`);
  expect(data).toEqual({ mailbox: { address: 'info@example.test' } });
  await database.query('DELETE FROM mail.mailbox WHERE id = $1', [anna.id]);
  expect(
    await database.query('SELECT FROM mail.mailbox_address WHERE mailbox_id = $1', [anna.id]),
  ).toHaveLength(0);
});

describe('a list that is answered whole', () => {
  it('has at most 100 addresses, however many ask for the last place at once', async () => {
    await subgraph.database.query(
      `INSERT INTO mail.mailbox_address (local_part, domain, mailbox_id, mail_service_id, kind)
       SELECT format('n%s', i), 'firma.test', $1, $2, 'ALIAS' FROM generate_series(1, 98) AS i`,
      [bert.id, EXAMPLE_MAIL_SERVICE.id],
    );
    const outcomes = await Promise.allSettled(
      [1, 2, 3, 4].map((i) => addAlias(`last${i}`, 'firma.test', bert.id)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await addAlias('cora.alias', 'example.test', cora.id);
    const { data } = await subgraph.ask<{ mailbox: { addresses: unknown[] } }>(
      administrator,
      `{ mailbox(id: "${bert.id}") { addresses { address } } }`,
    );
    expect(data!.mailbox.addresses).toHaveLength(100);
    await expect(
      subgraph.database.query(
        `UPDATE mail.mailbox_address SET mailbox_id = $1 WHERE address = 'cora.alias@example.test'`,
        [bert.id],
      ),
    ).rejects.toThrow(/at most 100 rows of mailbox_address/);
  });

  it('has at most 100 domains and members', async () => {
    const many = (sql: string, parent: string) => subgraph.database.query(sql, [parent]);
    await expect(
      many(
        `INSERT INTO mail.mail_domain SELECT format('d%s.example', i), $1 FROM generate_series(1, 101) AS i`,
        OTHER_MAIL_SERVICE.id,
      ),
    ).rejects.toThrow(/at most 100 rows of mail_domain/);
    await expect(
      many(
        `INSERT INTO mail.mailbox_member SELECT $1, format('usr_%s', i) FROM generate_series(1, 101) AS i`,
        bert.id,
      ),
    ).rejects.toThrow(/at most 100 rows of mailbox_member/);
  });
});

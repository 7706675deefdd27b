import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestSubgraph } from '@hostgraph/subgraph-testing';
import type { QueryRunner } from 'typeorm';
import { startMail } from './mail-world';

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await startMail({ hasOwnServer: true });
  for (const server of ['dovecot', 'postfix']) {
    await subgraph.database.query(
      readFileSync(join(__dirname, '../../../deploy', server, 'role.sql'), 'utf8'),
    );
  }
});

afterAll(() => subgraph.stop());

/** All relations of all schemas but PostgreSQL's own, by whether the role may do anything with them. */
const REACHABLE = `
  SELECT format('%I.%I', nspname, relname) AS name, privilege
  FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
  CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS privilege
  WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND nspname NOT IN ('pg_catalog', 'information_schema')
    AND has_table_privilege($1, pg_class.oid, privilege)
  ORDER BY name`;

async function asRole<T>(role: string, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
  const runner = subgraph.database.createQueryRunner();
  try {
    await runner.query(`SET ROLE ${role}`);
    return await work(runner);
  } finally {
    await runner.query('RESET ROLE');
    await runner.release();
  }
}

describe.each([
  ['hostgraph_dovecot', ['dovecot_login', 'dovecot_mailbox']],
  [
    'hostgraph_postfix',
    [
      'postfix_alias',
      'postfix_domain',
      'postfix_mailbox',
      'postfix_recipient_access',
      'postfix_sender_login',
    ],
  ],
])('the role %s', (role, views) => {
  it('reads its views, and can do nothing else with anything', async () => {
    expect(await subgraph.database.query(REACHABLE, [role])).toEqual(
      views.map((view) => ({ name: `mail.${view}`, privilege: 'SELECT' })),
    );
    await asRole(role, async (runner) => {
      for (const view of views) await runner.query(`SELECT * FROM mail.${view} LIMIT 1`);
    });
  });

  it.each([
    'SELECT password_hash FROM mail.mailbox',
    'SELECT FROM mail.audit_event',
    "UPDATE mail.mailbox SET password_hash = ''",
    'CREATE TABLE mail.mine ()',
    'CREATE TABLE public.mine ()',
    'CREATE SCHEMA mine',
    'CREATE ROLE mine',
  ])('may not: %s', async (statement) => {
    await expect(asRole(role, (runner) => runner.query(statement))).rejects.toMatchObject({ code: '42501' });
  });
});

it('Postfix sees no hash of a password in any column', async () => {
  const columns: { column_name: string }[] = await subgraph.database.query(
    `SELECT column_name FROM information_schema.columns WHERE table_schema = 'mail' AND table_name LIKE 'postfix%'`,
  );
  expect(columns.length).toBeGreaterThan(5);
  expect(columns.filter(({ column_name }) => /password|hash/.test(column_name))).toEqual([]);
});

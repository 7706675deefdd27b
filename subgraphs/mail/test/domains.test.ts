import { AddDomainAssignedAt1795478850000 } from '../src/migrations/1795478850000-add-domain-assigned-at';
import {
  DEMO_PEOPLE,
  EXAMPLE_MAIL_SERVICE,
  EXAMPLE_ORGANIZATION,
  OTHER_MAIL_SERVICE,
} from '@hostgraph/demo-data';
import type { Principal } from '@hostgraph/principal';
import type { TestSubgraph } from '@hostgraph/subgraph-testing';
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

interface MailService {
  readonly domains: { name: string; assignedAt: string }[];
  readonly viewerMayViewLogs: boolean;
}

const SINCE = '2026-01-01T00:00:00.000Z';

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await startMail();
});

afterAll(() => subgraph.stop());

/** What the logs require of mail services, as the gateway asks for it; null where the caller sees none. */
async function required(principal: Principal, ids: readonly string[]): Promise<(MailService | null)[]> {
  const { data, errors } = await subgraph.askEntities<MailService>(
    principal,
    '... on MailService { domains { name assignedAt } viewerMayViewLogs }',
    ids.map((id) => ({ __typename: 'MailService', id })),
  );
  expect(errors).toBeUndefined();
  return [...data!._entities];
}

describe('the log of a whole service is open', () => {
  it.each<[string, Principal, boolean | undefined]>([
    ['the legal responsible', legalResponsible, true],
    ['an administrator', administrator, true],
    ['an API key', apiKey('mail:read'), true],
    ['a collaborator who may read a log in it', collaborator, false],
    ['a collaborator without that right', collaboratorWithoutLogs, false],
    ['an administrator of another organization only', stranger, undefined],
    ['somebody who has left the organization', { ...administrator, roles: {} }, undefined],
    ['a role unknown here', { ...administrator, roles: { [EXAMPLE_ORGANIZATION.id]: 'OWNER' } }, undefined],
  ])('or not to %s', async (_name, principal, expected) => {
    const [service] = await required(principal, [EXAMPLE_MAIL_SERVICE.id]);
    expect(service?.viewerMayViewLogs).toBe(expected);
  });

  it('to no collaborator by a right on each of its mailboxes', async () => {
    await subgraph.database.query(
      `INSERT INTO mail.mailbox_grant (mailbox_id, user_id, "right", granted_by)
       SELECT id, $1, 'VIEW_LOGS', 'usr_test' FROM mail.mailbox ON CONFLICT DO NOTHING`,
      [DEMO_PEOPLE.collaborator.userId],
    );
    const [service] = await required(collaborator, [EXAMPLE_MAIL_SERVICE.id]);
    expect(service!.viewerMayViewLogs).toBe(false);
  });

  it('to API keys with the scope mail:read only', async () => {
    for (const field of ['viewerMayViewLogs', 'domains { assignedAt }']) {
      const answer = await subgraph.askEntities(apiKey('logs:read'), `... on MailService { ${field} }`, [
        { __typename: 'MailService', id: EXAMPLE_MAIL_SERVICE.id },
      ]);
      expect(codes(answer)).toEqual(['FORBIDDEN']);
    }
  });
});

it('answers what the logs require of 100 services with two statements', async () => {
  await subgraph.database.query(
    `INSERT INTO mail.mail_service (id, organization_id, name)
     SELECT format('msv_many%s', i), $1, 'Many' FROM generate_series(0, 99) AS i`,
    [EXAMPLE_ORGANIZATION.id],
  );
  await subgraph.database.query(
    `INSERT INTO mail.mail_domain (name, mail_service_id, assigned_at)
     SELECT format('%s%s.example', letter, i), format('msv_many%s', i), $1
     FROM generate_series(0, 98) AS i CROSS JOIN unnest(ARRAY['b', 'a']) AS letter`,
    [SINCE],
  );
  const services = await required(
    administrator,
    Array.from({ length: 100 }, (_, i) => `msv_many${i}`),
  );
  // The services that are in sight, and their domains.
  expect(subgraph.statements).toHaveLength(2);
  expect(services[42]!.domains).toEqual([
    { name: 'a42.example', assignedAt: SINCE },
    { name: 'b42.example', assignedAt: SINCE },
  ]);
  expect(services[99]).toEqual({ domains: [], viewerMayViewLogs: true });
});

describe('since when a service has a domain', () => {
  const assignedAt = async (name: string): Promise<Date | undefined> => {
    const rows: { assigned_at: Date }[] = await subgraph.database.query(
      'SELECT assigned_at FROM mail.mail_domain WHERE name = $1',
      [name],
    );
    return rows[0]?.assigned_at;
  };
  const now = async (): Promise<Date> => {
    const [row]: { now: Date }[] = await subgraph.database.query(
      `SELECT date_trunc('milliseconds', now()) AS now`,
    );
    return row!.now;
  };

  it('is when it was added, and anew whenever it gets to another service or name', async () => {
    const { database } = subgraph;
    for (const change of [
      `INSERT INTO mail.mail_domain (name, mail_service_id) VALUES ('moves.example', '${EXAMPLE_MAIL_SERVICE.id}')`,
      `UPDATE mail.mail_domain SET mail_service_id = '${OTHER_MAIL_SERVICE.id}' WHERE name = 'moves.example'`,
      // Back again: what happened meanwhile is the other's, and what was before is not given back.
      `UPDATE mail.mail_domain SET mail_service_id = '${EXAMPLE_MAIL_SERVICE.id}', assigned_at = '${SINCE}'
       WHERE name = 'moves.example'`,
      `UPDATE mail.mail_domain SET name = 'moved.example', assigned_at = '${SINCE}' WHERE name = 'moves.example'`,
    ]) {
      const before = await now();
      await database.query(change);
      const after = (await assignedAt('moves.example')) ?? (await assignedAt('moved.example'));
      expect(after!.getTime()).toBeGreaterThanOrEqual(before.getTime());
    }
    await database.query(`DELETE FROM mail.mail_domain WHERE name = 'moved.example'`);
  });

  it('stays when nothing changes hands', async () => {
    await subgraph.database.query(`UPDATE mail.mail_domain SET name = name WHERE name = 'example.test'`);
    expect((await assignedAt('example.test'))!.toISOString()).toBe(SINCE);
  });

  it('is the creation of the service, for those that were there before it was known', async () => {
    const { database } = subgraph;
    await database.query(`UPDATE mail.mail_service SET created_at = '2025-05-05Z' WHERE id = $1`, [
      OTHER_MAIL_SERVICE.id,
    ]);
    const migration = new AddDomainAssignedAt1795478850000();
    const queryRunner = database.createQueryRunner();
    await migration.down(queryRunner);
    await migration.up(queryRunner);
    await queryRunner.release();
    expect((await assignedAt('other.test'))!.toISOString()).toBe('2025-05-05T00:00:00.000Z');
    expect((await assignedAt('example.test'))!.toISOString()).toBe(SINCE);
  });
});

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_PEOPLE, type DemoPerson, EXAMPLE_ORGANIZATION } from '@hostgraph/demo-data';
import type { Principal } from '@hostgraph/principal';
import { DEFAULT_OUTGOING_MAIL, OUTGOING_MAIL, Settings } from '@hostgraph/subgraph-kit';
import {
  startTestSubgraph,
  type TestAnswer,
  type TestSubgraph,
  type TestSubgraphOptions,
} from '@hostgraph/subgraph-testing';
import type { DataSource } from 'typeorm';
import { mailSubgraph } from '../src';
import { loadDemonstration } from '../src/demonstration/load-demonstration';

/** The subgraph with the records of the demonstration. What it writes to people lies in a folder that is nobody's. */
export async function startMail(options: TestSubgraphOptions = {}): Promise<TestSubgraph> {
  const outbox = await mkdtemp(join(tmpdir(), 'hostgraph-outbox-'));
  const settings = new Settings().set(OUTGOING_MAIL, { ...DEFAULT_OUTGOING_MAIL, outbox });
  const subgraph = await startTestSubgraph(mailSubgraph, { settings, ...options });
  await loadDemonstration(subgraph.database);
  return subgraph;
}

/** A person's credential allows all of it; what they may do comes from their role and grants. */
export const person = ({ userId, organizationId, role }: DemoPerson): Principal => ({
  kind: 'PERSON',
  id: userId,
  scopes: ['mail:read', 'mail:write', 'audit:read', 'logs:read'],
  roles: { [organizationId]: role },
});

export const apiKey = (...scopes: string[]): Principal => ({
  kind: 'API_KEY',
  id: 'key_demo',
  scopes,
  roles: { [EXAMPLE_ORGANIZATION.id]: 'ADMINISTRATOR' },
});

export const legalResponsible = person(DEMO_PEOPLE.legalResponsible);
export const administrator = person(DEMO_PEOPLE.administrator);
export const collaborator = person(DEMO_PEOPLE.collaborator);
export const collaboratorWithoutLogs = person(DEMO_PEOPLE.collaboratorWithoutLogs);
export const stranger = person(DEMO_PEOPLE.stranger);

export const codes = ({ errors }: TestAnswer<unknown>): string[] =>
  (errors ?? []).map(({ extensions }) => extensions.code);

/** Adds mailboxes `mbx_many0` … with one alias each; every second one has the user as a member. */
export async function addMailboxes(
  database: DataSource,
  mailServiceId: string,
  count: number,
  userId: string,
): Promise<void> {
  await database.transaction(async (manager) => {
    await manager.query(
      `INSERT INTO mail.mailbox (id, mail_service_id, display_name)
       SELECT format('mbx_many%s', i), $1, format('Many %s', i / 3) FROM generate_series(0, $2 - 1) AS i`,
      [mailServiceId, count],
    );
    await manager.query(
      `INSERT INTO mail.mailbox_address (local_part, domain, mailbox_id, mail_service_id, kind)
       SELECT format('%s%s', prefix, i), 'example.test', format('mbx_many%s', i), $1, kind
       FROM generate_series(0, $2 - 1) AS i
       CROSS JOIN (VALUES ('many', 'PRIMARY'), ('alias', 'ALIAS')) AS address (prefix, kind)`,
      [mailServiceId, count],
    );
    await manager.query(
      `INSERT INTO mail.mailbox_member SELECT format('mbx_many%s', i), $1 FROM generate_series(0, $2 - 1, 2) AS i`,
      [userId, count],
    );
  });
}

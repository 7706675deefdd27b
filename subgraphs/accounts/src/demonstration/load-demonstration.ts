import {
  DEMO_PEOPLE,
  EXAMPLE_ORGANIZATION,
  OPERATOR_ORGANIZATION,
  OTHER_ORGANIZATION,
} from '@hostgraph/demo-data';
import type { DataSource } from 'typeorm';

/**
 * Writes the organizations and people of the demonstration. What is there already stays as it is, so that
 * another issuer adds its identities and nothing else.
 *
 * @param issuer of the tokens with which the people sign in
 */
export async function loadDemonstration(database: DataSource, issuer: string): Promise<void> {
  const people = JSON.stringify(Object.values(DEMO_PEOPLE));
  await database.transaction(async (manager) => {
    await manager.query(
      `INSERT INTO accounts.organization (id, name, operator_since)
       SELECT id, name, CASE WHEN id = $2 THEN now() END
       FROM json_to_recordset($1) AS item (id text, name text)
       ON CONFLICT DO NOTHING`,
      [
        JSON.stringify([EXAMPLE_ORGANIZATION, OTHER_ORGANIZATION, OPERATOR_ORGANIZATION]),
        OPERATOR_ORGANIZATION.id,
      ],
    );
    await manager.query(
      `INSERT INTO accounts.user_account (id, name, email)
       SELECT "userId", name, email FROM json_to_recordset($1) AS item ("userId" text, name text, email text)
       ON CONFLICT DO NOTHING`,
      [people],
    );
    await manager.query(
      `INSERT INTO accounts.membership (organization_id, user_id, role)
       SELECT "organizationId", "userId", role
       FROM json_to_recordset($1) AS item ("organizationId" text, "userId" text, role text)
       ON CONFLICT DO NOTHING`,
      [people],
    );
    await manager.query(
      `INSERT INTO accounts.user_identity (issuer, subject, user_id)
       SELECT $2, subject, "userId" FROM json_to_recordset($1) AS item (subject text, "userId" text)
       ON CONFLICT DO NOTHING`,
      [people, issuer],
    );
  });
}

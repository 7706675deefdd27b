import { StartupError } from '@hostgraph/service';
import type { DataSource } from 'typeorm';

export const OPERATOR_COMMANDS = ['appoint', 'dismiss'] as const;

export type OperatorCommand = (typeof OPERATOR_COMMANDS)[number];

/**
 * Makes an organization the operator's, or a customer again; doing it twice changes nothing.
 *
 * @returns what to tell whoever ran the command
 * @throws StartupError
 */
export async function setOperator(
  database: DataSource,
  command: OperatorCommand,
  organizationId: string,
): Promise<string> {
  const [[organization]]: [{ name: string }[], number] = await database.query(
    `UPDATE accounts.organization SET operator_since = CASE WHEN $2 THEN COALESCE(operator_since, now()) END
     WHERE id = $1 RETURNING name`,
    [organizationId, command === 'appoint'],
  );
  if (!organization) throw new StartupError(`there is no organization ${organizationId}`);
  return `${organization.name} (${organizationId}) is ${command === 'appoint' ? 'now' : 'not'} the operator’s`;
}

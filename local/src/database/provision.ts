import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { forEachSubgraph, SUBGRAPHS, type SubgraphName } from '../subgraphs/subgraphs';

const DATABASE = 'hostgraph';

/**
 * Gives each subgraph a role that can reach its own schema and nothing else. The passwords are new at each
 * start, so none has to be kept.
 *
 * @param superuserUrl connection string of a superuser of the server
 * @returns each subgraph's connection string
 */
export async function provision(superuserUrl: string): Promise<Record<SubgraphName, string>> {
  const passwords = forEachSubgraph(() => randomBytes(32).toString('base64url'));
  await withClient(superuserUrl, (client) => prepareServer(client, passwords));
  await withClient(urlOf(superuserUrl, {}), prepareDatabase);
  return forEachSubgraph((name) =>
    urlOf(superuserUrl, { username: roleOf(name), password: passwords[name] }),
  );
}

const roleOf = (name: SubgraphName): string => `hostgraph_${name}`;

function urlOf(superuserUrl: string, login: { username?: string; password?: string }): string {
  return Object.assign(new URL(superuserUrl), { pathname: `/${DATABASE}`, ...login }).href;
}

async function withClient(url: string, use: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url, application_name: 'hostgraph-local' });
  // The statement that is under way fails with it, and says so.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}

async function prepareServer(client: Client, passwords: Record<SubgraphName, string>): Promise<void> {
  const { rows: databases } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
  if (databases.length === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  await client.query(`REVOKE ALL ON DATABASE ${DATABASE} FROM PUBLIC`);
  const { rows: roles } = await client.query<{ name: string }>('SELECT rolname AS name FROM pg_roles');
  for (const name of SUBGRAPHS) {
    const verb = roles.some((role) => role.name === roleOf(name)) ? 'ALTER' : 'CREATE';
    await client.query(
      `${verb} ROLE ${roleOf(name)} LOGIN PASSWORD ${client.escapeLiteral(passwords[name])}`,
    );
    // Events are compared with those that are known in a temporary table.
    await client.query(`GRANT CONNECT, TEMPORARY ON DATABASE ${DATABASE} TO ${roleOf(name)}`);
  }
}

async function prepareDatabase(client: Client): Promise<void> {
  for (const name of SUBGRAPHS) {
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${name} AUTHORIZATION ${roleOf(name)}`);
  }
}

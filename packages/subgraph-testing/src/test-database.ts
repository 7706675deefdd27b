import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@hostgraph/embedded-postgres';
import type { SubgraphDefinition } from '@hostgraph/subgraph-kit';
import { Client } from 'pg';

/** A PostgreSQL database that no other test uses. */
export interface TestDatabase {
  /** Connects the superuser. */
  readonly url: string;
  /** Removes it with all that is in it. */
  remove(): Promise<void>;
}

/** A server that is nobody else's, for tests that make roles or end connections. */
export async function startTestServer(name: string): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), `hostgraph-${name}-`));
  const postgres = await startEmbeddedPostgres({ directory: folder, settings: { fsync: 'off' } });
  return {
    url: postgres.url,
    async remove() {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * A database of its own on a server that all tests share, with the subgraph's tables: a copy of the one on which the
 * migrations ran, which takes a tenth of their time.
 *
 * @param prepare runs the migrations
 */
export async function copyTestDatabase(
  server: string,
  definition: SubgraphDefinition,
  prepare: (url: string) => Promise<void>,
): Promise<TestDatabase> {
  const template = `template_${definition.name}_${fingerprint(definition)}`;
  const name = `test_${randomBytes(8).toString('hex')}`;
  await administer(server, async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [template]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [template]);
    if (rowCount === 0) await makeTemplate(client, template, server, prepare);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  return {
    url: urlOf(server, name),
    remove: () => administer(server, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`)),
  };
}

/** Definitions of tests have a name in common, and not their migrations. */
function fingerprint({ migrations, jobs = [] }: SubgraphDefinition): string {
  const parts = [...migrations.map(String), ...jobs.map((job) => job.name)];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

/** It has its name when it is whole: a test that is ended in between leaves none. */
async function makeTemplate(
  client: Client,
  template: string,
  server: string,
  prepare: (url: string) => Promise<void>,
): Promise<void> {
  const unfinished = `unfinished_${randomBytes(8).toString('hex')}`;
  await client.query(`CREATE DATABASE ${unfinished}`);
  await prepare(urlOf(server, unfinished));
  await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${template}`);
}

async function administer(server: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: server });
  // The statement that is under way fails with it, and says so.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

const urlOf = (server: string, database: string): string =>
  Object.assign(new URL(server), { pathname: `/${database}` }).href;

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// Not by its name: jest runs this before it resolves packages by the condition "source".
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../packages/embedded-postgres/src';

/** Where tests find it; `startTestSubgraph` reads it. */
const URL_VARIABLE = 'TEST_DATABASE_SERVER';

/** As many as all workers of jest may have at once: a system of five subgraphs has some forty. */
const MAX_CONNECTIONS = '400';

let folder: string | undefined;
let server: EmbeddedPostgres | undefined;

/** Starts the PostgreSQL server on which tests of subgraphs have a database each. */
export async function startTestServer(): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'hostgraph-test-server-'));
  server = await startEmbeddedPostgres({
    directory: folder,
    settings: { fsync: 'off', max_connections: MAX_CONNECTIONS },
  });
  process.env[URL_VARIABLE] = server.url;
}

export async function stopTestServer(): Promise<void> {
  await server?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
}

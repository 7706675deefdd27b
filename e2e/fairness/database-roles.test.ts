import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hostingSubgraph } from '@hostgraph/hosting';
import { mailSubgraph } from '@hostgraph/mail';
import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { Client, type DatabaseError } from 'pg';

const ROOT = join(__dirname, '../..');
const SERVERS = ['dovecot', 'postfix', 'proftpd'] as const;
type Server = (typeof SERVERS)[number];

const roleFile = (server: Server): Promise<string> =>
  readFile(join(ROOT, `deploy/${server}/role.sql`), 'utf8');
const numberIn = (text: string, pattern: RegExp): number => Number(pattern.exec(text)?.[1]);
const limitOf = async (server: Server): Promise<number> =>
  numberIn(await roleFile(server), /^ALTER ROLE hostgraph_\w+ CONNECTION LIMIT (\d+);$/m);

describe.each([
  ['dovecot', mailSubgraph],
  ['postfix', mailSubgraph],
  ['proftpd', hostingSubgraph],
] as const)('the role of %s', (server, definition) => {
  let subgraph: TestSubgraph;
  beforeAll(async () => {
    subgraph = await startTestSubgraph(definition, { hasOwnServer: true });
  });
  afterAll(() => subgraph.stop());

  it('has as many connections as it is given, and leaves the API its own', async () => {
    await subgraph.database.query(await roleFile(server));
    const username = `hostgraph_${server}`;
    await subgraph.database.query(`ALTER ROLE ${username} PASSWORD 'test'`);
    const connectionString = Object.assign(new URL(subgraph.config.databaseUrl), {
      username,
      password: 'test',
    }).href;
    const held: Client[] = [];
    const openOne = async (): Promise<string | undefined> => {
      const client = new Client({ connectionString });
      try {
        await client.connect();
        held.push(client);
        return undefined;
      } catch (error) {
        return (error as DatabaseError).code;
      }
    };
    try {
      let refusal = await openOne();
      while (refusal === undefined && held.length < 99) refusal = await openOne();
      // SQLSTATE too_many_connections
      expect([held.length, refusal]).toEqual([await limitOf(server), '53300']);
      const ready = await fetch(`${subgraph.url}/ready`);
      expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
    } finally {
      await Promise.all(held.map((client) => client.end()));
    }
  });
});

it('fits, with those of all others, in the server that Compose starts', async () => {
  const compose = await readFile(join(ROOT, 'docker-compose.yml'), 'utf8');
  const provisioning = await readFile(join(ROOT, 'deploy/database/roles.sh'), 'utf8');
  const subgraphs = /^for name in (.*); do$/m.exec(provisioning)![1]!.split(' ');
  const ofOneSubgraph = numberIn(provisioning, /CONNECTION LIMIT (\d+);/);
  const ofServers = await Promise.all(SERVERS.map(limitOf));
  const all = ofServers.reduce((sum, limit) => sum + limit, subgraphs.length * ofOneSubgraph);
  // Three are kept for superusers (superuser_reserved_connections).
  expect(all).toBeLessThanOrEqual(numberIn(compose, /max_connections=(\d+)/) - 3);
});

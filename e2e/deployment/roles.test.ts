import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@hostgraph/embedded-postgres';
import { Client } from 'pg';
import { describeWith } from '../support/debian';
import { REPOSITORY } from './compose-file';

const run = promisify(execFile);
const SUBGRAPHS = ['accounts', 'mail', 'logs', 'compliance', 'hosting'];

describeWith(['psql'], 'the roles of the composition', () => {
  let folder: string;
  let server: EmbeddedPostgres;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hostgraph-roles-'));
    await mkdir(join(folder, 'secrets'));
    server = await startEmbeddedPostgres({ directory: join(folder, 'database'), settings: { fsync: 'off' } });
    await setPassword('postgres', new URL(server.url).password);
    await Promise.all(SUBGRAPHS.map((name) => setPassword(name, `of-${name}`)));
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  const setPassword = (name: string, password: string): Promise<void> =>
    writeFile(join(folder, 'secrets', `${name}_password`), `${password}\n`);

  async function bringUpToDate(): Promise<void> {
    const { username, port } = new URL(server.url);
    await run(join(REPOSITORY, 'deploy/database/roles.sh'), {
      env: {
        SECRETS: join(folder, 'secrets'),
        ...{ PATH: process.env['PATH'], PGHOST: '127.0.0.1', PGPORT: port },
        ...{ PGUSER: decodeURIComponent(username), PGDATABASE: 'postgres' },
      },
    });
  }

  async function schemasOf(name: string, password: string): Promise<unknown[]> {
    const url = Object.assign(new URL(server.url), { username: `hostgraph_${name}`, password });
    return ask(url.href, 'SELECT nspname FROM pg_namespace WHERE nspowner = current_user::regrole');
  }

  async function ask(connectionString: string, text: string): Promise<unknown[]> {
    const client = new Client({ connectionString });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows.flatMap((row) => Object.values(row));
    } finally {
      await client.end();
    }
  }

  it('are made and brought up to date by several at once', async () => {
    await Promise.all(Array.from({ length: 16 }, bringUpToDate));
    for (const name of SUBGRAPHS) expect(await schemasOf(name, `of-${name}`)).toEqual([name]);
  });

  it('an installation that has one less, or another password, gets it', async () => {
    await bringUpToDate();
    for (const text of ['DROP SCHEMA compliance', 'DROP OWNED BY hostgraph_compliance'])
      await ask(server.url, text);
    await ask(server.url, 'DROP ROLE hostgraph_compliance');
    await setPassword('mail', "it's \\ another");
    await bringUpToDate();
    expect(await schemasOf('compliance', 'of-compliance')).toEqual(['compliance']);
    expect(await schemasOf('mail', encodeURIComponent("it's \\ another"))).toEqual(['mail']);
  });
});

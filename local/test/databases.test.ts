import { existsSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@hostgraph/embedded-postgres';
import type { Ports } from '@hostgraph/local';
import { Client } from 'pg';
import { startLocalDatabase } from '../src/database/local-database';
import { areFree, freePorts } from './free-ports';
import {
  cleanUp,
  READY,
  REPOSITORY,
  type RunningProgram,
  runProgram,
  scratchDirectory,
  startHostgraph,
} from './hostgraph';
import { alive, until } from './processes';

/** A server that is not the installation's own, with two databases. */
let server: EmbeddedPostgres;
let sharedUrl: string;
let logsUrl: string;

beforeAll(async () => {
  server = await startEmbeddedPostgres({ directory: scratchDirectory(), settings: { fsync: 'off' } });
  [sharedUrl, logsUrl] = ['shared', 'only_logs'].map((name) => server.url.replace(/postgres$/, name)) as [
    string,
    string,
  ];
  for (const name of ['shared', 'only_logs']) await rows(server.url, `CREATE DATABASE ${name}`);
});

afterAll(async () => {
  await cleanUp();
  await server.stop();
});

async function rows(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

const schemasIn = async (url: string) =>
  (
    await rows(
      url,
      `SELECT nspname AS name FROM pg_namespace
       WHERE nspname NOT IN ('public', 'information_schema') AND nspname NOT LIKE 'pg\\_%' ORDER BY 1`,
    )
  ).map(({ name }) => name);

describe('one subgraph elsewhere', () => {
  it('is the only one that moves', async () => {
    const { postgres: port } = await freePorts();
    const database = await startLocalDatabase({
      databaseUrls: { logs: logsUrl },
      directory: scratchDirectory(),
      port,
    });
    try {
      const { logs, ...others } = database.urls;
      expect(logs).toBe(logsUrl);
      expect(Object.values(others).map((url) => Number(new URL(url).port))).toEqual([port, port, port, port]);
    } finally {
      await database.stop();
    }
  });
});

describe('all elsewhere, run to work on it', () => {
  let directory: string;
  let ports: Ports;
  let hostgraph: RunningProgram;

  beforeAll(async () => {
    directory = scratchDirectory();
    ports = await freePorts();
    hostgraph = startHostgraph(
      {
        PORT: String(ports.gateway),
        DATA_DIR: directory,
        DATABASE_URL: sharedUrl,
        LOGS_DATABASE_URL: logsUrl,
      },
      '--watch',
    );
    await hostgraph.hasSaid(READY);
  });

  it('keeps each subgraph’s data where it was told to, and starts no server', async () => {
    expect(await schemasIn(sharedUrl)).toEqual(['accounts', 'compliance', 'hosting', 'mail']);
    expect(await schemasIn(logsUrl)).toEqual(['logs']);
    expect(hostgraph.processes('bin/postgres')).toEqual([]);
    expect(await areFree([ports.postgres])).toBe(true);
    expect(existsSync(join(directory, 'database-urls.json'))).toBe(false);
  });

  it('starts a service again when its source changes, and no other', async () => {
    const before = hostgraph.process('subgraphs/hosting/');
    const compliance = hostgraph.process('subgraphs/compliance/');
    const said = hostgraph.stdout.length;
    const now = new Date();
    utimesSync(join(REPOSITORY, 'subgraphs/hosting/src/subgraph.ts'), now, now);
    await until(() => hostgraph.stdout.slice(said).includes('hosting is ready'), 'it is started again');
    expect(hostgraph.process('subgraphs/hosting/').pid).not.toBe(before.pid);
    expect(alive([before])).toEqual([]);
    expect(alive([compliance])).toEqual([compliance]);
  });

  it('stops everything of its own, and the server goes on', async () => {
    const everything = hostgraph.processes();
    expect(hostgraph.processes('/src/main.ts')).toHaveLength(7);
    hostgraph.signalGroup('SIGINT');
    expect(await hostgraph.ended).toMatchObject({ code: 0, stderr: '' });
    expect(alive(everything)).toEqual([]);
    expect(await rows(sharedUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe('a service’s own word about its database', () => {
  it.each([
    ['password', (url: URL) => (url.password = 'geheim'), 'the database refused the password of'],
    ['database', (url: URL) => (url.pathname = '/nowhere'), 'the database named in'],
  ])('a wrong %s is one line without it', async (_what, spoil, message) => {
    const url = new URL(sharedUrl);
    spoil(url);
    const environment = { DATABASE_URL: url.href, INTERNAL_JWKS: '{"keys":[{"kty":"OKP"}]}', PORT: '0' };
    const { code, stderr } = await runProgram('subgraphs/mail/src/main.ts', environment).ended;
    expect(stderr).toMatch(new RegExp(`^mail: ${message} the connection string[^\\n]*\\n$`));
    expect(stderr).not.toContain('geheim');
    expect(code).toBe(1);
  });
});

import { copyFileSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_LOG_FILES } from '@hostgraph/demo-data';
import { type Demo, type Ports } from '@hostgraph/local';
import { Client } from 'pg';
import { areFree, freePorts } from './free-ports';
import {
  ask,
  cleanUp,
  type Environment,
  readDemo,
  READY,
  type RunningProgram,
  runProgram,
  scratchDirectory,
  startHostgraph,
} from './hostgraph';
import { alive, type ProcessInfo, until } from './processes';

const SUBGRAPHS = ['accounts', 'mail', 'logs', 'compliance', 'hosting'] as const;
const VIEWER = '{ viewer { kind } }';
const LOG = DEMO_LOG_FILES[0]!;

let directory: string;
let ports: Ports;
let environment: Environment;
let hostgraph: RunningProgram;
let demo: Demo;

/** The tests follow one installation through its life, in this order: each full start takes ten seconds. */
beforeAll(async () => {
  directory = join(scratchDirectory(), 'new');
  ports = await freePorts();
  environment = { PORT: String(ports.gateway), DATA_DIR: directory };
  hostgraph = startHostgraph(environment);
  await hostgraph.hasSaid(READY);
  demo = readDemo(directory);
});

afterAll(cleanUp);

const ingest = (...args: string[]) =>
  runProgram('local/src/logs-ingest/main.ts', environment, { arguments: args }).ended;

describe('what was started', () => {
  it('tells the operator where it is and how to ask it', () => {
    for (const text of [
      demo.endpoint,
      demo.explorer,
      ...Object.values(demo.tokens),
      demo.apiKey,
      demo.query,
    ]) {
      expect(hostgraph.stdout).toContain(text);
    }
    expect(hostgraph.stdout).toMatch(/^\[ +\d+\.\d s\] Starting PostgreSQL …$/m);
    expect(hostgraph.stderr).toBe('');
  });

  it('keeps what it told for scripts, and for its owner only', () => {
    expect(Object.keys(demo)).toEqual(['endpoint', 'explorer', 'tokens', 'apiKey', 'query', 'variables']);
    expect(Object.keys(demo.tokens)).toEqual([
      'legalResponsible',
      'administrator',
      'collaborator',
      'collaboratorWithoutLogs',
      'stranger',
      'operator',
    ]);
    for (const file of ['demo.json', 'database-urls.json', 'api-key-pepper', 'identity-provider/jwks.json']) {
      expect([file, statSync(join(directory, file)).mode & 0o777]).toEqual([file, 0o600]);
    }
    expect(statSync(directory).mode & 0o777).toBe(0o700);
  });

  it('gives credentials that work, an explorer and a query with an answer', async () => {
    for (const token of Object.values(demo.tokens)) {
      expect(await ask(demo, token, VIEWER)).toEqual({ data: { viewer: { kind: 'PERSON' } } });
    }
    expect(await ask(demo, demo.apiKey, VIEWER)).toEqual({ data: { viewer: { kind: 'API_KEY' } } });
    const answer = await ask(demo, demo.tokens.administrator, demo.query, demo.variables);
    expect(JSON.stringify(answer?.data)).toContain('"correspondent":');
    expect(answer?.errors).toBeUndefined();
    expect((await fetch(demo.explorer)).status).toBe(200);
  });

  it('tells researchers whom to write to, until a day that has not passed and is less than a year ahead', async () => {
    const text = await (await fetch(new URL('/.well-known/security.txt', demo.endpoint))).text();
    expect(text).toMatch(/^Contact: mailto:security@example\.test$/m);
    const expires = Date.parse(/^Expires: (.*)$/m.exec(text)?.[1] ?? '');
    expect(expires).toBeGreaterThan(Date.now());
    expect(expires).toBeLessThan(Date.now() + 365 * 86_400_000);
  });

  it('lets each subgraph reach its own schema and nothing else', async () => {
    const urls = JSON.parse(readFileSync(join(directory, 'database-urls.json'), 'utf8')) as Demo['variables'];
    for (const name of SUBGRAPHS) {
      const client = new Client(urls[name]);
      await client.connect();
      try {
        const { rows: mine } = await client.query(`SELECT FROM ${name}.migration`);
        expect(mine).not.toEqual([]);
        for (const other of SUBGRAPHS.filter((each) => each !== name)) {
          await expect(client.query(`SELECT FROM ${other}.migration`)).rejects.toMatchObject({
            code: '42501',
          });
        }
        await expect(client.query('CREATE TABLE public.mine ()')).rejects.toMatchObject({ code: '42501' });
        await expect(client.query('CREATE SCHEMA more')).rejects.toMatchObject({ code: '42501' });
      } finally {
        await client.end();
      }
    }
  });
});

describe('while it runs', () => {
  it.each([
    ['in the same folder', () => ({}), /^postgres: Process \d+ already runs the database in .*\n$/],
    [
      'on the same ports',
      () => ({ DATA_DIR: scratchDirectory() }),
      /^postgres: Port \d+ of .* is in use.*\n$/,
    ],
  ])('a second start %s is refused and changes nothing', async (_where, different, message) => {
    const second = await startHostgraph({ ...environment, ...different() }).ended;
    expect(second.stderr).toMatch(message);
    expect(second.code).toBe(1);
    expect(readDemo(directory)).toEqual(demo);
    expect(await ask(demo, demo.apiKey, VIEWER)).toEqual({ data: { viewer: { kind: 'API_KEY' } } });
  });

  it('reads log files, named from where the command was typed', async () => {
    const here = scratchDirectory();
    copyFileSync(LOG, join(here, basename(LOG)));
    const { code, stdout, stderr } = await runProgram(
      'local/src/logs-ingest/main.ts',
      { ...environment, INIT_CWD: here },
      { arguments: ['--time-zone', 'Europe/Zurich', basename(LOG)] },
    ).ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^[1-9]\d* lines read, /);
    expect(await ask(demo, demo.apiKey, VIEWER)).toBeDefined();
  });

  it('says in one line that a log file is missing', async () => {
    const { code, stderr } = await ingest(join(directory, 'no-such.log'));
    expect(stderr).toMatch(/^logs: .*no-such\.log.*\n$/);
    expect(code).toBe(1);
  });

  it('starts a killed subgraph again, and the graph recovers without the others having ended', async () => {
    const others = hostgraph.processes('/src/main.ts').filter(({ command }) => !command.includes('/mail/'));
    process.kill(hostgraph.process('subgraphs/mail/').pid, 'SIGKILL');
    await hostgraph.hasSaid('mail has ended; it is started again in 1 s');
    expect(await ask(demo, demo.tokens.administrator, VIEWER)).toEqual({
      data: { viewer: { kind: 'PERSON' } },
    });
    await until(async () => {
      const answer = await ask(demo, demo.tokens.administrator, demo.query, demo.variables);
      return answer !== undefined && answer.errors === undefined;
    }, 'the query is answered whole');
    expect(alive(others)).toEqual(others);
  });
});

describe('after its supervisor was killed', () => {
  let services: ProcessInfo[];

  it('the services end by themselves', async () => {
    services = hostgraph.processes('/src/main.ts');
    expect(services).toHaveLength(7);
    hostgraph.child.kill('SIGKILL');
    await hostgraph.ended;
    await until(() => alive(services).length === 0, 'all services have ended');
  });

  it('log files can be read although it does not run, and no server is left', async () => {
    const { code, stdout, stderr } = await ingest('--time-zone', 'Europe/Zurich', LOG);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^[1-9]\d* lines read, /);
    expect(await areFree(Object.values(ports))).toBe(true);
  });

  it('the next start has all that was there', async () => {
    hostgraph = startHostgraph(environment);
    await hostgraph.hasSaid(READY);
    const next = readDemo(directory);
    expect(next.apiKey).toBe(demo.apiKey);
    expect(await ask(next, demo.apiKey, VIEWER)).toEqual({ data: { viewer: { kind: 'API_KEY' } } });
    // The key of the tokens is kept, too.
    expect(await ask(next, demo.tokens.stranger, VIEWER)).toEqual({ data: { viewer: { kind: 'PERSON' } } });
  });
});

describe('when it is stopped', () => {
  it('ends callers before those whom they call, PostgreSQL last, and only once', async () => {
    const everything = hostgraph.processes();
    const gateway = hostgraph.process('gateway/src/main.ts');
    const accounts = hostgraph.process('subgraphs/accounts/');
    const postmaster = hostgraph.process('bin/postgres');
    const others = hostgraph
      .processes('/src/main.ts')
      .filter(({ pid }) => ![gateway, accounts].some((one) => one.pid === pid));
    expect(others).toHaveLength(5);
    // Stopped processes cannot answer the signal to end, so what waits for them can be seen to wait.
    for (const { pid } of [gateway, accounts]) process.kill(pid, 'SIGSTOP');

    try {
      hostgraph.signalGroup('SIGINT');
      await hostgraph.hasSaid('Stopping …');
      hostgraph.signalGroup('SIGINT');
      hostgraph.child.kill('SIGTERM');
      // Time for a wrong order to show; a right one passes however long this takes.
      await sleep(300);
      expect(alive([...others, postmaster])).toHaveLength(6);

      process.kill(gateway.pid, 'SIGCONT');
      await until(() => alive([gateway, ...others]).length === 0, 'all but accounts have ended');
      expect(alive([postmaster])).toHaveLength(1);
    } finally {
      for (const { pid } of alive([gateway, accounts])) process.kill(pid, 'SIGCONT');
    }

    expect(await hostgraph.ended).toMatchObject({ code: 0, stderr: '' });
    expect(hostgraph.stdout.match(/Stopping …/g)).toHaveLength(1);
    expect(alive(everything)).toEqual([]);
    expect(await areFree(Object.values(ports))).toBe(true);
  });
});

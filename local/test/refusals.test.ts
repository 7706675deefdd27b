import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { REPOSITORY } from './hostgraph';
import type { Ports } from '@hostgraph/local';
import { areFree, freePorts } from './free-ports';
import { cleanUp, type Environment, type ProgramOptions, scratchDirectory, runProgram } from './hostgraph';

let ports: Ports;
let directory: string;

beforeAll(async () => {
  ports = await freePorts();
  directory = scratchDirectory();
});

afterAll(cleanUp);

/** Starts it with something wrong; it must say so in one line, and leave nothing running. */
async function refusal(environment: Environment, options: ProgramOptions = {}): Promise<string> {
  const program = runProgram(
    'local/src/main.ts',
    { PORT: String(ports.gateway), DATA_DIR: directory, ...environment },
    options,
  );
  const { code, stderr } = await program.ended;
  expect(code).toBe(1);
  expect(stderr).toMatch(/^[^\n]+\n$/);
  expect(await areFree(Object.values(ports).filter((port) => port !== taken))).toBe(true);
  return stderr;
}

let taken: number | undefined;

async function whileTaken(port: number, use: () => Promise<void>): Promise<void> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  taken = port;
  try {
    await use();
  } finally {
    taken = undefined;
    await once(server.close(), 'close');
  }
}

/** An ordinary user that can read the sources, where the tests run as root. */
function ordinaryUser(): { uid: number; gid: number } | undefined {
  if (process.geteuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout);
  const account = { uid: id('-u'), gid: id('-g') };
  return spawnSync('test', ['-r', __filename], { ...account, cwd: '/' }).status === 0 ? account : undefined;
}

describe('settings', () => {
  it.each(['no-number', '0', '65529', '4000.5'])('PORT=%s', async (port) => {
    expect(await refusal({ PORT: port })).toBe('PORT: must be a port from 1 to 65528\n');
  });

  it.each(['DATABASE_URL', 'LOGS_DATABASE_URL'])('%s that is none', async (variable) => {
    const stderr = await refusal({ [variable]: 'mysql://root:geheim@127.0.0.1/x' });
    expect(stderr).toBe(`${variable}: must be postgres://user:password@host:port/database\n`);
  });

  it('an option that does not exist', async () => {
    expect(await refusal({}, { arguments: ['--wach'] })).toContain("'--wach'");
  });
});

describe('the folder', () => {
  it('is a file', async () => {
    const file = join(directory, 'file');
    writeFileSync(file, '');
    expect(await refusal({ DATA_DIR: file })).toMatch(/^cannot write to .* \(ENOTDIR\): set DATA_DIR /);
  });

  const account = ordinaryUser();
  (process.geteuid?.() === 0 && !account ? it.skip : it)('may not be written', async () => {
    const closed = join(scratchDirectory(), 'closed');
    mkdirSync(closed, { mode: 0o555 });
    const stderr = await refusal({ DATA_DIR: closed }, account ? { account } : {});
    expect(stderr).toMatch(/^cannot write to .* \(EACCES\): set DATA_DIR /);
    expect(readdirSync(closed)).toEqual([]);
  });
});

describe('what is not there, or not free', () => {
  it('a database that refuses connections; the others and the embedded server are stopped again', async () => {
    const stderr = await refusal({ LOGS_DATABASE_URL: 'postgres://logs:geheim@127.0.0.1:1/logs' });
    expect(stderr).toBe('logs: no database answers at the address of the connection string\n');
  });

  it.each([
    ['gateway', /^gateway: cannot listen on 127\.0\.0\.1:\d+: the port is already in use\n$/],
    ['hosting', /^hosting: cannot listen on 127\.0\.0\.1:\d+: the port is already in use\n$/],
    ['postgres', /^postgres: Port \d+ of 127\.0\.0\.1 is in use: .*\n$/],
  ] as const)('the port of %s', async (name, message) => {
    await whileTaken(ports[name], async () => {
      expect(await refusal({})).toMatch(message);
    });
  });
});

describe('Node', () => {
  const run = (version: string) =>
    spawnSync(
      process.execPath,
      [
        '-e',
        `Object.defineProperty(process.versions, 'node', { value: '${version}' }); require('./tools/check-node.js')`,
      ],
      { cwd: REPOSITORY, encoding: 'utf8' },
    );

  it.each(['18.20.8', '20.18.9'])('%s is too old', (version) => {
    const { status, stderr } = run(version);
    expect(stderr).toBe(`Hostgraph needs Node 20.19 or newer; this is ${version}.\n`);
    expect(status).toBe(1);
  });

  it.each(['20.19.0', '22.0.0'])('%s is new enough', (version) => {
    expect(run(version)).toMatchObject({ status: 0, stderr: '' });
  });

  // An old Node has to get as far as the line above.
  it('is checked in words that every version understands', () => {
    const source = readFileSync(join(REPOSITORY, 'tools/check-node.js'), 'utf8');
    expect(source).not.toMatch(/=>|`|\b(?:const|let|import)\b|\?\./);
  });
});

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Ports } from '@hostgraph/local';
import { areFree, freePorts } from './free-ports';
import {
  cleanUp,
  type Environment,
  type RunningProgram,
  runProgram,
  scratchDirectory,
  startHostgraph,
} from './hostgraph';
import { alive, type ProcessInfo, until } from './processes';

let ports: Ports;
let environment: Environment;

beforeAll(async () => {
  ports = await freePorts();
  environment = { PORT: String(ports.gateway), DATA_DIR: scratchDirectory() };
});

afterAll(cleanUp);

/** Waits until a program has ended, and for all processes that it was seen to have. */
async function expectNothingLeft(program: RunningProgram): Promise<void> {
  const seen = new Map<number, ProcessInfo>();
  await until(() => {
    for (const each of program.processes()) seen.set(each.pid, each);
    return program.hasEnded;
  }, 'it ends');
  expect(alive([...seen.values()])).toEqual([]);
  expect(await areFree(Object.values(ports))).toBe(true);
}

describe('stopped while it is starting', () => {
  it.each([
    ['Starting PostgreSQL', 'SIGINT'],
    ['Starting the identity provider', 'SIGHUP'],
    ['is ready', 'SIGTERM'],
    ['Loading the demonstration', 'SIGTERM'],
    ['Signing the people', 'SIGINT'],
  ] as const)('at “%s”, it leaves nothing behind', async (moment, signal) => {
    const hostgraph = startHostgraph(environment);
    await hostgraph.hasSaid(moment);
    hostgraph.child.kill(signal);
    await expectNothingLeft(hostgraph);
    expect(await hostgraph.ended).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('reading log files, interrupted', () => {
  it('stops the server that it has started', async () => {
    const urls = join(environment['DATA_DIR']!, 'database-urls.json');
    const ingest = runProgram('local/src/logs-ingest/main.ts', environment, {
      // Never ends by itself.
      arguments: ['/dev/zero'],
    });
    await until(() => existsSync(urls) && ingest.processes('ingest/main').length > 0, 'it reads');
    ingest.signalGroup('SIGINT');
    await expectNothingLeft(ingest);
    expect((await ingest.ended).code).toBe(1);
    expect(existsSync(urls)).toBe(false);
  });
});

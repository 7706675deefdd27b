import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Demo } from '@hostgraph/local';
import { freePorts } from './free-ports';
import {
  ask,
  cleanUp,
  readDemo,
  READY,
  type RunningProgram,
  scratchDirectory,
  startHostgraph,
} from './hostgraph';
import { alive, until } from './processes';

const POSTGRES_IS_READY = /PostgreSQL has ended; it is started again\n.*PostgreSQL is ready\n/g;

let directory: string;
let hostgraph: RunningProgram;
let demo: Demo;
beforeAll(async () => {
  directory = scratchDirectory();
  const { gateway } = await freePorts();
  hostgraph = startHostgraph({ PORT: String(gateway), DATA_DIR: directory });
  await hostgraph.hasSaid(READY);
  demo = readDemo(directory);
}, 60_000);
afterAll(cleanUp, 60_000);

/** Ends the server itself the hard way, as an operating system does that has no memory left. */
function killPostgres(): void {
  const [pid] = readFileSync(join(directory, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n');
  process.kill(Number(pid), 'SIGKILL');
}

const starts = (): number => hostgraph.stdout.match(POSTGRES_IS_READY)?.length ?? 0;

const query = () => ask(demo, demo.tokens.administrator, demo.query, demo.variables);

it('starts a killed PostgreSQL again, says so, and the query is answered as before by the same services', async () => {
  const before = await query();
  expect(before).toMatchObject({ data: {} });
  expect(before).not.toHaveProperty('errors');
  const services = hostgraph.processes('/src/main.ts');
  for (let time = 1; time <= 2; time++) {
    killPostgres();
    await until(() => starts() === time, 'PostgreSQL is started again');
    await until(async () => {
      const answer = await query();
      return answer !== undefined && answer.errors === undefined;
    }, 'the query is answered whole');
    expect(await query()).toEqual(before);
  }
  expect(alive(services)).toEqual(services);
}, 60_000);

it('ends with 1 and a line when PostgreSQL cannot be started again', async () => {
  const postgres = join(directory, 'postgres');
  renameSync(join(postgres, 'cluster'), join(directory, 'cluster-away'));
  mkdirSync(join(postgres, 'cluster'));
  writeFileSync(join(postgres, 'cluster', 'PG_VERSION'), '9.6\n');
  const [pid] = readFileSync(join(directory, 'cluster-away/postmaster.pid'), 'utf8').split('\n');
  process.kill(Number(pid), 'SIGKILL');
  const { code, stderr } = await hostgraph.ended;
  expect(code).toBe(1);
  expect(stderr).toMatch(/^postgres: .*\n$/);
}, 60_000);

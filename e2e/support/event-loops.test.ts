import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { probeEnvironment, readEventLoops } from './event-loops';

const BUSY = `const end = process.cpuUsage().user + 300_000; while (process.cpuUsage().user < end);`;
/** As a program that the machine leaves waiting: the loop stands still, and does nothing. */
const WAITING = `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);`;

let folder: string;
let program: ChildProcess;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostgraph-loops-'));
  await mkdir(join(folder, 'probes'));
  await mkdir(join(folder, 'tried/src'), { recursive: true });
});
afterEach(async () => {
  const ended = once(program, 'exit');
  program.kill('SIGKILL');
  await ended;
  await rm(folder, { recursive: true });
});

async function stretchesOf(work: string): Promise<number[]> {
  const main = join(folder, 'tried/src/main.js');
  await writeFile(
    main,
    `process.on('message', () => { ${work} process.send('done'); }); setInterval(() => {}, 1000);
     setTimeout(() => process.send('ready'), 200);`,
  );
  const env = { ...process.env, ...probeEnvironment(join(folder, 'probes')) };
  program = spawn(process.execPath, [main], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  await once(program, 'message');
  await readEventLoops(join(folder, 'probes'));
  const done = once(program, 'message');
  program.send('go');
  await done;
  const loops = [await readEventLoops(join(folder, 'probes')), await readEventLoops(join(folder, 'probes'))];
  expect(loops.flat()).toMatchObject(Array(2).fill({ program: 'tried', pid: program.pid }));
  return loops.flat().map(({ stretchMs }) => stretchMs);
}

it('a loop that is busy is told of, once', async () => {
  const [during, after] = await stretchesOf(BUSY);
  expect(during).toBeGreaterThan(200);
  expect(after).toBeLessThan(100);
});

it('a loop that stands still because its program gets no processor is not busy', async () => {
  const [during] = await stretchesOf(WAITING);
  expect(during).toBeLessThan(100);
});

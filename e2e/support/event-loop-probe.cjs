// Loaded into every program of a stack (`node --require`): tells, over a socket of its own, for how long the event
// loop was busy at a stretch since the last question.
const { readFileSync, rmSync } = require('node:fs');
const { createServer } = require('node:net');
const { join } = require('node:path');
const { monitorEventLoopDelay } = require('node:perf_hooks');
const { setTimeout: sleep } = require('node:timers/promises');
const { isMainThread } = require('node:worker_threads');

const TICK_MS = 5;

// `…/subgraphs/mail/src/main.ts` is mail; programs that end by themselves are left alone.
const name = /([^/]+)\/(?:src|dist)\/main\.[jt]s$/.exec(process.argv[1] ?? '')?.[1];
const folder = process.env.EVENT_LOOP_PROBES;
if (isMainThread && name !== undefined && folder !== undefined) probe(join(folder, `${name}.sock`));

function probe(path) {
  const delay = monitorEventLoopDelay({ resolution: TICK_MS });
  delay.enable();
  // How long the loop did not turn is not enough to know on a machine that others use, too: meanwhile, the loop must
  // have been at work.
  let before = cpuMs();
  let mostCpuMs = 0;
  const tick = () => {
    const now = cpuMs();
    mostCpuMs = Math.max(mostCpuMs, now - before);
    before = now;
  };
  setInterval(tick, TICK_MS).unref();

  const answer = async (socket) => {
    // The loop turns now: after two ticks all that happened before the question has been counted.
    await sleep(2 * TICK_MS);
    const stretchMs = Math.min(delay.max / 1e6, mostCpuMs);
    delay.reset();
    mostCpuMs = 0;
    // The histogram begins anew with the second tick from here.
    await sleep(2 * TICK_MS);
    socket.end(JSON.stringify({ pid: process.pid, stretchMs }));
  };
  const server = createServer((socket) => {
    socket.unref();
    socket.on('error', () => undefined);
    answer(socket);
  });
  // A program that ended and was started again takes the place of the one before.
  rmSync(path, { force: true });
  server.listen(path).unref();
}

/**
 * CPU time of the thread of the loop. Linux tells it per thread; elsewhere that of the whole process has to do, with
 * its pool of threads.
 */
function cpuMs() {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'latin1').split(' ', 1)[0]) / 1e6;
  } catch {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  }
}

// Loaded into every program of a stack (`node --require`): tells, over a socket of its own, for how long the event
// loop stood still since the last question.
const { readFileSync, rmSync } = require('node:fs');
const { createServer } = require('node:net');
const { join } = require('node:path');
const { monitorEventLoopDelay } = require('node:perf_hooks');
const { isMainThread } = require('node:worker_threads');

const TICK_MS = 10;

// `…/subgraphs/mail/src/main.ts` is mail; programs that end by themselves are left alone.
const name = /([^/]+)\/(?:src|dist)\/main\.[jt]s$/.exec(process.argv[1] ?? '')?.[1];
const folder = process.env.EVENT_LOOP_PROBES;
if (isMainThread && name !== undefined && folder !== undefined) probe(join(folder, `${name}.sock`));

function probe(path) {
  const delay = monitorEventLoopDelay({ resolution: TICK_MS });
  delay.enable();
  let worst = 0;
  let before = cpuMs();
  let ofLastTick = 0;
  const tick = () => {
    const now = cpuMs();
    const used = now - before;
    // The histogram may hear of a stretch one tick after this timer does, so the CPU time is that of two ticks.
    worst = Math.max(worst, Math.min(delay.max / 1e6, used + ofLastTick));
    delay.reset();
    before = now;
    ofLastTick = used;
  };
  setInterval(tick, TICK_MS).unref();

  const server = createServer((socket) => {
    socket.unref();
    socket.on('error', () => undefined);
    // The loop turns now; after two more ticks all that happened before the question has been counted.
    setTimeout(() => {
      tick();
      socket.end(JSON.stringify({ pid: process.pid, stretchMs: worst }));
      worst = 0;
    }, 2 * TICK_MS);
  });
  // A program that ended and was started again takes the place of the one before.
  rmSync(path, { force: true });
  server.listen(path).unref();
}

/**
 * CPU time of the thread of the loop. What the machine gave to others meanwhile does not count: Linux tells it per
 * thread; elsewhere the whole process has to do, with its pool of threads.
 */
function cpuMs() {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'latin1').split(' ', 1)[0]) / 1e6;
  } catch {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  }
}

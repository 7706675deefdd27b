/**
 * How much longer the gateway's /health takes while somebody sends large documents, each a new one, as a multiple
 * of what it takes while nobody does: `node --conditions=source -r @swc-node/register bench/health-under-attack.ts`
 *
 * An answer from /health takes as long as the event loop is busy with something else.
 */
import { LARGE_DOCUMENTS } from '../gateway/test/support/large-documents';
import { send } from '../gateway/test/support/graphql-request';
import { startWorld } from '../gateway/test/support/world';

const SECONDS = 4;
/** Requests that the attacker has under way at once. */
const CONNECTIONS = 4;

interface Latency {
  readonly median: number;
  readonly slowest: number;
}

async function healthWhile(url: string, attack?: (n: number) => Promise<unknown>): Promise<Latency> {
  const end = performance.now() + SECONDS * 1000;
  let sent = 0;
  const attackers = Array.from({ length: attack ? CONNECTIONS : 0 }, async () => {
    while (performance.now() < end) await attack?.(sent++);
  });
  const times: number[] = [];
  while (performance.now() < end) {
    const before = performance.now();
    await (await fetch(`${url}/health`)).text();
    times.push(performance.now() - before);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await Promise.all(attackers);
  times.sort((a, b) => a - b);
  return { median: times[times.length >> 1] ?? NaN, slowest: times.at(-1) ?? NaN };
}

function line(name: string, { median, slowest }: Latency, idle: Latency) {
  const cells = [median / idle.median, median, slowest].map((value) => value.toFixed(1).padStart(14));
  console.log(`${cells.join('')}   ${name}`);
}

async function main(): Promise<void> {
  const world = await startWorld();
  const { url } = world.gateway;
  await healthWhile(url);
  const idle = await healthWhile(url);
  console.log('  median/idle   median (ms)  slowest (ms)   while these are sent');
  line('nothing', idle, idle);
  for (const [name, text] of LARGE_DOCUMENTS) {
    line(name, await healthWhile(url, (n) => send(url, `# ${n}\n${text}`)), idle);
  }
  line('a small query', await healthWhile(url, (n) => send(url, `# ${n}\n{ events }`)), idle);
  await world.stop();
}

void main();

export interface Latency {
  readonly p50: number;
  readonly p99: number;
}

/** Runs the tasks in turn, so that what slows the machine down slows all of them; milliseconds of each. */
export async function measureInTurn(
  tasks: Readonly<Record<string, (round: number) => Promise<unknown>>>,
  rounds: number,
): Promise<Record<string, Latency>> {
  const times = Object.fromEntries(Object.keys(tasks).map((name) => [name, [] as number[]]));
  // The first quarter warms caches and plans.
  for (let round = -Math.ceil(rounds / 4); round < rounds; round++) {
    for (const [name, task] of Object.entries(tasks)) {
      const before = performance.now();
      await task(Math.abs(round));
      if (round >= 0) times[name]?.push(performance.now() - before);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, taken]) => [name, latencyOf(taken)]));
}

function latencyOf(times: number[]): Latency {
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN;
  return { p50: at(0.5), p99: at(0.99) };
}

/** Prints the latencies as multiples of the first one's. */
export function printRatios(latencies: Readonly<Record<string, Latency>>): void {
  const [base] = Object.values(latencies);
  console.log('\n  p50/first  p99/first   p50 (ms)   p99 (ms)');
  for (const [name, { p50, p99 }] of Object.entries(latencies)) {
    const cells = [p50 / (base?.p50 ?? NaN), p99 / (base?.p99 ?? NaN), p50, p99];
    console.log(`${cells.map((cell) => cell.toFixed(2).padStart(11)).join('')}   ${name}`);
  }
}

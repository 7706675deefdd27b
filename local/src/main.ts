/**
 * Runs the whole system on this machine with demonstration data, until it is told to stop.
 * `--watch` runs the sources instead of what was built, and each service again when they change.
 */
import { parseArgs } from 'node:util';
import { StartupError } from '@hostgraph/service';
import { readConfig } from './config';
import { describeDemo } from './console/describe-demo';
import { prepareDemo } from './demonstration/prepare-demo';
import { Stack } from './stack/stack';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { watch: { type: 'boolean', default: false } } });
  const startedAt = performance.now();
  const stack = new Stack({
    ...readConfig(process.env),
    launch: values.watch ? 'watch' : 'built',
    report: (line) => {
      console.log(`[${((performance.now() - startedAt) / 1000).toFixed(1).padStart(5)} s] ${line}`);
    },
  });
  const stopping = new AbortController();
  const stop = () => {
    stopping.abort();
    console.log('\nStopping …');
    void stack.stop().then(() => process.exit(0));
  };
  // A second signal ends this process at once; the services then end by themselves.
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    await stack.start();
    const demo = await prepareDemo(stack);
    console.log(describeDemo(demo, stack.options.directory));
  } catch (error) {
    // What fails because it is being stopped is no news.
    if (stopping.signal.aborted) return;
    console.error(error instanceof StartupError ? error.message : error);
    await stack.stop();
    process.exit(1);
  }
}

void main();

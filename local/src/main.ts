/**
 * Runs the whole system on this machine with demonstration data, until it is told to stop: what was built, or,
 * when it is itself run from its source, the sources. With `--watch`, services start again when theirs change.
 */
import { parseArgs } from 'node:util';
import { describeFailure, StartupError } from '@hostgraph/service';
import { readConfig } from './config';
import { describeDemo } from './console/describe-demo';
import { prepareDemo } from './demonstration/prepare-demo';
import { watchSources } from './stack/source-watch';
import { Stack } from './stack/stack';

const startedAt = performance.now();
function report(line: string) {
  console.log(`[${((performance.now() - startedAt) / 1000).toFixed(1).padStart(5)} s] ${line}`);
}

async function main(): Promise<void> {
  const { watch } = readOptions();
  const launch = __filename.endsWith('.ts') ? 'source' : 'built';
  const stack = new Stack({ ...readConfig(process.env), launch, report, onFailure: giveUp });

  let ending: Promise<void> | undefined;
  const end = (exitCode: number) => {
    ending ??= stack.stop().then(() => process.exit(exitCode), fail);
  };
  function giveUp(error: unknown): void {
    // What fails because it is being stopped is no news.
    if (ending) return;
    tell(error);
    end(1);
  }
  // Signals come twice when a terminal and npm both pass Ctrl-C on; SIGHUP is a terminal that was closed.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!ending) console.log('\nStopping …');
      end(0);
    });
  }
  try {
    await stack.start();
    console.log(describeDemo(await prepareDemo(stack), stack.options.directory));
    if (watch) watchSources((folder) => void stack.restartServicesOf(folder));
  } catch (error) {
    giveUp(error);
  }
}

function readOptions(): { watch: boolean } {
  try {
    return parseArgs({ options: { watch: { type: 'boolean', default: false } } }).values;
  } catch (error) {
    throw new StartupError((error as Error).message);
  }
}

/** In one line what the operator can help. */
function tell(error: unknown): void {
  console.error(error instanceof StartupError ? error.message : describeFailure('hostgraph', error));
}

function fail(error: unknown): void {
  tell(error);
  process.exit(1);
}

// Nobody may be reading any more, as behind `| head` or when the terminal was closed: no reason to stop.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
main().catch(fail);

/** `npm run fuzz -- --seed 7 --requests 1000000`: as the test does, for as long as you like. */
import { parseArgs } from 'node:util';
import { startAttackedStack } from '../attacked-stack';
import { fuzz } from './fuzz';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 32)) },
      requests: { type: 'string', default: '50000' },
    },
  });
  const stack = await startAttackedStack();
  try {
    const failures = await fuzz(stack, {
      seed: Number(values.seed),
      requests: Number(values.requests),
      report: (line) => {
        console.log(line);
      },
    });
    for (const failure of failures) console.error(failure);
    process.exitCode = failures.length > 0 ? 1 : 0;
  } finally {
    await stack.stop();
  }
}

void main();

import { type AttackedStack, startAttackedStack } from './attacked-stack';
import { fuzz } from './fuzz/fuzz';

const SEED = 20_261_130;
const REQUESTS = 50_000;

let stack: AttackedStack;
beforeAll(async () => {
  stack = await startAttackedStack();
});
afterAll(() => stack.stop());

it('answers random requests with data or with a code, and none with a fault of its own', async () => {
  let progress = '';
  const failures = await fuzz(stack, { seed: SEED, requests: REQUESTS, report: (line) => (progress = line) });
  console.log(progress);
  expect(failures).toEqual([]);
}, 1_800_000);

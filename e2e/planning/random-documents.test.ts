import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const PROGRAM = ['--conditions=source', '-r', '@swc-node/register', join(__dirname, 'main.ts')];

it('plans 20,000 different documents of the graph, and none of them ends a planner', () => {
  const { stdout, stderr } = spawnSync(process.execPath, PROGRAM, {
    cwd: join(__dirname, '../..'),
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(stdout).toMatch(
    /^seed \d+: 20000 distinct documents, 0 refused, 0 too slow, 0 ended the planner; slowest \d+ ms\n$/,
  );
  console.log(stdout.trim());
}, 1_200_000);

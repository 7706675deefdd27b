import { execFileSync } from 'node:child_process';
import { createPrivateKey, createPublicKey, type JsonWebKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findBlock, readBlocks } from '../../deploy/check/documented';
import { REPOSITORY } from './compose-file';

const DOCUMENTS = ['README.md', 'docs/operations.md'];
const CHECKS = ['deploy/check/compose.sh', 'deploy/check/debian.sh'];
/** What is run otherwise. */
const ELSEWHERE = [
  // local/test/whole-life.test.ts
  'README.md “Run it” 1',
  // e2e/readme
  'README.md “Run it” 2',
  // .ci/run
  'README.md “Test it” 1',
  // Below.
  'docs/operations.md “Key pair” 1',
];

const read = (file: string): Promise<string> => readFile(join(REPOSITORY, file), 'utf8');

it('every command of README and operations.md is run by a check, and no other', async () => {
  const documented = await Promise.all(
    DOCUMENTS.map(async (file) =>
      readBlocks(await read(file)).map(({ heading, order }) => `${file} “${heading}” ${order}`),
    ),
  );
  const checked = await Promise.all(CHECKS.map(async (file) => blocksOf(await read(file))));
  expect(documented.flat().sort()).toEqual([...new Set([...checked.flat(), ...ELSEWHERE])].sort());
});

/** Which blocks a script runs: `documented FILE 'HEADING' ORDER`. */
const blocksOf = (script: string): string[] =>
  [...script.matchAll(/^[^#\n]*\bdocumented (?<file>\S+) '(?<heading>[^']+)' (?<order>\d+)/gm)].map(
    ({ groups }) => `${groups?.['file']} “${groups?.['heading']}” ${groups?.['order']}`,
  );

it('the command for a key pair makes the two halves of one', async () => {
  const command = findBlock(await read('docs/operations.md'), 'Key pair', 1);
  const [own, all] = execFileSync('sh', ['-c', command], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  const key = createPublicKey(createPrivateKey({ key: own as JsonWebKey, format: 'jwk' }));
  expect(all).toEqual({ keys: [key.export({ format: 'jwk' })] });
});

describe('a block', () => {
  const DOCUMENT = '# Begin\n\n```sh\nfirst org_…\n```\n\n```json\n{}\n```\n```sh\n# no heading\n```\n';

  it('is what stands under its heading, in its order', () => {
    expect(findBlock(DOCUMENT, 'Begin', 1)).toBe('first org_…\n');
    expect(findBlock(DOCUMENT, 'Begin', 2)).toBe('# no heading\n');
    expect(() => findBlock(DOCUMENT, 'Begin', 3)).toThrow('“Begin” has no block 3');
  });

  it('has values in place of its examples, each of which is there', () => {
    expect(findBlock(DOCUMENT, 'Begin', 1, ['org_…=>a=b'])).toBe('first a=b\n');
    expect(() => findBlock(DOCUMENT, 'Begin', 1, ['usr_…=>b'])).toThrow('has no “usr_…”');
  });
});

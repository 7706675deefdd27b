import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPromises } from './promises';
import { testTitles } from './test-titles';

const REPOSITORY = join(__dirname, '../..');
const document = readFileSync(join(REPOSITORY, 'docs/security.md'), 'utf8');
const promises = readPromises(document);

describe('docs/security.md', () => {
  it('names at least one test for each promise', () => {
    expect(promises.length).toBeGreaterThan(50);
    const unproven = promises.filter(
      ({ tests }) => tests.length === 0 || tests.some(({ titles }) => titles.length === 0),
    );
    expect(unproven.map(({ promise }) => promise)).toEqual([]);
  });

  it('names tests that exist and run', () => {
    const wrong = promises.flatMap(({ tests }) =>
      tests.flatMap(({ file, titles }) => {
        const path = join(REPOSITORY, file);
        if (!existsSync(path)) return [file];
        const known = testTitles(readFileSync(path, 'utf8'));
        return titles.filter((title) => !known.has(title)).map((title) => `${file}: “${title}”`);
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('has a section for every program and every server that is set up', () => {
    const folders = [
      'gateway',
      'local',
      'packages/identity-provider',
      'packages/embedded-postgres',
      ...readdirSync(join(REPOSITORY, 'subgraphs')).map((name) => `subgraphs/${name}`),
      ...readdirSync(join(REPOSITORY, 'deploy'))
        .filter((name) => existsSync(join(REPOSITORY, 'deploy', name, 'Dockerfile')))
        .map((name) => `deploy/${name}`),
    ];
    const headings = document.split('\n').filter((line) => line.startsWith('#'));
    expect(folders.filter((folder) => !headings.some((line) => line.includes(`\`${folder}\``)))).toEqual([]);
  });
});

it('promises are read from their tables only, with all tests of a row', () => {
  const text = `
| Promise | Shown by |
| --- | --- |
| Holds | \`a/b.test.ts\`: “one”, “two, or ‘three’”; \`c.test.ts\`: “four” |
| Does not | |

| Attacker | has |
| --- | --- |
| stranger | \`d.test.ts\`: “five” |
`;
  expect(readPromises(text)).toEqual([
    {
      promise: 'Holds',
      tests: [
        { file: 'a/b.test.ts', titles: ['one', 'two, or ‘three’'] },
        { file: 'c.test.ts', titles: ['four'] },
      ],
    },
    { promise: 'Does not', tests: [] },
  ]);
});

it('titles are those of tests that run', () => {
  const source = `
describe('group', () => {
  it('plain', () => { other('not a title'); });
  it.each<[string]>([['not a title either']])('with %s', () => {});
  it.concurrent.each(CASES)('at once', () => {});
  it.skip('skipped', () => {});
  it.todo('to do');
});
describeWith(['program'], \`with a program\`, () => {});
`;
  expect([...testTitles(source)]).toEqual(['group', 'plain', 'with %s', 'at once', 'with a program']);
});

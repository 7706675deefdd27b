import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, isInputObjectType, isObjectType } from 'graphql';
import { findBlock, readBlocks } from '../../deploy/check/documented';
import { describeWith } from '../support/debian';
import { type RunningStack, startStack } from '../support/running-stack';

const REPOSITORY = join(__dirname, '../..');
const read = (file: string): string => readFileSync(join(REPOSITORY, file), 'utf8');
const README = read('README.md');

let running: RunningStack;
beforeAll(async () => {
  running = await startStack();
});
afterAll(() => running.stop());

describeWith(['curl'], 'its command', () => {
  it('is answered as it says', () => {
    const { demo, stack } = running;
    const command = findBlock(README, 'Run it', 2, [
      `http://127.0.0.1:4000/graphql=>${demo.endpoint}`,
      `./.data/demo.json=>${join(stack.options.directory, 'demo.json')}`,
    ]);
    const { data } = JSON.parse(
      execFileSync('sh', ['-c', command], { encoding: 'utf8', stdio: 'pipe' }),
    ) as object & {
      data: unknown;
    };
    const [example] = readBlocks(README, 'json');
    expect({ data }).toEqual(JSON.parse(example!.text));
  });
});

describe.each([
  ['For apps', 'administrator'],
  ['For partners', 'apiKey'],
] as const)('the examples %s', (heading, who) => {
  const examples = readBlocks(README, 'graphql').filter((block) => block.heading === heading);

  it.each(examples.map(({ text }) => text))('are answered without an error: %s', async (query) => {
    const { demo } = running;
    const credential = who === 'apiKey' ? demo.apiKey : demo.tokens[who];
    const { data, errors } = await running.ask<Record<string, unknown>>({ query, variables: {}, credential });
    expect(errors).toBeUndefined();
    for (const answer of Object.values(data!)) {
      expect(answer).not.toBeNull();
      expect(answer).toEqual(expect.not.objectContaining({ userErrors: [expect.anything()] }));
    }
  });
});

it('all that it names is there', () => {
  const names = Object.values(buildSchema(read('schema/api.graphql')).getTypeMap()).flatMap((type) => [
    type.name,
    ...(isObjectType(type) || isInputObjectType(type) ? Object.keys(type.getFields()) : []),
  ]);
  const table = README.slice(README.indexOf('## What it does'), README.indexOf('## The map'));
  const named = [...table.matchAll(/`(?<name>\w+)`/g)].map(({ groups }) => groups!['name']!);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((name) => name !== 'persoch_' && !names.includes(name))).toEqual([]);
  for (const [, file = ''] of README.matchAll(/\]\((?!http)([^)#]+)/g))
    expect(() => read(file)).not.toThrow();
});

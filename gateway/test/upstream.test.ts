import { execFile } from 'node:child_process';
import { join } from 'node:path';

/**
 * What src/planning writes differently because the engine or its planner gets it wrong. A test that fails here says that
 * the fault is mended upstream: take out the file that it names, the part of docs/adr/0035 about it, and the test.
 */
const ARGUMENTS = [
  '--conditions=source',
  '-r',
  '@swc-node/register',
  join(__dirname, 'support/bare-engine.ts'),
];

interface Ran {
  readonly answers: readonly unknown[];
  /** What it said before it ended, if a panic ended it. */
  readonly panic: string;
}

/** Asks the engine as it comes. */
function ask(...documents: string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ARGUMENTS,
      { cwd: join(__dirname, '..') },
      (error, stdout, stderr) => {
        const hasPanicked = error?.signal === 'SIGABRT';
        resolve({
          answers: hasPanicked ? [] : (JSON.parse(stdout) as unknown[]),
          panic: hasPanicked ? stderr : '',
        });
      },
    );
    child.stdin!.end(JSON.stringify(documents));
  });
}

it('the engine is right about what needs no other way of writing', async () => {
  expect(await ask('{ lorry { parcel { sender label } } }', '{ parcel { route stops { kind } } }')).toEqual({
    answers: [
      { data: { lorry: { parcel: { sender: 'Sender', label: 'To Bern' } } } },
      { data: { parcel: { route: 'Bern', stops: [{ kind: 'depot' }] } } },
    ],
    panic: '',
  });
});

describe('client-aliases.ts is there because', () => {
  it('an alias is taken for the field of its name that another subgraph requires', async () => {
    const { answers } = await ask(
      '{ lorry { parcel { city: sender label } } }',
      '{ lorry { parcel { route stops { city: kind } } } }',
    );
    expect(answers).toEqual([
      { data: { lorry: { parcel: { city: 'Sender', label: 'To Sender' } } } },
      { data: { lorry: { parcel: { route: 'depot', stops: [{ city: 'depot' }] } } } },
    ]);
  });

  it.each(['{ parcel { route stops { city: kind } } }', '{ parcel { route stops { city: city } } }'])(
    'an alias in a list that is required ends the process: %s',
    async (document) => {
      expect((await ask(document)).panic).toContain('merge_path.rs');
    },
  );
});

it('repeated-fields.ts is there because lists are appended when fields are merged', async () => {
  const { answers } = await ask(
    '{ tags tags }',
    '{ ...Tags tags } fragment Tags on Query { tags }',
    '{ tags ... { tags } }',
  );
  const tags = (...list: string[]) => ({ data: { tags: list } });
  expect(answers).toEqual([tags('tag', 'tag'), tags('tag', 'tag'), tags('tag')]);
});

/** https://github.com/graphql-hive/router/issues/1189 */
it.each([
  ['empty-operation.ts', '{ tags @skip(if: true) }'],
  ['conditional-selections.ts', '{ parcel { ... @include(if: true) { sender @skip(if: true) } } }'],
])('%s is there because a document of which nothing is left has no plan', async (_file, document) => {
  const { answers } = await ask(document);
  expect(answers).toEqual([expect.stringContaining('Failed to build a plan')]);
});

it('plain-language.ts is there because the parser of the planner knows less than clients may write', async () => {
  const { answers } = await ask(
    '"Lists tags." query Tags { tags }',
    '{ parcel(id: 9223372036854775808) { id } }',
  );
  expect(answers).toEqual([
    expect.stringContaining('Unexpected `"Lists tags."[StringValue]`'),
    expect.stringContaining('number too large'),
  ]);
});

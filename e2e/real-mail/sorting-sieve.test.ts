import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { sieveScript } from '../../subgraphs/mail/src/sieve/sieve-script';
import { sieveString, sieveStrings } from '../../subgraphs/mail/src/sieve/sieve-string';
import { readActions } from '../../subgraphs/mail/src/sorting/action/read-actions';
import { SortingActionInput } from '../../subgraphs/mail/src/sorting/action/sorting-action.inputs';
import { SortingActionKind } from '../../subgraphs/mail/src/sorting/action/sorting-action-kind';
import { readConditions } from '../../subgraphs/mail/src/sorting/condition/read-conditions';
import { SortingConditionInput } from '../../subgraphs/mail/src/sorting/condition/sorting-condition.inputs';
import { SortingField } from '../../subgraphs/mail/src/sorting/condition/sorting-field';
import { SortingMatch } from '../../subgraphs/mail/src/sorting/condition/sorting-match';
import { SortingOperator } from '../../subgraphs/mail/src/sorting/condition/sorting-operator';
import { rulePart } from '../../subgraphs/mail/src/sorting/rule/rules-script';
import { describeWith, requireProgram } from '../support/debian';

/** What would end a string, a test, a command or a line, if it could. */
const HOSTILE = [
  '"; discard; #',
  '\\"; stop; "',
  '\\',
  '"]) { redirect "thief@else.test"; } if header :is "a" ["',
  "/* */ # '",
  '${unicode:22}',
  'text:',
  '.',
  'déjà "vu" \u{1F418}',
];

const MEANINGFUL = [
  '"',
  '\\',
  ';',
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  '#',
  '*',
  '/',
  '$',
  '\r',
  '\n',
  ' ',
  '.',
  ':',
  'a',
];

describeWith(['sievec'], 'Sieve that is written for rules', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hostgraph-sievec-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  /** What Pigeonhole's compiler makes of a script: its instructions, each with what it is given. */
  async function compile(script: string): Promise<string[]> {
    const path = join(folder, 'script.sieve');
    await writeFile(path, script);
    const { stdout } = await promisify(execFile)(requireProgram('sievec'), ['-d', path, '-'], {
      maxBuffer: 50_000_000,
      encoding: 'latin1',
    });
    return stdout.slice(stdout.indexOf('* Main program')).split('\n');
  }

  const instructions = (lines: readonly string[]) =>
    lines.flatMap((line) => /^[0-9a-f]{8}:.{7}(\S.*)$/.exec(line)?.[1] ?? []);

  it('holds any text as one string, which is as long and says nothing more', async () => {
    const text = fc
      .oneof(
        fc.string({ unit: 'binary', maxLength: 50 }),
        fc.string({ unit: fc.constantFrom(...MEANINGFUL), maxLength: 30 }),
        fc.array(fc.constantFrom(...HOSTILE), { maxLength: 4 }).map((parts) => parts.join('')),
      )
      .map((any) => any.replaceAll('\u0000', ''));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 2, maxLength: 40 }), async (texts) => {
        const lines = await compile(
          `if header :contains "x-first" ${sieveStrings(texts)} {\r\n keep;\r\n}\r\n`,
        );
        const lengths = lines.flatMap((line) => /STR\[(\d+)\] "/.exec(line)?.[1] ?? []).map(Number);
        const stored = texts.map((one) => Buffer.byteLength(one.replace(/\r\n|\r|\n/g, '\r\n')));
        expect(lengths).toEqual(['x-first'.length, ...stored]);
        expect(instructions(lines).map((instruction) => instruction.split(' ')[0])).toEqual([
          'DEBUG',
          'EXTENSIONS',
          'HEADER',
          'JMPFALSE',
          'KEEP',
          '[End',
        ]);
      }),
      { numRuns: 200 },
    );
  });

  it('has no string that could hold a zero byte', () => {
    expect(() => sieveString('a\u0000')).toThrow('U+0000');
  });

  const valuesFor = (field: SortingField, operator: SortingOperator): string[] => {
    if (operator === SortingOperator.EXISTS) return [];
    if (field === SortingField.SIZE) return ['100000'];
    if (field === SortingField.MESSAGE_CLASS) return ['SPAM', 'ADVERTISING'];
    return operator === SortingOperator.REGEX ? ['^"a\\\\b" [[:alpha:]]{1,9}(x|y)*$'] : HOSTILE;
  };
  const pairs = Object.values(SortingField).flatMap((field) =>
    Object.values(SortingOperator).map((operator) => ({ field, operator })),
  );
  const read = (field: SortingField, operator: SortingOperator, negate: boolean) =>
    readConditions([
      Object.assign(new SortingConditionInput(), {
        field,
        operator,
        negate,
        values: valuesFor(field, operator),
        header: field === SortingField.HEADER ? 'X-\\"#{' : null,
      }),
    ]);
  const accepted = pairs.filter(
    ({ field, operator }) => read(field, operator, false).userErrors.length === 0,
  );

  it('is there for every field', () => {
    expect(new Set(accepted.map(({ field }) => field)).size).toBe(Object.values(SortingField).length);
    expect(new Set(accepted.map(({ operator }) => operator)).size).toBe(
      Object.values(SortingOperator).length,
    );
    expect(accepted).toHaveLength(6 * 5 + 2 * 4 + 2 + 1 + 1);
  });

  it.each(accepted)(
    'compiles for $field $operator, also turned round, and does just what was chosen',
    async ({ field, operator }) => {
      const { actions } = readActions(
        [
          Object.assign(new SortingActionInput(), {
            kind: SortingActionKind.COPY,
            folder: 'A "; discard; # \\',
          }),
          Object.assign(new SortingActionInput(), { kind: SortingActionKind.FLAG }),
          Object.assign(new SortingActionInput(), { kind: SortingActionKind.STOP }),
        ],
        { mayForward: false, ownAddresses: [] },
      );
      for (const [negate, match] of [
        [false, SortingMatch.ALL],
        [true, SortingMatch.ANY],
      ] as const) {
        const { conditions } = read(field, operator, negate);
        const part = rulePart({ id: 'srl_1', match, conditions, actions }, { checksFolders: true });
        const commands = instructions(await compile(sieveScript([part])));
        const done = commands.map((command) => command.split(' ')[0]);
        expect(done.filter((name) => ['DISCARD', 'REDIRECT'].includes(name!))).toEqual([]);
        // The folder is asked for first; where it is not there, the message is kept.
        expect(done.filter((name) => ['KEEP', 'FILEINTO', 'ADDFLAG', 'STOP'].includes(name!))).toEqual([
          'KEEP',
          'STOP',
          'ADDFLAG',
          'FILEINTO',
          'STOP',
        ]);
      }
    },
  );
});

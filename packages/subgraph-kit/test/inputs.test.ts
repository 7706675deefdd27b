import 'reflect-metadata';
import type { Principal } from '@hostgraph/principal';
import { codes, startTestSubgraph, type TestAnswer, type TestSubgraph } from '@hostgraph/subgraph-testing';
import {
  Arg,
  Args,
  ArgsType,
  Directive,
  Field,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Subscription,
} from 'type-graphql';
import {
  buildSchema,
  Constrained,
  EmailAddress,
  LocalDate,
  LocalDateTime,
  Public,
  SafeInt,
  Secret,
  type SecretText,
  type SubgraphDefinition,
} from '../src';

enum Mood {
  GOOD = 'GOOD',
  BAD = 'BAD',
}
registerEnumType(Mood, { name: 'Mood' });

let asked = 0;

@InputType()
class LetterInput {
  @Field(() => [String], { nullable: true })
  @Constrained({ maxLength: 4, maxItems: 2 })
  lines?: string[];

  @Field(() => Int, { defaultValue: 1 })
  copies!: number;
}

@ObjectType()
@Directive('@key(fields: "id")')
class Letter {
  @Field(() => ID)
  id!: string;
}

@ArgsType()
class LetterArgs {
  @Field(() => ID, { nullable: true })
  id?: string;

  @Field(() => LetterInput, { nullable: true })
  input?: LetterInput;

  @Field(() => Int, { defaultValue: 1 })
  first!: number;

  @Field(() => [ID], { nullable: true })
  @Constrained({ maxItems: 3 })
  ids?: string[];

  @Field(() => [Mood], { nullable: true })
  moods?: Mood[];

  @Field(() => Date, { nullable: true })
  at?: Date;

  @Field(() => LocalDate, { nullable: true })
  day?: string;

  @Field(() => LocalDateTime, { nullable: true })
  time?: string;

  @Field(() => SafeInt, { nullable: true })
  bytes?: number;

  @Field(() => EmailAddress, { nullable: true })
  address?: string;

  @Field(() => Secret, { nullable: true })
  secret?: SecretText;
}

function letter(id = 'new'): Letter {
  asked += 1;
  return Object.assign(new Letter(), { id });
}

@Resolver(() => Letter)
class LetterResolver {
  @Query(() => Letter, { nullable: true })
  @Public()
  letter(@Args(() => LetterArgs) { id }: LetterArgs): Letter {
    return letter(id);
  }

  @Mutation(() => Letter, { nullable: true })
  @Public()
  write(@Arg('input', () => LetterInput) { lines }: LetterInput): Letter {
    return letter(lines?.[0]);
  }

  @Subscription(() => Letter, { subscribe: () => lettersAsTheyCome() })
  @Public()
  letters(@Arg('id', () => ID, { nullable: true }) id: string): Letter {
    return letter(id);
  }
}

// eslint-disable-next-line @typescript-eslint/require-await
async function* lettersAsTheyCome(): AsyncGenerator<Letter> {
  yield letter();
}

const lettersSubgraph: SubgraphDefinition = {
  name: 'letters',
  resolvers: [LetterResolver],
  references: {},
  entities: [],
  migrations: [],
};

const anna: Principal = { kind: 'PERSON', id: 'usr_anna', scopes: [], roles: {} };
let letters: TestSubgraph;

beforeAll(async () => {
  letters = await startTestSubgraph(lettersSubgraph);
});
afterAll(() => letters.stop());
beforeEach(() => {
  asked = 0;
});

async function send(accept: string, query: string, variables: Record<string, unknown>) {
  const deep = '['.repeat(10_000) + ']'.repeat(10_000);
  const body = JSON.stringify({ query, variables }).replace(`"${DEEP}"`, deep);
  return fetch(`${letters.url}/graphql`, {
    method: 'POST',
    headers: {
      accept,
      'content-type': 'application/json',
      authorization: `Bearer ${letters.sign(anna, body)}`,
    },
    body,
  });
}

async function ask(query: string, variables: Record<string, unknown> = {}): Promise<TestAnswer<unknown>> {
  const response = await send('application/json', query, variables);
  return { ...((await response.json()) as TestAnswer<unknown>), status: response.status };
}

const LONG = '\u0301\u0316'.repeat(100_000);
/** Stands for a value so deep that `JSON.stringify` cannot write it. */
const DEEP = 'a list in a list, ten thousand times';

it.each<[argument: string, type: string, value: unknown]>([
  ['id', 'ID', LONG],
  ['id', 'ID', DEEP],
  ['input', 'LetterInput', { lines: ['fives'] }],
  ['input', 'LetterInput', { lines: Array(100_000).fill('a') }],
  ['input', 'LetterInput', { lines: [DEEP] }],
  ['input', 'LetterInput', DEEP],
  ['ids', '[ID!]', Array(100_000).fill('a')],
  ['moods', '[Mood!]', ['GOOD', 'BAD', 'GOOD']],
  ['moods', '[Mood!]', [LONG]],
  ['first', 'Int!', '1'.repeat(100_000)],
  ['at', 'DateTime', LONG],
  ['at', 'DateTime', 'tomorrow'],
  ['day', 'LocalDate', LONG],
  ['day', 'LocalDate', '2026-02-31'],
  ['time', 'LocalDateTime', LONG],
  ['time', 'LocalDateTime', '2026-02-31T00:00:00'],
  ['bytes', 'SafeInt', '1'.repeat(100_000)],
  ['bytes', 'SafeInt', 1.5],
  ['address', 'EmailAddress', `a@${LONG}.test`],
  ['address', 'EmailAddress', 'not an address'],
  ['secret', 'Secret', LONG],
  ['secret', 'Secret', 4711],
])(
  'refuses for %s: %s what it does not take, asks nobody, and repeats nothing',
  async (argument, type, value) => {
    const answer = await ask(`query ($v: ${type}) { letter(${argument}: $v) { id } }`, { v: value });
    expect([answer.status, codes(answer), asked]).toEqual([400, ['BAD_USER_INPUT'], 0]);
    const { message } = answer.errors![0]!;
    expect(message).toContain('$v');
    expect(message.length).toBeLessThan(200);
  },
);

it.each([
  ['letter(id: "' + 'x'.repeat(101) + '")', 'BAD_USER_INPUT'],
  ['letter(ids: ["a", "a", "a", "a"])', 'BAD_USER_INPUT'],
  ['letter(input: { lines: ["fives"] })', 'BAD_USER_INPUT'],
  ['letter(address: "a@' + LONG + '.test")', 'GRAPHQL_VALIDATION_FAILED'],
  ['letter(id: ' + '['.repeat(500) + ']'.repeat(500) + ')', 'GRAPHQL_VALIDATION_FAILED'],
  ['letter(id: ' + '['.repeat(10_000) + ']'.repeat(10_000) + ')', 'GRAPHQL_PARSE_FAILED'],
  ['letter(id: ' + '['.repeat(60_000) + ']'.repeat(60_000) + ')', 'GRAPHQL_PARSE_FAILED'],
])('refuses what stands in the document as %#', async (field, code) => {
  const answer = await ask(`{ ${field} { id } }`);
  expect([answer.status, codes(answer), asked]).toEqual([400, [code], 0]);
});

it('measures what a mutation and a subscription bring, too', async () => {
  const written = await ask('mutation ($i: LetterInput!) { write(input: $i) { id } }', {
    i: { lines: ['fives'] },
  });
  expect(codes(written)).toEqual(['BAD_USER_INPUT']);
  const subscription = 'subscription ($id: ID) { letters(id: $id) { id } }';
  const stream = await send('text/event-stream', subscription, { id: LONG });
  expect(await stream.text()).toContain('BAD_USER_INPUT');
  const mistyped = await send('text/event-stream', subscription, { id: true });
  expect(await mistyped.text()).toContain('BAD_USER_INPUT');
  const deep = await send('text/event-stream', `subscription { letters(id: ${'['.repeat(60_000)}) }`, {});
  expect(await deep.text()).toContain('GRAPHQL_PARSE_FAILED');
  expect(asked).toBe(0);
});

it.each<[string, string, string, unknown, string[] | undefined]>([
  ['an argument with a default', '($n: Int) { letter(first: $n) { id } }', 'n', null, ['letter']],
  ['one whose variable has a default', '($n: Int = 5) { letter(first: $n) { id } }', 'n', null, ['letter']],
  ['one whose default is null', '($n: Int = null) { letter(first: $n) { id } }', 'n', undefined, ['letter']],
  ['a field of an input', '($n: Int) { letter(input: { copies: $n }) { id } }', 'n', null, ['letter']],
  ['an item of a list', '($n: ID = "a") { letter(ids: ["secret1", $n]) { id } }', 'n', null, ['letter']],
  ['a condition', '($n: Boolean = true) { letter @include(if: $n) { id } }', 'n', null, undefined],
  ['a nested condition', '($n: Boolean = true) { letter { id @skip(if: $n) } }', 'n', null, ['letter']],
])('takes null for %s for the caller’s mistake', async (_place, query, name, value, path) => {
  const answer = await ask(`query ${query}`, { [name]: value });
  expect(codes(answer)).toEqual(['BAD_USER_INPUT']);
  expect(answer.errors![0]!.path).toEqual(path);
  expect(answer.errors![0]!.message).toMatch(/^Argument "\w+" /);
  expect(answer.errors![0]!.message).not.toContain('secret1');
});

it('does not start with an argument of which nobody has said how much it takes', async () => {
  @Resolver()
  class OpenResolver {
    @Query(() => String)
    @Public()
    open(@Arg('text', () => String) text: string, @Arg('ids', () => [ID]) ids: string[]): string {
      return text + ids.join();
    }
  }
  await expect(buildSchema({ ...lettersSubgraph, resolvers: [OpenResolver] })).rejects.toThrow(
    'Say how much Query.open.ids, Query.open.text may have at most',
  );
});

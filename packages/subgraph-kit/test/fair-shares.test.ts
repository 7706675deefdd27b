import type { Principal } from '@hostgraph/principal';
import { codes, startTestSubgraph, type TestAnswer, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { Constrained, Public, type RequestContext } from '../src';
import { notesSubgraph } from './notes-subgraph';

/** Operations that have begun, by name, and what lets them end. */
const begun: string[] = [];
const gates = new Map<string, () => void>();

@Resolver()
class SlowResolver {
  @Query(() => String, { description: 'Is answered when it is let.' })
  @Public()
  async slow(@Arg('name') @Constrained({ maxLength: 20 }) name: string): Promise<string> {
    begun.push(name);
    await new Promise<void>((resolve) => gates.set(name, resolve));
    return name;
  }

  @Query(() => String, { description: 'Is answered when nobody holds the lock.' })
  @Public()
  async locked(
    @Ctx() ctx: RequestContext,
    @Arg('name') @Constrained({ maxLength: 20 }) name: string,
  ): Promise<string> {
    await ctx.database.query('SELECT pg_advisory_xact_lock_shared(4711)');
    return name;
  }
}

const member = (organization: string): Principal => ({
  kind: 'API_KEY',
  id: `key_${organization}`,
  scopes: ['notes:read', 'search:read'],
  roles: { [organization]: 'ADMINISTRATOR' },
});
const [anna, eve] = [member('org_a'), member('org_b')];

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await startTestSubgraph({
    ...notesSubgraph,
    resolvers: [...notesSubgraph.resolvers, SlowResolver],
  });
});
afterAll(() => subgraph.stop());
beforeEach(() => {
  begun.length = 0;
  gates.clear();
});

const slow = (who: Principal, name: string): Promise<TestAnswer<{ slow: string }>> =>
  subgraph.ask(who, 'query ($name: String!) { slow(name: $name) }', { name });

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Lets everything end that has begun or begins. */
async function letGo<T>(answers: readonly Promise<T>[]): Promise<T[]> {
  const timer = setInterval(() => {
    for (const open of gates.values()) open();
  }, 5);
  return Promise.all(answers).finally(() => {
    clearInterval(timer);
  });
}

/** Has come to the subgraph, and so does what was sent before it. */
const settle = () => subgraph.ask(eve, '{ note(id: "n1") { id } }');

it('begins another’s operation before those that wait for whoever has taken all her turns', async () => {
  const hers = Array.from({ length: 8 }, (_, i) => slow(anna, `anna${i}`));
  await until(() => begun.length >= 4);
  const others = slow(eve, 'eve');
  await until(() => begun.includes('eve'));
  expect(begun).toHaveLength(5);
  const answers = await letGo([...hers, others]);
  expect(answers.map(({ data }) => data?.slow).sort()).toEqual([...begun].sort());
  expect(begun).toHaveLength(9);
});

it('never begins what somebody has hung up on while it waited', async () => {
  const hers = Array.from({ length: 4 }, (_, i) => slow(anna, `anna${i}`));
  await until(() => begun.length >= 1);
  await settle();
  const running = begun.length;
  const hangUp = new AbortController();
  const body = JSON.stringify({ query: '{ slow(name: "left") }' });
  const left = fetch(`${subgraph.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${subgraph.sign(anna, body)}`,
    },
    body,
    signal: hangUp.signal,
  });
  await settle();
  hangUp.abort();
  await expect(left).rejects.toThrow('aborted');
  await settle();
  expect(begun).toHaveLength(running);
  await letGo(hers);
  await letGo([slow(anna, 'last')]);
  expect(begun).not.toContain('left');
});

it('refuses with a code what waits beyond the bound of one tenant, with nothing done, and answers another', async () => {
  const answers: Promise<TestAnswer<{ slow: string }>>[] = [];
  let refused: TestAnswer<unknown> | undefined;
  for (let i = 0; i < 230; i++) {
    answers.push(
      slow(anna, `anna${i}`).then((answer) => {
        if (answer.errors) refused ??= answer;
        return answer;
      }),
    );
  }
  await until(() => refused !== undefined);
  expect([refused?.status, codes(refused!)]).toEqual([200, ['TOO_MANY_WAITING']]);
  expect(codes(await settle())).toBeUndefined();
  const done = (await letGo(answers)).filter(({ errors }) => !errors);
  expect(done.length).toBeGreaterThan(200);
  expect(begun).toHaveLength(done.length);
});

it('lends one operation with twenty aliased fields some of the connections, and another’s finds one', async () => {
  const connection = subgraph.database.createQueryRunner();
  await connection.query('SELECT pg_advisory_lock(4711)');
  const waiting = async (): Promise<number> => {
    const rows = (await connection.query(
      `SELECT count(*)::integer AS count FROM pg_stat_activity
       WHERE wait_event = 'advisory' AND datname = current_database()`,
    )) as { count: number }[];
    return rows[0]!.count;
  };
  const fields = Array.from({ length: 20 }, (_, i) => `a${i}: locked(name: "${i}")`).join(' ');
  const hers = subgraph.ask<Record<string, string>>(anna, `{ ${fields} }`);
  await until(async () => (await waiting()) >= 2);
  const answers = await Promise.all(Array.from({ length: 20 }, settle));
  expect(answers.map(codes)).toEqual(answers.map(() => undefined));
  // Three of the five that the test's subgraph has, while she was alone.
  expect(await waiting()).toBeLessThanOrEqual(3);
  await connection.query('SELECT pg_advisory_unlock(4711)');
  await connection.release();
  const { data } = await hers;
  expect(Object.keys(data!)).toHaveLength(20);
});

it('gives every turn and connection back, whatever became of it', async () => {
  for (let i = 0; i < 30; i++) await subgraph.ask(anna, '{ broken }');
  for (let i = 0; i < 30; i++) await subgraph.ask(anna, '{ nothing }');
  await subgraph.database.query('SELECT 1/0').catch(() => undefined);
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => subgraph.ask(anna, '{ note(id: "n1") { id } }')),
  );
  expect(answers.map(codes)).toEqual(answers.map(() => undefined));
});

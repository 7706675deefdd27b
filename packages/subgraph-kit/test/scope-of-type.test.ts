import 'reflect-metadata';
import type { Principal } from '@hostgraph/principal';
import { codes, startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { Field, FieldResolver, ID, ObjectType, Query, Resolver } from 'type-graphql';
import { Authenticated, buildSchema, RequireScope, type SubgraphDefinition } from '../src';

@ObjectType()
abstract class Dated {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  writtenOn!: string;

  @Field(() => String)
  get year(): string {
    return this.writtenOn.slice(0, 4);
  }

  @Field(() => String)
  @RequireScope('diary:sign')
  signature!: string;
}

@ObjectType()
@RequireScope('diary:read')
class Page extends Dated {
  @Field(() => String)
  text!: string;

  @Field(() => String)
  get title(): string {
    return this.text.slice(0, 3);
  }

  @Field(() => String)
  @RequireScope('diary:secrets')
  secret!: string;
}

/** Inherits the same, and requires nothing for it. */
@ObjectType()
class Cover extends Dated {}

@ObjectType()
class OddPage extends Page {
  @Field(() => String)
  margin!: string;
}

const written = {
  id: '1',
  writtenOn: '2026-11-30',
  text: 'Monday',
  secret: 'none',
  signature: 'A',
  margin: '',
};

@Resolver(() => Page)
class PageResolver {
  @Query(() => Page)
  @Authenticated()
  page(): Page {
    return Object.assign(new Page(), written);
  }

  @Query(() => OddPage)
  @Authenticated()
  oddPage(): OddPage {
    return Object.assign(new OddPage(), written);
  }

  @Query(() => Cover)
  @Authenticated()
  cover(): Cover {
    return Object.assign(new Cover(), written);
  }

  @FieldResolver(() => String)
  @RequireScope('diary:search')
  words(): string {
    return 'Monday';
  }
}

const diary: SubgraphDefinition = {
  name: 'diary',
  resolvers: [PageResolver],
  references: {},
  entities: [],
  migrations: [],
};

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await startTestSubgraph(diary);
});
afterAll(() => subgraph.stop());

async function ask(field: string, scopes: string[]): Promise<ReturnType<typeof codes>> {
  const caller: Principal = { kind: 'PERSON', id: 'usr_1', scopes, roles: {} };
  return codes(await subgraph.ask(caller, `{ ${field} }`));
}

it.each([
  ['page { text }', 'diary:read'],
  ['page { title }', 'diary:read'],
  ['page { writtenOn }', 'diary:read'],
  ['page { year }', 'diary:read'],
  ['page { signature }', 'diary:sign'],
  ['page { secret }', 'diary:secrets'],
  ['page { words }', 'diary:search'],
  ['oddPage { text }', 'diary:read'],
  ['oddPage { writtenOn }', 'diary:read'],
  ['cover { signature }', 'diary:sign'],
])('answers %s to holders of %s alone', async (field, scope) => {
  const others = ['read', 'sign', 'secrets', 'search']
    .map((name) => `diary:${name}`)
    .filter((it) => it !== scope);
  expect(await ask(field, others)).toEqual(['FORBIDDEN']);
  expect(await ask(field, [scope])).toBeUndefined();
});

it.each(['page { id }', 'cover { id writtenOn year }', 'oddPage { margin }'])(
  'answers %s to everybody who is signed in',
  async (field) => {
    expect(await ask(field, [])).toBeUndefined();
  },
);

it('lets no field resolver of the type go without a scope of its own', async () => {
  @Resolver(() => Page)
  class ForgetfulResolver {
    @FieldResolver(() => String)
    mood(): string {
      return 'fine';
    }
  }
  const forgetful = { ...diary, resolvers: [PageResolver, ForgetfulResolver] } satisfies SubgraphDefinition;
  await expect(buildSchema(forgetful)).rejects.toThrow('Say who may call ForgetfulResolver.mood');
});

it('lets no inherited method go without a scope of its own', () => {
  @ObjectType()
  abstract class Counted {
    @Field(() => String)
    count(): string {
      return '1';
    }
  }
  const apply = () => {
    @ObjectType()
    @RequireScope('diary:read')
    class Chapter extends Counted {}
    return Chapter;
  };
  expect(apply).toThrow('Chapter inherits the method count');
});

import { ANONYMOUS, type Principal } from '@hostgraph/principal';
import { buildSchema, type SubgraphDefinition } from '@hostgraph/subgraph-kit';
import { type GraphQLSchema, OperationTypeNode } from 'graphql';
import { type Callers, callersWith } from './callers';
import type { Examples } from './example-values';
import { type Ids, lookUps, observe, observePairs } from './observe';
import { operationsOf } from './operations';
import { codes, type TestSubgraph } from './test-subgraph';
import { scopesIn, unreadableSelections } from './unreadable-selections';

export interface RightsWorld {
  readonly definition: SubgraphDefinition;
  readonly subgraph: () => TestSubgraph;
  /** Of the stranger’s own objects, and of objects of the organization that the demonstration is about. */
  readonly ids: () => Ids;
  readonly values?: Examples['values'];
  /** Members of that organization, and which of its objects they may not know of either. */
  readonly insiders?: Readonly<Partial<Record<keyof Callers, readonly string[]>>>;
}

/** Such as no customer’s credential has. */
const OPERATORS = ['logs:operate', 'logs:ingest', 'billing:write', 'hosting:operate', 'principals:read'];
const REFUSALS = ['UNAUTHENTICATED', 'NOT_FOUND', 'FORBIDDEN'];
/** A refusal costs some milliseconds and the largest input of these some more; a password's hash hundreds. */
const TIMES_THE_CHEAPEST = 15;

/**
 * Declares the tests that no work is done, and nothing told, for somebody who may not: of every query and mutation of a
 * subgraph, read from its schema.
 */
export function describeRightsBeforeWork(title: string, world: RightsWorld): void {
  const { definition, subgraph, ids, values = {}, insiders = {} } = world;
  describe(title, () => {
    let schema: GraphQLSchema;
    let callers: Callers;
    beforeAll(async () => {
      schema = await buildSchema(definition);
      callers = callersWith(scopesIn(schema).filter((scope) => !OPERATORS.includes(scope)));
    });

    const mutations = () => operationsOf(schema).filter(({ kind }) => kind === OperationTypeNode.MUTATION);

    /** What each mutation cost somebody who may not. */
    async function refused(caller: Principal) {
      const refusals = [];
      for (const mutation of mutations()) {
        const variables = mutation.variables({ ids: ids().hidden, values });
        const asked = { document: mutation.document, variables };
        refusals.push({ name: mutation.name, ...(await observe(subgraph(), caller, asked, 5)) });
      }
      return refusals;
    }

    it('refuses a stranger each mutation after one look-up at most, for a processor’s moment', async () => {
      const refusals = await refused(callers.stranger);
      const cheapest = Math.min(...refusals.map(({ cpuMicros }) => cpuMicros));
      expect(
        refusals.filter(
          (refusal) =>
            !REFUSALS.includes(codes(refusal.answer)?.[0] ?? '') ||
            lookUps(refusal).length > 1 ||
            refusal.cpuMicros > TIMES_THE_CHEAPEST * cheapest,
        ),
      ).toEqual([]);
    });

    it('refuses nobody each mutation without a statement', async () => {
      const refusals = await refused(ANONYMOUS);
      expect(refusals.map(({ answer }) => codes(answer))).toEqual(refusals.map(() => ['UNAUTHENTICATED']));
      expect(refusals.flatMap(({ statements }) => statements)).toEqual([]);
    });

    it.each(Object.entries<readonly string[] | undefined>({ stranger: undefined, ...insiders }))(
      'tells nobody what is hidden from what is absent, neither by the answer nor by the statements: not the %s',
      async (caller, kinds) => {
        const pairs = await observePairs(subgraph(), schema, callers[caller as keyof Callers], {
          ...{ ids: ids(), values },
          ...(kinds && { kinds }),
        });
        for (const { operation, idKind, hidden, absent } of pairs) {
          const where = { operation, idKind };
          expect({ ...where, answer: hidden.answer }).toEqual({ ...where, answer: absent.answer });
          expect({ ...where, sql: hidden.statements }).toEqual({ ...where, sql: absent.statements });
        }
      },
    );

    it('does nothing where the answer that is asked for cannot be read', async () => {
      for (const { mutation, path, document, scopes } of unreadableSelections(schema)) {
        const operation = mutations().find(({ name }) => name === mutation);
        const variables = operation?.variables({ ids: ids().hidden, values }) ?? {};
        const { administrator } = callersWith(scopes);
        const { answer, statements } = await observe(subgraph(), administrator, { document, variables });
        expect({ mutation, path, codes: codes(answer), statements }).toEqual({
          ...{ mutation, path, statements: [] },
          codes: ['FORBIDDEN'],
        });
      }
    });
  });
}

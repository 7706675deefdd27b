import type { UnifiedGraphHandler } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { isEmptyOperation } from './empty-operation';
import { MisleadingAliases, restoreAliases } from './misleading-aliases';
import { separateRepeatedFields } from './repeated-fields';
import { checkScalarLiterals } from './scalars';

/** Plans and runs operations with the Rust planner, after writing differently what it gets wrong. */
export const planner: UnifiedGraphHandler = async (options) => {
  const { executor, unifiedGraph, ...handled } = await unifiedGraphHandler(options);
  if (!executor) throw new Error('The planner offers no executor');
  const aliases = new MisleadingAliases();
  return {
    ...handled,
    unifiedGraph: checkScalarLiterals(unifiedGraph),
    executor: async (request) => {
      if (isEmptyOperation(request)) return { data: {} as never };
      const renamed = aliases.rename(request.document);
      const result = await executor({ ...request, document: separateRepeatedFields(renamed) });
      if (renamed === request.document) return result;
      return Symbol.asyncIterator in result ? restoreEach(result) : restoreAliases(result);
    },
  };
};

async function* restoreEach<Result extends object>(results: AsyncIterable<Result>): AsyncGenerator<Result> {
  for await (const result of results) yield restoreAliases(result);
}

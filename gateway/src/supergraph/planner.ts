import type { UnifiedGraphHandler } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { separateRepeatedFields } from './repeated-fields';

/** Plans and runs operations with the Rust planner, after writing differently what it merges wrongly. */
export const planner: UnifiedGraphHandler = async (options) => {
  const { executor, ...handled } = await unifiedGraphHandler(options);
  if (!executor) throw new Error('The planner offers no executor');
  return {
    ...handled,
    executor: (request) => executor({ ...request, document: separateRepeatedFields(request.document) }),
  };
};

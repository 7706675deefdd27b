export { type ColumnValues, valuesRefused } from './column-checks';
export { callersWith } from './callers';
export { type Mutated, mutateBy, refused } from './mutations';
export { describeRightsBeforeWork } from './rights-before-work';
export {
  codes,
  type Entities,
  type Representation,
  startTestSubgraph,
  type TestAnswer,
  type TestSubgraph,
  type TestSubgraphOptions,
} from './test-subgraph';
export { differingLists } from './value-lists';
export { waitingForLocks } from './waiting-for-locks';

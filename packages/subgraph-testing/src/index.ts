export { type ColumnValues, valuesRefused } from './column-checks';
export { callersWith } from './callers';
export {
  codes,
  type Entities,
  type Representation,
  startTestSubgraph,
  type TestAnswer,
  type TestSubgraph,
} from './test-subgraph';

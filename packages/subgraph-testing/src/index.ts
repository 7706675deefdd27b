export {
  type Entities,
  type Representation,
  startTestSubgraph,
  type TestAnswer,
  type TestSubgraph,
} from './test-subgraph';

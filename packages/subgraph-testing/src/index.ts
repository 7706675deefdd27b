export { type Entities, startTestSubgraph, type TestAnswer, type TestSubgraph } from './test-subgraph';

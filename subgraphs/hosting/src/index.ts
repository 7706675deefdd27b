export { hostingSubgraph } from './subgraph';

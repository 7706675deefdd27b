export { mailSubgraph } from './subgraph';

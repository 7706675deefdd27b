export { logsSubgraph } from './subgraph';

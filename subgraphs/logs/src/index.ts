export { LOG_NOTICE_CODES } from './retention/retention.errors';
export { logsSubgraph } from './subgraph';

export { EXPORT_ERROR_CODES } from './activity-export/activity-export.errors';
export { LOG_NOTICE_CODES } from './retention/retention.errors';
export { logsSubgraph } from './subgraph';

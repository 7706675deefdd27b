export { EXPORT_ERROR_CODES } from './activity-export/activity-export.errors';
export { LOG_NOTICE_CODES } from './retention/retention.errors';
export { RETENTION_ORDER_ERROR_CODES } from './retention-order/retention-order.errors';
export { logsSubgraph } from './subgraph';

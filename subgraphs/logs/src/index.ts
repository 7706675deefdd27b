export { INTAKE_ERROR_CODES } from './ingest/http-intake/intake-errors';
export { LOG_NOTICE_CODES } from './retention/retention.errors';
export { logsSubgraph } from './subgraph';

export { ApiKeyScope } from './api-key/api-key-scope';
export { API_KEY_ERROR_CODES } from './api-key/api-key.errors';
export { API_KEY_PEPPER } from './api-key/api-key-secret';
export { accountsSubgraph } from './subgraph';

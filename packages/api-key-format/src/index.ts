export { type ApiKey, type ApiKeyMode, API_KEY_PREFIX, formatApiKey, parseApiKey } from './api-key';

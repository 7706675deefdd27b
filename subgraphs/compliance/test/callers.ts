import { callersWith } from '@hostgraph/subgraph-testing';

export const { legalResponsible, administrator, collaborator, stranger, apiKey } = callersWith([
  'compliance:read',
]);
export const apiKeyWithoutScope = { ...apiKey, scopes: ['mail:read'] };

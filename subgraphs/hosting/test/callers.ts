import { callersWith } from '@hostgraph/subgraph-testing';

export const { legalResponsible, administrator, collaborator, stranger, apiKey } = callersWith([
  'hosting:read',
  'hosting:write',
  'audit:read',
]);
export const { operator } = callersWith(['hosting:read', 'hosting:write', 'hosting:operate', 'audit:read']);
export const apiKeyWithoutScope = { ...apiKey, scopes: ['mail:read'] };

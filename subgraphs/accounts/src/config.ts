import { type Environment, givenVariables, parseSetting } from '@hostgraph/service';
import { readSubgraphConfig, type SubgraphConfig } from '@hostgraph/subgraph-kit';
import { z } from 'zod';
import { API_KEY_PEPPER } from './api-key/api-key-secret';

const PORT = 4001;
const PEPPER_BYTES = 32;
const HEX = /^(?:[0-9a-f]{2})+$/i;
const BASE64URL = /^[\w-]+={0,2}$/;

const pepperSchema = z
  .string({ error: `must be at least ${PEPPER_BYTES} random bytes in base64url or hex` })
  .regex(BASE64URL, 'must be base64url or hex')
  .transform((text) => Buffer.from(text, HEX.test(text) ? 'hex' : 'base64url'))
  .refine(({ length }) => length >= PEPPER_BYTES, `must be at least ${PEPPER_BYTES} bytes`);

/** @throws StartupError */
export function readAccountsConfig(environment: Environment): SubgraphConfig {
  const config = readSubgraphConfig(environment, { name: 'accounts', port: PORT });
  const pepper = parseSetting(pepperSchema, givenVariables(environment)['API_KEY_PEPPER'], 'API_KEY_PEPPER');
  config.settings.set(API_KEY_PEPPER, pepper);
  return config;
}

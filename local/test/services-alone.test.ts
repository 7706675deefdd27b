import { cleanUp, type Environment, runProgram } from './hostgraph';

/** Each program has its own environment only, as in a container; what is wrong is told before anything starts. */
const SUBGRAPH = {
  DATABASE_URL: 'postgres://nobody:geheim@127.0.0.1:1/nothing',
  INTERNAL_JWKS: '{"keys":[{"kty":"OKP"}]}',
};
const GATEWAY = { OIDC_ISSUER: 'http://127.0.0.1:1' };

const CASES: readonly (readonly [string, string, Environment, string])[] = [
  ['accounts', 'subgraphs/accounts', SUBGRAPH, 'API_KEY_PEPPER: must be at least 32 random bytes'],
  ['accounts', 'subgraphs/accounts', { ...SUBGRAPH, API_KEY_PEPPER: 'geheim' }, 'API_KEY_PEPPER: must be'],
  ['mail', 'subgraphs/mail', { ...SUBGRAPH, INTERNAL_JWKS: '{"geheim' }, 'INTERNAL_JWKS: is not JSON'],
  ['logs', 'subgraphs/logs', { ...SUBGRAPH, DATABASE_URL: 'geheim' }, 'DATABASE_URL: must be postgres://'],
  ['logs', 'subgraphs/logs', { ...SUBGRAPH, LOGS_DATABASE_URL: 'geheim' }, 'LOGS_DATABASE_URL: must be'],
  [
    'compliance',
    'subgraphs/compliance',
    { ...SUBGRAPH, DATABASE_URL: '' },
    'DATABASE_URL: must be postgres://',
  ],
  ['hosting', 'subgraphs/hosting', { ...SUBGRAPH, PORT: 'geheim' }, 'PORT: '],
  ['hosting', 'subgraphs/hosting', SUBGRAPH, 'no database answers'],
  ['gateway', 'gateway', {}, 'OIDC_ISSUER: must be an http or https URL'],
  [
    'gateway',
    'gateway',
    { ...GATEWAY, INTERNAL_SIGNING_KEY: '{"d":"geheim"}' },
    'INTERNAL_SIGNING_KEY: must be',
  ],
  ['identity-provider', 'packages/identity-provider', {}, 'ACCOUNTS_FILE: must name'],
];

afterAll(cleanUp);

it.concurrent.each(CASES)('%s tells in one line: %s %j %s', async (name, folder, environment, message) => {
  const { code, stderr } = await runProgram(`${folder}/src/main.ts`, environment).ended;
  // oidc-provider supports the LTS releases of Node.js only and says so on its own.
  const said = stderr.replace(/^oidc-provider WARNING: Unsupported runtime.*\n/m, '');
  expect(said.slice(0, `${name}: ${message}`.length)).toBe(`${name}: ${message}`);
  expect(said).toMatch(/^[^\n]+\n$/);
  expect(said).not.toContain('geheim');
  expect(code).toBe(1);
});

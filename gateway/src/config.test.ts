import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartupError } from '@hostgraph/service';
import { readConfig } from './config';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const folder = mkdtempSync(join(tmpdir(), 'hostgraph-config-'));
const supergraphFile = join(folder, 'supergraph.graphql');
writeFileSync(
  supergraphFile,
  `directive @join__graph(name: String!, url: String!) on ENUM_VALUE
   enum join__Graph {
     ACCOUNTS @join__graph(name: "accounts", url: "http://127.0.0.1:4001/graphql")
     MAIL @join__graph(name: "mail", url: "http://127.0.0.1:4002/graphql")
   }
   type Query { a: Int }`,
);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const environment = {
  SUPERGRAPH_FILE: supergraphFile,
  OIDC_ISSUER: 'https://login.example',
  INTERNAL_SIGNING_KEY: JSON.stringify(privateKey.export({ format: 'jwk' })),
};

describe('configuration', () => {
  it('needs an issuer and a key, and has defaults for the rest', () => {
    const config = readConfig(environment);
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      oidc: { issuer: 'https://login.example', audience: 'urn:hostgraph:api' },
      accountsUrl: 'http://127.0.0.1:4001/graphql',
      principalCacheSeconds: 5,
      maxBodyBytes: 524_288,
      drainDelayMs: 0,
    });
  });

  it('takes URLs by the names in the supergraph', () => {
    const config = readConfig({
      ...environment,
      ACCOUNTS_URL: 'http://accounts/g',
      OTHER_URL: 'not looked at',
    });
    expect([...config.subgraphUrls]).toEqual([
      ['accounts', 'http://accounts/g'],
      ['mail', 'http://127.0.0.1:4002/graphql'],
    ]);
    expect(config.accountsUrl).toBe('http://accounts/g');
  });

  it.each([
    ['no issuer', { OIDC_ISSUER: '' }, /^OIDC_ISSUER: /],
    ['an issuer that is no web address', { OIDC_ISSUER: 'file:///etc' }, /^OIDC_ISSUER: /],
    ['no signing key', { INTERNAL_SIGNING_KEY: '' }, /^INTERNAL_SIGNING_KEY: /],
    [
      'a public key',
      { INTERNAL_SIGNING_KEY: JSON.stringify(publicKey.export({ format: 'jwk' })) },
      /^INTERNAL_SIGNING_KEY: /,
    ],
    [
      'a key that is none',
      { INTERNAL_SIGNING_KEY: '{"kty":"OKP","crv":"Ed25519","x":"A","d":"very-secret"}' },
      /^INTERNAL_SIGNING_KEY: /,
    ],
    ['no supergraph', { SUPERGRAPH_FILE: '/nowhere.graphql' }, /^SUPERGRAPH_FILE: .*ENOENT$/],
    ['a file that is no supergraph', { SUPERGRAPH_FILE: __filename }, /^SUPERGRAPH_FILE: .*not a supergraph/],
    ['a subgraph URL without a scheme', { MAIL_URL: 'mail:4002' }, /^MAIL_URL: /],
    ['a limit below one', { MAX_DEPTH: '-1' }, /^MAX_DEPTH: /],
    ['a port that is none', { PORT: '65536' }, /^PORT: /],
    [
      'principals remembered longer than their token lives',
      { PRINCIPAL_CACHE_SECONDS: '61' },
      /^PRINCIPAL_CACHE_SECONDS: /,
    ],
  ])('refuses %s in one line that repeats no secret', (_name, wrong, message) => {
    const read = () => readConfig({ ...environment, ...wrong });
    expect(read).toThrow(StartupError);
    expect(read).toThrow(message);
    expect(read).not.toThrow(/\n|very-secret/);
  });
});
